using Psutil.Tool.Listing;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>
/// The rows of a page at one refresh. A cell becomes text only when it is shown: a page may have a hundred thousand rows.
/// </summary>
internal abstract class PageTable
{
    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>What all rows come to, in a few words; null for nothing.</summary>
    public string? Summary { get; init; }

    /// <summary>Why there are no rows.</summary>
    public string Empty { get; init; } = "none";

    /// <summary>A cell.</summary>
    public abstract PageCell Cell(int row, int column);

    /// <summary>The process of a row; null if it has none.</summary>
    public abstract int? PidOf(int row);

    /// <summary>The same rows in another order; equal ones keep theirs, and unknown ones are last.</summary>
    public abstract PageTable Sort(int column, bool isReversed);
}

/// <inheritdoc cref="PageTable"/>
/// <typeparam name="TRow">What a row is.</typeparam>
/// <param name="columns">The columns.</param>
/// <param name="rows">The rows.</param>
internal sealed class PageTable<TRow>(IReadOnlyList<PageColumn<TRow>> columns, IReadOnlyList<TRow> rows) : PageTable
{
    public override int Count => rows.Count;

    /// <summary>The process of a row; null if rows have none.</summary>
    public Func<TRow, int?>? Pid { get; init; }

    public override PageCell Cell(int row, int column)
    {
        PageColumn<TRow> shown = columns[column];
        return new PageCell(shown.Text(rows[row]) ?? "", shown.Look?.Invoke(rows[row]) ?? Role.Plain);
    }

    public override int? PidOf(int row) => Pid?.Invoke(rows[row]);

    public override PageTable Sort(int column, bool isReversed)
    {
        PageColumn<TRow> key = columns[column];
        int[] order = RowSorter.Sort(
            Enumerable.Range(0, rows.Count),
            key.Number is { } number ? row => number(rows[row]) : null,
            row => key.Text(rows[row]),
            key.IsNumber != isReversed,
            row => row
        );
        return new PageTable<TRow>(columns, Array.ConvertAll(order, row => rows[row]))
        {
            Summary = Summary,
            Empty = Empty,
            Pid = Pid,
        };
    }
}
