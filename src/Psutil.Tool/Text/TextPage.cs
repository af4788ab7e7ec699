using System.Text;

namespace Psutil.Tool.Text;

/// <summary>
/// Lines of text for a terminal or a pipe, collected in memory and written at once. Everything written to it is escaped here, so that no
/// caller can forget it, and cut at the terminal's edge (never into a pipe).
/// </summary>
internal sealed class TextPage(Terminal terminal, bool wrap = false, int? maximumLines = null)
{
    private const string EraseToEndOfLine = "\e[K";

    private readonly StringBuilder _text = new();
    private readonly int? _limit = wrap ? null : terminal.LineLimit;
    private bool _leavesOut;
    private int _padding;

    public Terminal Terminal { get; } = terminal;

    /// <summary>The form of amounts of bytes.</summary>
    public Units Units { get; init; } = Units.Scaled;

    /// <summary>The next column.</summary>
    public int Column { get; private set; }

    public int LineCount { get; private set; }

    /// <summary>Whether lines erase the previous contents, for a screen that is redrawn.</summary>
    public bool ErasesOldLines { get; init; }

    /// <summary>The number of columns left on this line; null if there is no edge.</summary>
    public int? Remaining => _limit - Column;

    public TextPage Write(string text, Style style = Style.Plain) => WriteSafe(Terminal.MakeSafe(text), style);

    /// <summary>Writes a text that is already escaped with <see cref="Text.Terminal.MakeSafe"/>.</summary>
    public TextPage WriteSafe(string safe, Style style = Style.Plain)
    {
        if (IsFull || safe.Length == 0)
        {
            return this;
        }

        ReadOnlySpan<char> visible = safe;
        int width = TextWidth.Of(visible);
        if (_limit is { } limit && Column + width > limit)
        {
            visible = TextWidth.Clip(visible, limit - Column);
            width = TextWidth.Of(visible);
        }

        if (visible.IsEmpty)
        {
            return this;
        }

        Column += width;
        _text.Append(' ', _padding);
        _padding = 0;
        string? escape = Terminal.HasColor ? EscapeOf(style) : null;
        if (escape is null)
        {
            _text.Append(visible);
        }
        else
        {
            _text.Append(escape).Append(visible).Append("\e[0m");
        }

        return this;
    }

    /// <summary>Writes a text only if it fits on the line as a whole: a cut number would be a wrong number.</summary>
    public bool TryWrite(string text, Style style = Style.Plain)
    {
        string safe = Terminal.MakeSafe(text);

        // Otherwise the following text would be in the place of the one that was left out.
        if (_leavesOut || (Remaining is { } remaining && TextWidth.Of(safe) > remaining))
        {
            _leavesOut = true;
            return false;
        }

        WriteSafe(safe, style);
        return true;
    }

    /// <summary>Continues at a column. Blanks are written only together with the next text, so that no line ends in blanks.</summary>
    public TextPage PadTo(int column)
    {
        _padding += Math.Max(0, column - Column);
        Column = Math.Max(column, Column);
        return this;
    }

    /// <summary>Writes a line that was escaped and cut on another page.</summary>
    public TextPage WriteLine(string safe)
    {
        if (!IsFull)
        {
            _text.Append(safe);
        }

        return EndLine();
    }

    public TextPage EndLine()
    {
        if (!IsFull)
        {
            _text.Append(ErasesOldLines ? EraseToEndOfLine : "").Append('\n');
            LineCount++;
        }

        Column = 0;
        _leavesOut = false;
        _padding = 0;
        return this;
    }

    public override string ToString() => _text.ToString();

    private bool IsFull => LineCount >= maximumLines;

    private static string? EscapeOf(Style style) =>
        style switch
        {
            Style.Bold => "\e[1m",
            Style.Dim => "\e[2m",
            Style.Good => "\e[32m",
            Style.Warning => "\e[33m",
            Style.Bad => "\e[31m",
            Style.Header => "\e[1;36m",
            _ => null,
        };
}
