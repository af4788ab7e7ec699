using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The table, CSV or JSON of <c>psutil ps</c>.</summary>
internal sealed class ProcessListing(ToolHost host, WatchLoop loop)
{
    /// <summary>Which fields; null for the default ones.</summary>
    public IReadOnlyList<ProcessField>? Fields { get; init; }

    /// <summary>Whether the arguments stand in place of the name.</summary>
    public bool ShowsArguments { get; init; }

    /// <summary>Whether children stand below their parents.</summary>
    public bool IsTree { get; init; }

    public ProcessFilter Filter { get; init; } = new();

    /// <summary>By which field the rows are sorted; null for the order of the PIDs.</summary>
    public ProcessField? Sort { get; init; }

    public bool IsReversed { get; init; }

    /// <summary>How many rows at most.</summary>
    public int? Limit { get; init; }

    /// <summary>Writes it, once or repeatedly. Returns the exit code.</summary>
    public int Run()
    {
        Machine machine = host.OpenMachine();
        using ProcessSampler sampler = new(host, machine, loop.Interval, loop.Repeats);
        IReadOnlyList<ProcessField> fields = Choose();
        ProcessFields extra = Filter.Sources | (IsTree ? ProcessFields.ParentPid : ProcessFields.None);
        if (!loop.IsJson)
        {
            foreach (ProcessField field in fields)
            {
                extra |= field.ExtraTableSources;
            }
        }

        Table<ProcessRow> table = CreateTable(fields);
        IReadOnlyList<ProcessRow> rows = [];
        loop.WriteTable(table, () => new TableFrame<ProcessRow>(rows = List(sampler, fields, extra)));
        if (!loop.Repeats)
        {
            DeniedNotice.Tell(host, rows, fields);
        }

        return rows.Count > 0 ? ExitCode.Found : ExitCode.NothingMatched;
    }

    private IReadOnlyList<ProcessField> Choose()
    {
        IReadOnlyList<ProcessField> fields = Fields ?? ProcessFieldTable.Default;
        return ShowsArguments ? ProcessFieldTable.WithArguments(fields) : fields;
    }

    private Table<ProcessRow> CreateTable(IReadOnlyList<ProcessField> fields)
    {
        List<Column<ProcessRow>> columns = [];
        Dictionary<Column<ProcessRow>, ProcessField> fieldOf = new(ReferenceEqualityComparer.Instance);
        foreach (ProcessField field in fields)
        {
            foreach (Column<ProcessRow> column in field.TableColumns)
            {
                // The default columns are chosen for the terminal; those that the user asked for are all shown.
                Column<ProcessRow> shown = Fields is null ? column : column with { Rank = 0 };
                if (IsTree && loop.Form == OutputForm.Text && field.Name is "name" or "cmdline")
                {
                    shown = shown with { Lead = row => row.Lead };
                }

                columns.Add(shown);
                fieldOf[shown] = field;
            }
        }

        return new Table<ProcessRow>("processes", columns)
        {
            Reason = (row, column) => Reasons.Cell(row.ReasonFor(fieldOf[column])),
            WriteMembers = (writer, row) => ProcessReport.Write(writer, row, fields),
        };
    }

    private IReadOnlyList<ProcessRow> List(ProcessSampler sampler, IReadOnlyList<ProcessField> fields, ProcessFields extra)
    {
        IReadOnlyList<ProcessRow> rows = sampler.List(Sort is null ? fields : [.. fields, Sort], extra, needsPercent: Filter.Cpu is not null);
        if (!Filter.IsEmpty)
        {
            rows = IsTree ? ProcessTree.KeepAncestors(rows, Filter.Matches) : [.. rows.Where(Filter.Matches)];
        }

        if (Sort?.Key is { } key)
        {
            rows = Order(rows, key, Sort.LargestFirst != IsReversed);
        }
        else if (IsReversed)
        {
            rows = [.. rows.Reverse()];
        }

        if (IsTree)
        {
            rows = [.. ProcessTree.Arrange(rows, loop.Terminal.HasUnicode).Select(line => line.Row with { Lead = line.Lead })];
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
}
