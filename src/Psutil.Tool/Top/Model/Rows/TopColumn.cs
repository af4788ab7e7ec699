using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>A column of the process table: what it shows, how wide, and how rows are ordered by it.</summary>
internal sealed class TopColumn
{
    /// <summary>Its title.</summary>
    public required string Header { get; init; }

    /// <summary>What a person calls it, for the help.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many columns of the screen it takes; null for the rest of the line.</summary>
    public required int? Width { get; init; }

    /// <summary>Which field it shows: it knows why the value is missing.</summary>
    public required ProcessFields Field { get; init; }

    /// <summary>What it shows; null if that is unknown.</summary>
    public required Func<TopProcess, TopSettings, string?> Text { get; init; }

    /// <summary>By what rows are ordered, if it is a number; null if that is unknown.</summary>
    public Func<TopProcess, double?>? Number { get; init; }

    /// <summary>By what rows are ordered, if it is a text.</summary>
    public Func<TopProcess, string?>? Word { get; init; }

    public bool IsRightAligned { get; init; }

    /// <summary>Whether the largest comes first: so for amounts.</summary>
    public bool LargestFirst { get; init; }

    /// <summary>How soon it is left out where the terminal is narrow: the highest first; 0 never.</summary>
    public int Rank { get; init; }

    /// <summary>Whether it is shown only where I/O was asked for.</summary>
    public bool IsIO { get; init; }

    /// <summary>Why the value is missing; by default as the field says.</summary>
    public Func<TopProcess, UnavailableReason?>? Reason { get; init; }

    /// <summary>Whether a missing value without a reason is one that just is not there yet.</summary>
    public bool IsBlankAtFirst { get; init; }
}
