using Psutil.Tool.Commands;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The table, CSV or JSON of <c>psutil ps</c>.</summary>
internal sealed class ProcessListing(ToolHost host, WatchLoop loop)
{
    /// <summary>The fields, from left to right.</summary>
    public required ProcessFieldChoice Choice { get; init; }

    /// <summary>Whether to show children below their parents.</summary>
    public bool IsTree { get; init; }

    public ProcessFilter Filter { get; init; } = new();

    /// <summary>By what the rows are sorted; null for the order of the PIDs.</summary>
    public ProcessSort? Sort { get; init; }

    public bool IsReversed { get; init; }

    /// <summary>The maximum number of rows.</summary>
    public int? Limit { get; init; }

    /// <summary>Writes it once or repeatedly. Returns the exit code.</summary>
    public int Run()
    {
        Machine machine = host.OpenMachineFor(loop.ReadsAgain);
        using ProcessSampler sampler = new(host, machine, loop.Interval, loop.Repeats);
        IReadOnlyList<ProcessField> fields = Choice.Choose();
        ProcessFields extra = Filter.Sources | (IsTree ? ProcessFields.ParentPid : ProcessFields.None);
        if (!loop.IsJson)
        {
            foreach (ProcessField field in fields)
            {
                extra |= field.ExtraTableSources;
            }
        }

        Table<ProcessRow> table = ProcessTable.Create(
            fields,
            keeps: field => Choice.IsExact || Choice.Used.Contains(field),
            showsTree: IsTree && loop.Form == OutputForm.Text
        );
        IReadOnlyList<ProcessRow> rows = [];
        loop.WriteTable(table, () =>
        {
            rows = List(sampler, fields, extra);
            loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
            loop.Note(() => DeniedNotice.Of(host, rows, fields));
            sampler.NoteTraffic(loop);
            return new TableFrame<ProcessRow>(rows);
        });
        return rows.Count > 0 ? ExitCode.Found : ExitCode.NothingMatched;
    }

    private IReadOnlyList<ProcessRow> List(ProcessSampler sampler, IReadOnlyList<ProcessField> fields, ProcessFields extra)
    {
        IReadOnlyList<ProcessRow> rows = sampler.List(fields, extra);
        if (!Filter.IsEmpty)
        {
            rows = IsTree ? TreeRows.KeepAncestors(rows, Filter.Matches) : [.. rows.Where(Filter.Matches)];
        }

        if (Sort is { Field.CanSort: true } sort)
        {
            rows = RowSorter.Sort(rows, sort.Number, sort.Field.Word, sort.Field.LargestFirst != IsReversed, row => row.Snapshot.Pid);
        }
        else if (IsReversed)
        {
            rows = [.. rows.Reverse()];
        }

        if (IsTree)
        {
            rows = [.. TreeRows.Arrange(rows, loop.Terminal.HasUnicode).Select(line => line.Row with { Lead = line.Lead })];
        }

        return Limit is { } limit ? [.. rows.Take(limit)] : rows;
    }
}
