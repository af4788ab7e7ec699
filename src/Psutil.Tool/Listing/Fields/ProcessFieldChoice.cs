using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The fields that <c>ps</c> shows: those that were named, and those by which it sorts and selects.</summary>
internal sealed class ProcessFieldChoice
{
    /// <summary>The default fields: from cheap sources, and without values that may be secret.</summary>
    public static IReadOnlyList<ProcessField> Default { get; } =
    [
        ProcessFieldTable.Pid,
        ProcessFieldTable.ParentPid,
        ProcessFieldTable.UserName,
        ProcessFieldTable.Status,
        ProcessFieldTable.Nice,
        ProcessFieldTable.ThreadCount,
        ProcessFieldTable.CpuPercentAverage,
        ProcessFieldTable.MemoryPercent,
        ProcessFieldTable.Memory,
        ProcessFieldTable.CpuTimes,
        ProcessFieldTable.CreateTime,
        ProcessFieldTable.Name,
    ];

    /// <summary>The fields that were named; null for the default ones.</summary>
    public IReadOnlyList<ProcessField>? Named { get; init; }

    /// <summary>Whether the named fields are shown beside the default ones.</summary>
    public bool AddsToDefault { get; init; }

    /// <summary>Whether the default CPU % is measured over an interval; otherwise it is the average since the process began.</summary>
    public bool MeasuresCpu { get; init; }

    /// <summary>
    /// How much of the arguments is shown instead of the name; null for the name, and the arguments where they are named.
    /// </summary>
    public ArgumentForm? Arguments { get; init; }

    /// <summary>The fields by which the processes are sorted and selected. They are shown, too.</summary>
    public IReadOnlyList<ProcessField> Used { get; init; } = [];

    /// <summary>Whether only named fields are shown, so that none may be left out on a narrow terminal.</summary>
    public bool IsExact => Named is not null && !AddsToDefault;

    /// <summary>The fields, from left to right.</summary>
    public IReadOnlyList<ProcessField> Choose()
    {
        // What was not named is shown after what was, so that the named columns keep their places.
        ProcessField[] extra = [.. (AddsToDefault ? Named! : []).Concat(Used).Distinct()];
        if (IsExact)
        {
            return Finish([.. Named!, .. extra.Except(Named!)]);
        }

        bool isMeasured = MeasuresCpu || extra.Contains(ProcessFieldTable.CpuPercent);
        ProcessField[] fields =
        [
            .. Default.Select(field => isMeasured && field == ProcessFieldTable.CpuPercentAverage ? ProcessFieldTable.CpuPercent : field),
        ];

        // The last column is the only one whose width is not limited.
        return Finish([.. fields[..^1], .. extra.Except(fields), fields[^1]]);
    }

    /// <summary>The field with this name, or else the one with a column of this title: RSS, rss, CPU%, cpu, swap.</summary>
    public static ProcessField? Find(string word) =>
        ProcessFieldTable.Nameable.FirstOrDefault(field => field.Name == word)
        ?? ProcessFieldTable.Nameable.FirstOrDefault(field => field.TableColumns.Any(column => column.IsTitled(word)));

    /// <summary>What can be named, and is offered for a word that cannot.</summary>
    public static IEnumerable<string> Words() =>
        ProcessFieldTable
            .Nameable.Select(field => field.Name)
            .Concat(
                ProcessFieldTable.Nameable.SelectMany(field =>
                    field.TableColumns.Select(column => column.Layout.Header.TrimEnd('%').ToLowerInvariant())
                )
            )
            .Distinct();

    // The same field of the contract without what looks like a secret.
    private static ProcessField MaskedCommandLine { get; } =
        new()
        {
            Name = ProcessFieldTable.CommandLine.Name,
            Sources = ProcessFieldTable.CommandLine.Sources,
            Write = (writer, row) => writer.TextList(row.Caption.CommandLine is { } arguments ? ArgumentMask.Of(arguments) : null),
            Columns =
            [
                new(
                    ProcessFieldTable.CommandLine.Name,
                    (writer, row) => writer.Text(ProcessCommand.Of(row.Caption, ArgumentForm.Masked) ?? row.Snapshot.Name),
                    ProcessFieldTable.CommandLine.TableColumns[0].Header
                ),
            ],
            ExtraTableSources = ProcessFieldTable.CommandLine.ExtraTableSources,
        };

    private IReadOnlyList<ProcessField> Finish(IReadOnlyList<ProcessField> fields)
    {
        if (Arguments is not { } form)
        {
            return fields;
        }

        if (form == ArgumentForm.Names)
        {
            return [.. fields.Where(field => field != ProcessFieldTable.CommandLine)];
        }

        // A name by which processes are selected stays beside the arguments.
        return
        [
            .. fields.Where(field =>
                field != ProcessFieldTable.CommandLine && (field != ProcessFieldTable.Name || Used.Contains(ProcessFieldTable.Name))
            ),
            form == ArgumentForm.Masked ? MaskedCommandLine : ProcessFieldTable.CommandLine,
        ];
    }
}
