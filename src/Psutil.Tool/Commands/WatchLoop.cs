using System.CommandLine;
using System.Text;
using Psutil.Tool.Json;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Commands;

/// <summary>Writes a command's output once, or repeatedly with <c>--watch</c>.</summary>
internal sealed class WatchLoop(ToolHost host, CommonOptions options, ParseResult result)
{
    private readonly Units _units = result.GetValue(options.Bytes) ? Units.Plain : Units.Scaled;
    private readonly List<Func<string?>> _notes = [];
    private string[] _written = [];

    /// <summary>The destination of text.</summary>
    public Terminal Terminal { get; init; } = options.TerminalOf(result, host.Terminal);

    /// <summary>The interval between outputs; null for a single output.</summary>
    public TimeSpan? Every { get; init; } = result.GetValue(options.Watch);

    /// <summary>The number of outputs if it repeats; null for no limit.</summary>
    public int? Count { get; init; } = result.GetValue(options.Count);

    /// <summary>Whether the output repeats.</summary>
    public bool Repeats => Every is not null;

    /// <summary>Whether there is more than one output.</summary>
    public bool ReadsAgain => Repeats && Count is not 1;

    /// <summary>
    /// The interval over which rates are measured: for the first output the option's interval, later the time since the previous output.
    /// </summary>
    public TimeSpan Interval { get; } = options.IntervalOf(result);

    /// <summary>The requested form.</summary>
    public OutputForm Form { get; } = options.FormOf(result);

    /// <summary>Whether JSON was requested.</summary>
    public bool IsJson => Form == OutputForm.Json;

    /// <summary>
    /// Returns a note about the data of a frame, such as what missing permission hides. Called after the frame; a note that was already
    /// written is not repeated.
    /// </summary>
    public void Note(Func<string?> message) => _notes.Add(message);

    /// <summary>Writes a table in the requested form. The frame returns null when there is nothing more to show.</summary>
    public void WriteTable<T>(Table<T> table, Func<TableFrame<T>?> next)
    {
        switch (Form)
        {
            case OutputForm.Json:
                WriteJson(writer =>
                {
                    if (next() is not { } frame)
                    {
                        return false;
                    }

                    writer.StartObject();
                    writer.Number("schema", MachineReport.Schema);
                    table.WriteJson(writer, frame.Rows);
                    frame.Members?.Invoke(writer);
                    writer.EndObject();
                    return true;
                });
                break;
            case OutputForm.Csv:
                Repeat(isFirst =>
                {
                    if (next() is not { } frame)
                    {
                        return false;
                    }

                    CsvWriter csv = new();
                    table.WriteCsv(csv, frame.Rows, isFirst, Repeats ? host.Clock.GetUtcNow() : null);
                    Write(csv.ToString());
                    return true;
                });
                break;
            default:
                WriteText(page =>
                {
                    if (next() is not { } frame)
                    {
                        return false;
                    }

                    frame.Above?.Invoke(page);
                    table.WriteText(page, frame.Rows, host.Clock);
                    frame.Below?.Invoke(page);
                    return true;
                });
                break;
        }
    }

    /// <summary>Writes JSON objects, one per line. The frame returns false when there is nothing more to show.</summary>
    public void WriteJson(Func<ReportWriter, bool> frame) =>
        Repeat(_ =>
        {
            // Buffered, so that a failure half-way does not leave half an object on standard output.
            using MemoryStream buffer = new();
            using JsonReportWriter writer = new(buffer, indented: Terminal.IsTerminal && !Repeats);
            if (!frame(writer))
            {
                return false;
            }

            writer.Finish();
            buffer.WriteTo(host.Output);
            host.Output.Flush();
            return true;
        });

    /// <summary>Writes text: on a terminal each frame replaces the previous one, otherwise a blank line separates them.</summary>
    /// <param name="frame">Puts a page together; returns false when there is nothing more to show.</param>
    /// <param name="wrap">Whether long lines are left to the terminal to wrap.</param>
    public void WriteText(Func<TextPage, bool> frame, bool wrap = false) =>
        Repeat(isFirst =>
        {
            bool isScreen = Repeats && Terminal.CanRedraw;
            TextPage page = new(Terminal, wrap && !isScreen, isScreen ? Terminal.Height - 1 : null)
            {
                ErasesOldLines = isScreen,
                Units = _units,
            };
            if (!frame(page))
            {
                return false;
            }

            string text = page.ToString();
            if (isScreen)
            {
                text = (isFirst ? "\e[2J" : "") + "\e[H" + WithNotes(page, text) + "\e[J";
            }
            else if (!isFirst)
            {
                text = "\n" + text;
            }

            Write(text);
            return true;
        });

    /// <summary>Writes a line at once, outside any frame.</summary>
    public void WriteLine(string text) => Write(new TextPage(Terminal, wrap: true).Write(text).EndLine().ToString());

    /// <summary>Writes an escaped text at once.</summary>
    public void Write(string text)
    {
        host.Output.Write(Encoding.UTF8.GetBytes(text));
        host.Output.Flush();
    }

    private void Repeat(Func<bool, bool> frame)
    {
        for (int round = 1; frame(round == 1); round++)
        {
            WriteNotes();
            if (Every is not { } every || round == Count)
            {
                return;
            }

            host.Sleep(every);
            if (host.HasEnded?.Invoke() == true)
            {
                break;
            }
        }

        // A failed frame can still have a note.
        WriteNotes();
    }

    // On a terminal the note is below the frame, because the next frame would overwrite it elsewhere.
    private string WithNotes(TextPage page, string text)
    {
        if (!host.ErrorTerminal.IsTerminal || TakeNotes() is not { Length: > 0 } notes)
        {
            return text;
        }

        TextPage line = new(Terminal) { ErasesOldLines = true };
        line.Write("psutil: " + string.Join("; ", notes), Style.Dim).EndLine();
        return (page.LineCount < Terminal.Height - 1 ? text : text[..(text.LastIndexOf('\n', text.Length - 2) + 1)]) + line;
    }

    private void WriteNotes()
    {
        string[] notes = TakeNotes();
        if (!notes.SequenceEqual(_written))
        {
            Array.ForEach(notes, host.Complain);
            _written = notes;
        }
    }

    private string[] TakeNotes()
    {
        string[] notes = [.. _notes.Select(note => note()).OfType<string>()];
        _notes.Clear();
        return notes;
    }
}
