using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>What a command shows as a table, in all its forms.</summary>
/// <param name="name">The name of the list in JSON.</param>
/// <param name="columns">The columns.</param>
internal sealed class Table<T>(string name, IReadOnlyList<Column<T>> columns)
{
    private const string Unknown = "?";
    private const int BarWidth = 10;

    /// <summary>The text for a missing value; null for the default.</summary>
    public Func<T, Column<T>, string?>? Reason { get; init; }

    /// <summary>What the text says in place of a table without rows; null for the headings alone.</summary>
    public string? Empty { get; init; }

    /// <summary>Writes the members of a row's JSON object; null if they are the same as the columns.</summary>
    public Action<ReportWriter, T>? WriteMembers { get; init; }

    /// <summary>Writes the table as text.</summary>
    public void WriteText(TextPage page, IReadOnlyList<T> rows, TimeProvider clock)
    {
        if (rows.Count == 0 && Empty is not null)
        {
            page.Write(Empty).EndLine();
            return;
        }

        // A bar is shown only on a terminal.
        IReadOnlyList<Column<T>> shown = page.Terminal.IsTerminal ? columns : [.. columns.Where(column => column.Bar is null)];
        TableWriter table = new([.. shown.Select(column => column.Layout)]);
        InlineReportWriter writer = new(new CellFormat(clock, page.Units));
        bool hasStyles = page.Terminal.HasColor && shown.Any(column => column.Style is not null);
        foreach (T row in rows)
        {
            string[] cells = new string[shown.Count];
            for (int index = 0; index < cells.Length; index++)
            {
                cells[index] = Cell(page, writer, shown[index], row);
            }

            if (hasStyles)
            {
                table.Add(cells, [.. shown.Select(column => column.Style?.Invoke(row) ?? Style.Plain)]);
            }
            else
            {
                table.Add(cells);
            }
        }

        table.Write(page);
    }

    /// <summary>Writes the rows for programs; the header, which is always the same, before the first.</summary>
    /// <param name="csv">The destination.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="withHeader">Whether to write the header first.</param>
    /// <param name="time">When this was, as a column before the others; null if it does not repeat.</param>
    public void WriteCsv(CsvWriter csv, IReadOnlyList<T> rows, bool withHeader, DateTimeOffset? time)
    {
        if (withHeader)
        {
            WriteCsvHeader(csv, hasTime: time is not null);
        }

        InlineReportWriter writer = new(RawFormat.Instance);
        foreach (T row in rows)
        {
            if (time is { } moment)
            {
                csv.Plain(RawFormat.Instance.Instant(moment));
            }

            foreach (Column<T> column in columns)
            {
                if (column.Bar is not null)
                {
                    continue;
                }

                column.Write(writer, row);
                bool isNumber = writer.IsNumber;
                string? cell = writer.Take();
                if (isNumber)
                {
                    csv.Plain(cell);
                }
                else
                {
                    csv.Text(cell);
                }
            }

            csv.EndRow();
        }
    }

    /// <summary>Writes the rows as a list.</summary>
    public void WriteJson(ReportWriter writer, IReadOnlyList<T> rows)
    {
        writer.StartArray(name);
        foreach (T row in rows)
        {
            writer.StartObject();
            if (WriteMembers is not null)
            {
                WriteMembers(writer, row);
            }
            else
            {
                foreach (Column<T> column in columns.Where(column => column.Bar is null))
                {
                    writer.Name(column.Name);
                    column.Write(writer, row);
                }
            }

            writer.EndObject();
        }

        writer.EndArray();
    }

    private void WriteCsvHeader(CsvWriter csv, bool hasTime)
    {
        if (hasTime)
        {
            csv.Plain("time");
        }

        foreach (Column<T> column in columns.Where(column => column.Bar is null))
        {
            csv.Plain(column.Name);
        }

        csv.EndRow();
    }

    private string Cell(TextPage page, InlineReportWriter writer, Column<T> column, T row)
    {
        if (column.Bar is { } percentOf)
        {
            return "[" + Bar.Draw(percentOf(row), BarWidth, page.Terminal.HasUnicode) + "]";
        }

        column.Write(writer, row);
        string cell = writer.Take() ?? Reason?.Invoke(row, column) ?? Unknown;
        return column.Lead is { } lead ? lead(row) + cell : cell;
    }
}
