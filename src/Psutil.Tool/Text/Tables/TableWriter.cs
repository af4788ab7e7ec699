namespace Psutil.Tool.Text;

/// <summary>
/// A table with aligned columns: one pass for the widths, one for the text. The last column is not limited; columns with a rank are left
/// out if the terminal is too narrow for them.
/// </summary>
internal sealed class TableWriter(IReadOnlyList<TableColumn> columns, int gap = 1)
{
    // The minimum width of the last column, for which others are left out.
    private const int LeastLastWidth = 20;

    private readonly List<string[]> _rows = [];
    private readonly List<Style[]?> _styles = [];

    /// <summary>Adds a row with one cell for each column.</summary>
    public void Add(params string[] cells)
    {
        _rows.Add(cells);
        _styles.Add(null);
    }

    /// <summary>Adds a row of cells with colours.</summary>
    public void Add(string[] cells, Style[] styles)
    {
        _rows.Add(cells);
        _styles.Add(styles);
    }

    /// <summary>Writes the header and the rows, each line indented.</summary>
    public void Write(TextPage page, int indent = 0)
    {
        foreach (string[] cells in _rows)
        {
            for (int index = 0; index < cells.Length; index++)
            {
                cells[index] = page.Terminal.MakeSafe(cells[index]);
            }
        }

        int[] widths = Widths();
        bool[] isShown = Choose(widths, page.Terminal.LineLimit - indent);
        int last = Array.LastIndexOf(isShown, true);
        string[] headers = new string[columns.Count];
        for (int column = 0; column < headers.Length; column++)
        {
            headers[column] = columns[column].Header;
        }

        WriteRow(page, widths, isShown, last, indent, headers, null, Style.Header);
        for (int row = 0; row < _rows.Count; row++)
        {
            WriteRow(page, widths, isShown, last, indent, _rows[row], _styles[row], Style.Plain);
        }
    }

    private int[] Widths()
    {
        int[] widths = new int[columns.Count];
        for (int column = 0; column < widths.Length; column++)
        {
            widths[column] = TextWidth.Of(columns[column].Header);
            foreach (string[] cells in _rows)
            {
                widths[column] = Math.Max(widths[column], TextWidth.Of(cells[column]));
            }
        }

        return widths;
    }

    private bool[] Choose(int[] widths, int? limit)
    {
        bool[] isShown = new bool[widths.Length];
        Array.Fill(isShown, true);

        // If the last column needs less than the minimum, no other is left out for it.
        int width = Math.Min(widths[^1], Math.Max(LeastLastWidth, TextWidth.Of(columns[^1].Header)));
        for (int column = 0; column < widths.Length - 1; column++)
        {
            width += widths[column] + gap;
        }

        while (width > limit)
        {
            int victim = -1;
            for (int column = 0; column < widths.Length - 1; column++)
            {
                if (isShown[column] && columns[column].Rank > (victim < 0 ? 0 : columns[victim].Rank))
                {
                    victim = column;
                }
            }

            if (victim < 0)
            {
                break;
            }

            isShown[victim] = false;
            width -= widths[victim] + gap;
        }

        return isShown;
    }

    private void WriteRow(TextPage page, int[] widths, bool[] isShown, int last, int indent, string[] cells, Style[]? styles, Style style)
    {
        page.PadTo(indent);
        int start = page.Column;
        for (int column = 0; column <= last; column++)
        {
            if (!isShown[column])
            {
                continue;
            }

            // Blanks before a text are written together with it, so that an empty last cell leaves none at the end of the line.
            string cell = cells[column];
            int blanks = columns[column].IsRightAligned ? widths[column] - TextWidth.Of(cell) : 0;
            page.PadTo(start + blanks).WriteSafe(cell, styles?[column] ?? style);
            start += widths[column] + gap;
        }

        page.EndLine();
    }
}
