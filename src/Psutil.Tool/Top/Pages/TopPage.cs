namespace Psutil.Tool.Top.Pages;

/// <summary>A page of the full screen: a table about one kind of thing. <see cref="TopPages.All"/> lists them.</summary>
/// <param name="Name">Its name, in a word.</param>
/// <param name="Meaning">What it shows, for the help.</param>
/// <param name="Columns">Its columns, from left to right.</param>
/// <param name="Open">Creates its reader; null for the processes, which every sample has.</param>
internal sealed record TopPage(string Name, string Meaning, IReadOnlyList<PageColumn> Columns, Func<Machine, PageReader>? Open)
{
    /// <summary>The heading of the column that its rows are sorted by at first; null for an order of its reader's.</summary>
    public string? SortHeader { get; init; }
}
