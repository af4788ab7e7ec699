using Psutil.Tool.Report;

namespace Psutil.Tool.Listing;

/// <summary>A field of a process, under the JSON contract's name: where it comes from and how it is written, shown and sorted by.</summary>
internal sealed class ProcessField
{
    /// <summary>The contract's name.</summary>
    public required string Name { get; init; }

    /// <summary>What must be captured for it.</summary>
    public required ProcessFields Sources { get; init; }

    /// <summary>What its columns show beside the value itself.</summary>
    public ProcessFields ExtraTableSources { get; init; }

    /// <summary>Writes the value.</summary>
    public required Action<ReportWriter, ProcessRow> Write { get; init; }

    /// <summary>What it shows in a table; null stands for one column, named as the field.</summary>
    public IReadOnlyList<ProcessColumn>? Columns { get; init; }

    /// <summary>By what a table is sorted; null if there is no sensible order.</summary>
    public Func<ProcessRow, IComparable?>? Key { get; init; }

    /// <summary>Whether the largest comes first: so for amounts, not for names and numbers.</summary>
    public bool LargestFirst { get; init; }

    /// <summary>Whether this operating system has such a thing at all.</summary>
    public bool IsOffered { get; init; } = true;
}
