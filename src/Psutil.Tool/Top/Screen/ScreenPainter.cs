using System.Text;

namespace Psutil.Tool.Top.Screen;

/// <summary>
/// Converts the content of a screen to the output for a terminal: only the cells that have changed since the last painting.
/// </summary>
internal sealed class ScreenPainter(Palette palette)
{
    // Rewriting an unchanged stretch of this length is shorter than moving the cursor.
    private const int ShortestJump = 6;

    private readonly StringBuilder _text = new();
    private CellBuffer? _shown;

    /// <summary>Discards the known state of the terminal: the next painting draws everything.</summary>
    public void Forget() => _shown = null;

    /// <summary>The characters and escape sequences; empty if nothing changed.</summary>
    public string Paint(CellBuffer buffer)
    {
        _text.Clear();
        CellBuffer? before = _shown is { } shown && shown.Width == buffer.Width && shown.Height == buffer.Height ? shown : null;
        if (before is null)
        {
            _text.Append("\e[0m\e[2J");
        }

        for (int line = 0; line < buffer.Height; line++)
        {
            PaintLine(buffer, before, line);
        }

        _shown = buffer;
        return _text.ToString();
    }

    private void PaintLine(CellBuffer buffer, CellBuffer? before, int line)
    {
        ReadOnlySpan<Cell> cells = buffer.Line(line);
        int column = 0;
        int cursor = -1;
        Cell pen = Cell.Blank;
        while (NextChange(buffer, before, line, column) is var change && change < cells.Length)
        {
            // The right half is drawn together with the left one.
            column = cells[change].IsContinuation ? change - 1 : change;
            if (cursor >= 0 && column - cursor is > 0 and < ShortestJump && IsPlainAscii(cells[cursor..column], pen))
            {
                column = cursor;
            }
            else if (cursor != column)
            {
                _text.Append(CultureInfo.InvariantCulture, $"\e[{line + 1};{column + 1}H");
            }

            Cell cell = cells[column];
            SetPen(ref pen, cell);
            _text.Append(new Rune(cell.Character)).Append(cell.Marks);
            int width = column + 1 < cells.Length && cells[column + 1].IsContinuation ? 2 : 1;

            // Terminals disagree about the width of characters other than ASCII: the next character is positioned explicitly.
            cursor = cell.Character < 0x7F && cell.Marks is null ? column + 1 : -1;
            column += width;
        }

        if (pen != Cell.Blank)
        {
            _text.Append("\e[0m");
        }
    }

    private static int NextChange(CellBuffer buffer, CellBuffer? before, int line, int column)
    {
        if (before is null)
        {
            // The cleared screen already has the blanks.
            ReadOnlySpan<Cell> cells = buffer.Line(line);
            int drawn = cells[column..].IndexOfAnyExcept(Cell.Blank);
            return drawn < 0 ? cells.Length : column + drawn;
        }

        return column + buffer.Line(line)[column..].CommonPrefixLength(before.Line(line)[column..]);
    }

    private static bool IsPlainAscii(ReadOnlySpan<Cell> cells, Cell pen)
    {
        foreach (Cell cell in cells)
        {
            if (cell.Character is 0 or >= 0x7F || cell.Marks is not null || cell.Look != pen.Look || cell.IsInverse != pen.IsInverse)
            {
                return false;
            }
        }

        return true;
    }

    private void SetPen(ref Cell pen, Cell cell)
    {
        if (pen.Look == cell.Look && pen.IsInverse == cell.IsInverse)
        {
            return;
        }

        _text.Append("\e[0").Append(palette.CodeOf(cell.Look)).Append(cell.IsInverse ? ";7m" : "m");
        pen = Cell.Blank with { Look = cell.Look, IsInverse = cell.IsInverse };
    }
}
