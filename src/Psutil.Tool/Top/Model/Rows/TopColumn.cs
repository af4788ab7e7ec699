using Psutil.Tool.Listing;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// A column of the process table: a field as <c>ps</c> has it, and what a screen needs beside that. Title, alignment, order and value are
/// the field's unless they are given.
/// </summary>
internal sealed class TopColumn
{
    private readonly Column<ProcessRow>? _column;
    private readonly Func<TopProcess, double?>? _number;
    private readonly Func<TopProcess, string?>? _word;
    private readonly string? _header;

    /// <summary>Which field it shows: it knows why the value is missing.</summary>
    public required ProcessField Field { get; init; }

    /// <summary>Which of the field's columns it is; by default the first.</summary>
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

    /// <summary>What a person calls it, for the help.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many columns of the screen it takes; null for the rest of the line.</summary>
    public required int? Width { get; init; }

    /// <summary>What it shows, where that is not the field's value; null if that is unknown.</summary>
    public Func<TopProcess, TopSettings, string?>? Text { get; init; }

    /// <summary>By what rows are ordered, if it is a number; null if that is unknown.</summary>
    public Func<TopProcess, double?>? Number
    {
        get => _number ?? (Field.Number is { } number && _word is null ? process => number(process.ToRow()) : null);
        init => _number = value;
    }

    /// <summary>By what rows are ordered, if it is a text.</summary>
    public Func<TopProcess, string?>? Word
    {
        get => _word ?? (Field.Word is { } word ? process => word(process.ToRow()) : null);
        init => _word = value;
    }

    public bool IsRightAligned => IsIO || Column.IsRightAligned;

    /// <summary>Whether the largest comes first: so for amounts.</summary>
    public bool LargestFirst => Field.LargestFirst;

    /// <summary>How soon it is left out where the terminal is narrow: the highest first; 0 never.</summary>
    public int Rank => Column.Rank;

    /// <summary>Whether it is shown only where I/O was asked for.</summary>
    public bool IsIO { get; init; }

    /// <summary>Why the value is missing; by default as the field says.</summary>
    public Func<TopProcess, UnavailableReason?>? Reason { get; init; }

    /// <summary>Whether a missing value without a reason is one that just is not there yet.</summary>
    public bool IsBlankAtFirst { get; init; }
}
