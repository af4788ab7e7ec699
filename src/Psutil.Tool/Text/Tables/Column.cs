using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>
/// A column of a table of <typeparamref name="T"/>: in text, in CSV and, unless the table sets other members, in JSON.
/// </summary>
/// <param name="Name">The column's name for programs.</param>
/// <param name="Write">Writes the value.</param>
/// <param name="Header">Its title for people; null for the name in capitals.</param>
/// <param name="IsRightAligned">Whether it holds numbers.</param>
/// <param name="Rank">The order in which it is left out on a narrow terminal: the highest first; 0 never.</param>
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

    /// <summary>The number by which rows are sorted, where one of several columns is named; null for that of the whole.</summary>
    public Func<T, double?>? Number { get; init; }

    /// <summary>Whether this is its title, in any case and with or without the percent sign.</summary>
    public bool IsTitled(string word) =>
        Layout.Header.Equals(word, StringComparison.OrdinalIgnoreCase)
        || Layout.Header.TrimEnd('%').Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The column as a table lays it out.</summary>
    public TableColumn Layout => new(Header ?? Name.ToUpperInvariant(), IsRightAligned, Rank);
}
