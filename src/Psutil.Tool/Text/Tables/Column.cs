using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>
/// A column of a table of <typeparamref name="T"/>: what stands in the text, in the CSV file and, unless the table says otherwise, in JSON.
/// </summary>
/// <param name="Name">The column's name for programs.</param>
/// <param name="Write">Writes the value.</param>
/// <param name="Header">Its title for people; null for the name in capitals.</param>
/// <param name="IsRightAligned">Whether it holds numbers.</param>
/// <param name="Rank">How soon it is left out where the terminal is narrow: the highest first; 0 never.</param>
internal sealed record Column<T>(
    string Name,
    Action<ReportWriter, T> Write,
    string? Header = null,
    bool IsRightAligned = false,
    int Rank = 0
)
{
    /// <summary>The percentage that is drawn as a bar, for people only; null for a column that has a value.</summary>
    public Func<T, double?>? Bar { get; init; }

    /// <summary>What stands before the value, for people only; null for nothing.</summary>
    public Func<T, string>? Lead { get; init; }

    /// <summary>How a value looks where there are colours; null if always the same.</summary>
    public Func<T, Style>? Style { get; init; }

    /// <summary>The column as a table lays it out.</summary>
    public TableColumn Layout => new(Header ?? Name.ToUpperInvariant(), IsRightAligned, Rank);
}
