namespace Psutil.Tool.Top.Model;

/// <summary>Where the columns of the table are.</summary>
internal static class ColumnPlaces
{
    /// <summary>The columns before the first one, with the marks of the cursor and of a tag.</summary>
    public const int Gutter = 2;

    // The minimum width of the command line, for which columns are left out: a quarter of the screen, within limits.
    private const int LeastCommandWidth = 14;
    private const int MostReservedWidth = 40;

    /// <summary>The columns that fit: the least important are left out first.</summary>
    public static IReadOnlyList<TopColumn> Choose(int width, IReadOnlyList<TopColumn> shown)
    {
        List<TopColumn> columns = [.. shown];
        int commandWidth = Math.Clamp(width / 4, LeastCommandWidth, MostReservedWidth);
        while (Gutter + columns.Sum(column => column.Width + 1 ?? commandWidth) > width && columns.Exists(column => column.Rank > 0))
        {
            columns.Remove(columns.MaxBy(column => column.Rank)!);
        }

        return columns;
    }

    /// <summary>The column of the table at a column of the screen; null if there is none.</summary>
    public static TopColumn? At(int position, int width, IReadOnlyList<TopColumn> shown)
    {
        int start = Gutter;
        foreach (TopColumn column in Choose(width, shown))
        {
            if (position >= start && (column.Width is not { } columns || position <= start + columns))
            {
                return position == start + column.Width ? null : column;
            }

            start += (column.Width ?? 0) + 1;
        }

        return null;
    }
}
