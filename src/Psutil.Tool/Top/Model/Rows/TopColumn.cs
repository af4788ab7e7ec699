using Psutil.Tool.Listing;
using Psutil.Tool.Report;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// A column of the process table: a field of <c>ps</c>, and its form on the screen. Title, alignment, order and value are the field's
/// unless they are set.
/// </summary>
internal sealed class TopColumn
{
    private readonly Column<ProcessRow>? _column;
    private readonly Func<TopProcess, double?>? _number;
    private readonly Func<TopProcess, string?>? _word;
    private readonly string? _header;

    /// <summary>The field, which also has the reason of a missing value.</summary>
    public required ProcessField Field { get; init; }

    /// <summary>Which of the field's columns it is; the first by default.</summary>
    public Column<ProcessRow> Column
    {
        get => _column ?? Field.TableColumns[0];
        init => _column = value;
    }

    /// <summary>Its title.</summary>
    public string Header
    {
        get => _header ?? Column.Layout.Header;
        init => _header = value;
    }

    /// <summary>Its name in the help.</summary>
    public required string Meaning { get; init; }

    /// <summary>Its width; null for the rest of the line.</summary>
    public required int? Width { get; init; }

    /// <summary>Its text, if that is not the field's value; null if unknown.</summary>
    public Func<TopProcess, TopSettings, string?>? Text { get; init; }

    /// <summary>
    /// The number by which rows are sorted; null if unknown. That of the field needs a row of <c>ps</c> for each process.
    /// </summary>
    public Func<TopProcess, double?>? Number
    {
        get => _number ?? (Field.Number is { } number && _word is null ? process => number(process.ToRow()) : null);
        init => _number = value;
    }

    /// <summary>What its number is.</summary>
    public ColumnUnit Unit { get; init; }

    /// <summary>Its name in JSON, if its field lacks it there; null for a part of the field.</summary>
    public string? JsonName { get; init; }

    /// <summary>Its name for programs.</summary>
    public string Name =>
        JsonName
        ?? Header
            .ToLowerInvariant()
            .Replace("%", "_percent", StringComparison.Ordinal)
            .Replace("/s", "_per_second", StringComparison.Ordinal)
            .Replace('-', '_');

    /// <summary>The text by which rows are sorted.</summary>
    public Func<TopProcess, string?>? Word
    {
        get => _word ?? (Field.Word is { } word ? process => word(process.ToRow()) : null);
        init => _word = value;
    }

    /// <summary>What its text means, which decides its colour; plain by default.</summary>
    public Func<TopProcess, TopSettings, Look>? Look { get; init; }

    public bool IsRightAligned => IsIO || (IsExtra ? Number is not null : Column.IsRightAligned);

    /// <summary>Whether the largest is first, as for amounts.</summary>
    public bool LargestFirst => Field.LargestFirst;

    /// <summary>The order in which it is left out on a narrow terminal: the highest first; 0 never.</summary>
    public int Rank => IsExtra ? 1 : Column.Rank;

    /// <summary>Its text for a row that stands for several processes; null where a sum means nothing.</summary>
    public Func<ProcessSum, TopSettings, string?>? OfSum { get; init; }

    /// <summary>How a sum over several processes is written; null where it means nothing, or <see cref="OfSum"/> does.</summary>
    public Func<double, string>? OfTotal { get; init; }

    /// <summary>Whether the numbers of several processes may be added.</summary>
    public bool IsAdditive => OfSum is not null || OfTotal is not null;

    /// <summary>Whether it is shown only if I/O is shown.</summary>
    public bool IsIO { get; init; }

    /// <summary>Whether it is shown only if the user chose it, and its field is read only then.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Why the value is missing; the field's reason by default.</summary>
    public Func<TopProcess, UnavailableReason?>? Reason { get; init; }

    /// <summary>Whether a missing value without a reason is not measured yet.</summary>
    public bool IsBlankAtFirst { get; init; }

    /// <summary>Writes its number, or a sum of them.</summary>
    public void WriteNumber(ReportWriter writer, double? number)
    {
        switch (Unit)
        {
            case ColumnUnit.Bytes:
                writer.Bytes((long?)number);
                break;
            case ColumnUnit.BytesPerSecond:
                writer.BytesPerSecond(number);
                break;
            case ColumnUnit.Seconds:
                writer.Seconds(number is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
                break;
            case ColumnUnit.Percent:
                writer.Percent(number);
                break;
            case ColumnUnit.Watts:
                writer.Number(number);
                break;
            default:
                writer.Number((long?)number);
                break;
        }
    }
}
