using Psutil.Tool.Report;
using Psutil.Tool.Text;

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

    /// <summary>The title of its column; null for its name in capitals.</summary>
    public string? Header { get; init; }

    /// <summary>Whether its column has numbers.</summary>
    public bool IsRightAligned { get; init; }

    /// <summary>The order in which its column is left out on a narrow terminal: the highest first; 0 never.</summary>
    public int Rank { get; init; }

    /// <summary>Its columns in a table, if they are not just the value.</summary>
    public IReadOnlyList<Column<ProcessRow>>? Columns { get; init; }

    /// <summary>Its columns in a table.</summary>
    public IReadOnlyList<Column<ProcessRow>> TableColumns => Columns ?? [new(Name, Write, Header, IsRightAligned, Rank)];

    /// <summary>The number by which a table is sorted; null if it is unknown.</summary>
    public Func<ProcessRow, double?>? Number { get; init; }

    /// <summary>The text by which a table is sorted; null if it is unknown.</summary>
    public Func<ProcessRow, string?>? Word { get; init; }

    /// <summary>Whether a table can be sorted by it.</summary>
    public bool CanSort => Number is not null || Word is not null;

    /// <summary>Whether the largest comes first: so for amounts, not for names and numbers.</summary>
    public bool LargestFirst { get; init; }

    /// <summary>
    /// Whether it is left out where the operating system has no such thing; else it is there, and named as not supported.
    /// </summary>
    public bool IsLeftOutWhereNotOffered { get; init; }

    /// <summary>Whether it is shown only where it is named, not among all fields: because measuring it costs other processes.</summary>
    public bool IsOnlyOnRequest { get; init; }
}
