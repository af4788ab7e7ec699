namespace Psutil.Tool.Text;

/// <summary>A table with aligned columns: one pass for the widths, one for the text. The last column is as long as it is.</summary>
internal sealed class TableWriter(IReadOnlyList<TableColumn> columns, string separator = " ")
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with a cell for each column.</summary>
    public void Add(params string[] cells)
    {
        for (int index = 0; index < cells.Length; index++)
        {
            cells[index] = OSText.Escape(cells[index]);
        }

        _rows.Add(cells);
    }

    /// <summary>Writes the header and the rows, each line indented.</summary>
    public void Write(TextPage page, int indent = 0)
    {
        int[] widths = Widths();
        WriteRow(page, widths, indent, column => columns[column].Header, Style.Header);
        foreach (string[] cells in _rows)
        {
            WriteRow(page, widths, indent, column => cells[column], Style.Plain);
        }
    }

    /// <summary>How wide each column is.</summary>
    public int[] Widths()
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

    private void WriteRow(TextPage page, int[] widths, int indent, Func<int, string> cellOf, Style style)
    {
        page.PadTo(indent);
        for (int column = 0; column < widths.Length; column++)
        {
            string cell = cellOf(column);
            string padding = new(' ', widths[column] - TextWidth.Of(cell));
            bool isLast = column == widths.Length - 1;
            page.Write(columns[column].IsRightAligned ? padding + cell : isLast ? cell : cell + padding, style);
            if (!isLast)
            {
                page.Write(separator);
            }
        }

        page.EndLine();
    }
}
