using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The table, or the JSON, of <c>psutil ps</c>.</summary>
internal sealed class ProcessListing(ToolHost host, WatchLoop loop)
{
    // What the command line gets at least before columns are left out for it.
    private const int LeastCommandWidth = 20;

    /// <summary>Which fields; null for the default ones.</summary>
    public IReadOnlyList<ProcessField>? Fields { get; init; }

    /// <summary>By which field the rows are sorted; null for the order of the PIDs.</summary>
    public ProcessField? Sort { get; init; }

    public bool IsReversed { get; init; }

    /// <summary>How many rows at most.</summary>
    public int? Limit { get; init; }

    /// <summary>Writes it, once or repeatedly.</summary>
    public void Run()
    {
        Machine machine = host.OpenMachine();
        ProcessSampler sampler = new(host, machine, loop.Interval);
        IReadOnlyList<ProcessField> fields = Fields ?? (loop.IsJson ? ProcessFieldTable.DefaultForJson : ProcessFieldTable.DefaultForTable);
        IReadOnlyList<ProcessRow> rows = [];
        if (loop.IsJson)
        {
            loop.WriteJson(writer =>
            {
                rows = List(sampler, fields, ProcessFields.None);
                writer.StartObject();
                writer.Number("schema", MachineReport.Schema);
                writer.StartArray("processes");
                foreach (ProcessRow row in rows)
                {
                    writer.StartObject();
                    ProcessReport.Write(writer, row, fields);
                    writer.EndObject();
                }

                writer.EndArray();
                writer.EndObject();
                return true;
            });
        }
        else
        {
            ProcessFields extra = fields.Aggregate(ProcessFields.None, (sum, field) => sum | field.ExtraTableSources);
            loop.WriteText(page =>
            {
                rows = List(sampler, fields, extra);
                WriteTable(page, rows, fields);
                return true;
            });
        }

        if (!loop.Repeats)
        {
            DeniedNotice.Tell(host, rows, fields);
        }
    }

    private IReadOnlyList<ProcessRow> List(ProcessSampler sampler, IReadOnlyList<ProcessField> fields, ProcessFields extra)
    {
        IReadOnlyList<ProcessRow> rows = sampler.List(Sort is null ? fields : [.. fields, Sort], extra);
        if (Sort?.Key is { } key)
        {
            rows = Order(rows, key, Sort.LargestFirst != IsReversed);
        }
        else if (IsReversed)
        {
            rows = [.. rows.Reverse()];
        }

        return Limit is { } limit ? [.. rows.Take(limit)] : rows;
    }

    // Unknown comes last either way round; equal ones stay in the order of their PIDs.
    private static IReadOnlyList<ProcessRow> Order(IReadOnlyList<ProcessRow> rows, Func<ProcessRow, IComparable?> key, bool descending)
    {
        Comparer<IComparable?> comparer = Comparer<IComparable?>.Create((left, right) => left is string text ? string.CompareOrdinal(text, (string?)right) : left!.CompareTo(right));
        IEnumerable<ProcessRow> known = rows.Where(row => key(row) is not null);
        IEnumerable<ProcessRow> unknown = rows.Where(row => key(row) is null);
        return [.. descending ? known.OrderByDescending(key, comparer) : known.OrderBy(key, comparer), .. unknown];
    }

    private void WriteTable(TextPage page, IReadOnlyList<ProcessRow> rows, IReadOnlyList<ProcessField> fields)
    {
        List<(ProcessField Field, ProcessColumn Column)> columns =
            [.. fields.SelectMany(field => (field.Columns ?? [DefaultColumn(field)]).Select(column => (field, column)))];
        TableWriter table = Fill(rows, columns);

        // The default columns are chosen for the terminal; those that the user asked for are all shown.
        while (Fields is null && page.Terminal.LineLimit is { } limit && FixedWidth(table) + LeastCommandWidth > limit && columns.Any(entry => entry.Column.Rank > 0))
        {
            columns.Remove(columns.MaxBy(entry => entry.Column.Rank));
            table = Fill(rows, columns);
        }

        table.Write(page);
    }

    private TableWriter Fill(IReadOnlyList<ProcessRow> rows, IReadOnlyList<(ProcessField Field, ProcessColumn Column)> columns)
    {
        TableWriter table = new([.. columns.Select(entry => new TableColumn(entry.Column.Header, entry.Column.IsRightAligned))]);
        foreach (ProcessRow row in rows)
        {
            string[] cells = new string[columns.Count];
            for (int index = 0; index < cells.Length; index++)
            {
                cells[index] = Cell(row, columns[index].Field, columns[index].Column);
            }

            table.Add(cells);
        }

        return table;
    }

    /// <summary>A cell: the value or, without a blank in it, why there is none.</summary>
    private string Cell(ProcessRow row, ProcessField field, ProcessColumn column) => column.Cell(row, host.Clock) ?? row.ReasonFor(field) switch
    {
        null => "?",
        UnavailableReason.Denied => "-",
        UnavailableReason.NotSupported => "n/a",
        { } reason => Reasons.Of(reason).Replace(' ', '-'),
    };

    private static int FixedWidth(TableWriter table)
    {
        int[] widths = table.Widths();
        return widths.Sum() - widths[^1] + widths.Length - 1;
    }

    private static ProcessColumn DefaultColumn(ProcessField field) => new(
        field.Name.ToUpperInvariant(),
        (row, clock) =>
        {
            InlineReportWriter writer = new(clock);
            field.Write(writer, row);
            return writer.IsNull ? null : writer.ToString();
        });
}
