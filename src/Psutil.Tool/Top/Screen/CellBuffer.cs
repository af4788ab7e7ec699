using System.Text;
using Psutil.Tool.Text;

namespace Psutil.Tool.Top.Screen;

/// <summary>
/// The content of a screen before it is painted. Everything written to it is escaped here, so that no caller can forget it. Text that does
/// not fit is cut, never within a character.
/// </summary>
internal sealed class CellBuffer
{
    private readonly Cell[] _cells;

    private readonly Terminal _terminal;

    public CellBuffer(int width, int height, Terminal terminal)
    {
        Width = width;
        Height = height;
        _terminal = terminal;
        _cells = new Cell[width * height];
        Clear();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether characters other than ASCII may be drawn.</summary>
    public bool HasUnicode => _terminal.HasUnicode;

    public Cell this[int column, int line] => _cells[line * Width + column];

    /// <summary>Blanks all of it, so that it can be drawn into again: a large screen is a large object, which is collected late.</summary>
    public void Clear() => Array.Fill(_cells, Cell.Blank);

    /// <summary>The number of columns of a text.</summary>
    public int WidthOf(string text) => TextWidth.Of(_terminal.MakeSafe(text));

    /// <summary>The text in its written form, without control characters.</summary>
    public string MakeSafe(string text) => _terminal.MakeSafe(text);

    /// <summary>The cells of a line.</summary>
    public ReadOnlySpan<Cell> Line(int line) => _cells.AsSpan(line * Width, Width);

    /// <summary>Writes a text and returns the column after it.</summary>
    /// <param name="column">Where it begins.</param>
    /// <param name="line">On which line; nothing happens outside of the screen.</param>
    /// <param name="text">The text, as it came.</param>
    /// <param name="look">How it looks.</param>
    /// <param name="limit">The column that it must not reach; null for the screen's edge.</param>
    public int Write(int column, int line, string text, Look look = default, int? limit = null)
    {
        int end = Math.Min(Width, limit ?? Width);
        if (line < 0 || line >= Height || column >= end)
        {
            return column;
        }

        foreach (Rune rune in _terminal.MakeSafe(text).EnumerateRunes())
        {
            int columns = TextWidth.Of(rune);
            if (columns == 0)
            {
                AddMark(column - 1, line, rune);
                continue;
            }

            if (column + columns > end)
            {
                break;
            }

            Set(column, line, new Cell(rune.Value, look));
            if (columns == 2)
            {
                Set(column + 1, line, new Cell(0, look));
            }

            column += columns;
        }

        return column;
    }

    /// <summary>Writes a text so that it ends before a column; a text that is too long keeps its beginning.</summary>
    public void WriteRight(int end, int line, string text, Look look = default, int start = 0)
    {
        int width = WidthOf(text);
        Write(Math.Max(start, end - width), line, text, look, end);
    }

    /// <summary>Exchanges foreground and background of a part of a line.</summary>
    public void Invert(int column, int line, int columns)
    {
        int end = line < 0 || line >= Height ? 0 : Math.Min(Width, column + columns);
        for (int index = Math.Max(0, column); index < end; index++)
        {
            ref Cell cell = ref _cells[line * Width + index];
            cell = cell with { IsInverse = true };
        }
    }

    /// <summary>Blanks a part of a line.</summary>
    public void Clear(int column, int line, int columns)
    {
        int end = line < 0 || line >= Height ? 0 : Math.Min(Width, column + columns);
        for (int index = Math.Max(0, column); index < end; index++)
        {
            Set(index, line, Cell.Blank);
        }
    }

    /// <summary>Only the characters, one line each, without the blanks at the ends.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        for (int line = 0; line < Height; line++)
        {
            StringBuilder characters = new(Width);
            foreach (Cell cell in Line(line))
            {
                if (!cell.IsContinuation)
                {
                    characters.Append(new Rune(cell.Character)).Append(cell.Marks);
                }
            }

            text.Append(characters.ToString().TrimEnd(' ')).Append('\n');
        }

        return text.ToString();
    }

    private void Set(int column, int line, Cell cell)
    {
        ref Cell old = ref _cells[line * Width + column];

        // Half of a wide character must not remain.
        if (old.IsContinuation && !cell.IsContinuation && column > 0)
        {
            _cells[line * Width + column - 1] = Cell.Blank;
        }
        else if (!cell.IsContinuation && column + 1 < Width && _cells[line * Width + column + 1].IsContinuation)
        {
            _cells[line * Width + column + 1] = Cell.Blank;
        }

        old = cell;
    }

    private void AddMark(int column, int line, Rune mark)
    {
        if (column >= 0 && this[column, line].IsContinuation)
        {
            column--;
        }

        // Adjacent texts can combine.
        if (column >= 0 && this[column, line] is { Marks: null or { Length: < CombiningMarks.Most } } cell)
        {
            _cells[line * Width + column] = cell with { Marks = cell.Marks + mark };
        }
    }
}
