using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>How a column of a page looks, whatever its rows are.</summary>
internal abstract class PageColumn
{
    /// <summary>Its title.</summary>
    public required string Header { get; init; }

    /// <summary>Its name in the help, with the unit.</summary>
    public required string Meaning { get; init; }

    /// <summary>Its width on a narrow screen.</summary>
    public required int Width { get; init; }

    /// <summary>Its width where there is room; 0 for the same.</summary>
    public int Widest { get; init; }

    /// <summary>The order in which it is left out on a narrow screen: the highest first; 0 never.</summary>
    public int Rank { get; init; }

    /// <summary>Whether the end of a text that is too long is shown and not its beginning.</summary>
    public bool KeepsEnd { get; init; }

    /// <summary>Whether it is a number: on the right, and sorted by the largest first.</summary>
    public abstract bool IsNumber { get; }
}

/// <summary>A column of a page.</summary>
/// <typeparam name="TRow">What a row is.</typeparam>
internal sealed class PageColumn<TRow> : PageColumn
{
    /// <summary>Its text; null if unknown.</summary>
    public required Func<TRow, string?> Text { get; init; }

    /// <summary>The number by which rows are sorted; null to sort by the text.</summary>
    public Func<TRow, double?>? Number { get; init; }

    /// <summary>What its text means, which decides its colour; plain by default.</summary>
    public Func<TRow, Look>? Look { get; init; }

    public override bool IsNumber => Number is not null;
}
