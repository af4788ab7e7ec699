using System.Text;
using Psutil.Tool.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Psutil.Tool.Overview;

/// <summary>
/// Draws boxes side by side and one below the other with Spectre.Console. Their contents are already formatted, cut and escaped: they are
/// not parsed as markup.
/// </summary>
internal sealed class PanelLayout : IDisposable
{
    private const int FrameWidth = 4;

    private readonly Terminal _terminal;
    private readonly StringWriter _text = new() { NewLine = "\n" };
    private readonly IAnsiConsole _console;

    public PanelLayout(Terminal terminal)
    {
        _terminal = terminal;

        // The terminal's capabilities are known, so Spectre.Console does not detect them.
        _console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = terminal.HasColor ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new Output(_text, terminal.Width, terminal.Height),
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        _console.Profile.Capabilities.Unicode = terminal.HasUnicode;
    }

    /// <summary>The lines so far.</summary>
    public IEnumerable<string> Lines => _text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());

    public int LineCount => Lines.Count();

    /// <summary>Adds two boxes side by side, both with the height of the taller one.</summary>
    public void AddPair(Box left, Box right)
    {
        int height = Math.Max(HeightOf(left), HeightOf(right));
        Grid grid = new();
        grid.AddColumn(new GridColumn { Width = left.Width, Padding = new Padding(0) });
        grid.AddColumn(new GridColumn { Width = right.Width, Padding = new Padding(0) });
        grid.AddRow(PanelOf(left, height), PanelOf(right, height));
        _console.Write(grid);
    }

    /// <summary>Adds a box below the others.</summary>
    public void Add(Box box) => _console.Write(PanelOf(box, HeightOf(box)));

    public void Dispose() => _text.Dispose();

    private static int HeightOf(Box box) => box.Text.Count(unit => unit == '\n') + 2;

    private Panel PanelOf(Box box, int height) =>
        new(new SafeLines(box.Text))
        {
            Header = new PanelHeader(Markup.Escape(TextWidth.Clip(box.Title, box.Width - FrameWidth).ToString())),
            Border = _terminal.HasUnicode ? BoxBorder.Rounded : BoxBorder.Ascii,
            Width = box.Width,
            Height = height,
        };

    // Spectre.Console does not change control sequences in a text. Here those are only our colours, because TextPage has escaped all
    // others.
    private sealed class SafeLines(string text) : Renderable
    {
        protected override Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            foreach (string line in text.TrimEnd('\n').Split('\n'))
            {
                int start = 0;
                while (line.IndexOf('\e', start) is >= 0 and var escape)
                {
                    int end = line.IndexOf('m', escape) + 1;
                    yield return new Segment(line[start..escape]);
                    yield return Segment.Control(line[escape..end]);
                    start = end;
                }

                yield return new Segment(line[start..]);
                yield return Segment.LineBreak;
            }
        }
    }

    private sealed class Output(TextWriter writer, int width, int height) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => height;

        public void SetEncoding(Encoding encoding) { }
    }
}
