using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top.Pages;

/// <summary>Where the columns of a page and the names of the pages are on the screen.</summary>
internal static class PagePlaces
{
    /// <summary>The columns that fit, with their first screen column and width: the least important are left out first.</summary>
    public static IReadOnlyList<(int Column, int Start, int Width)> Choose(int width, IReadOnlyList<PageColumn> columns)
    {
        List<int> shown = [.. Enumerable.Range(0, columns.Count)];
        while (RoomFor(columns, shown) > width && shown.Exists(column => columns[column].Rank > 0))
        {
            shown.Remove(shown.MaxBy(column => columns[column].Rank));
        }

        int[] widths = Widen(columns, shown, width - RoomFor(columns, shown));
        List<(int, int, int)> places = [];
        int start = ColumnPlaces.Gutter;
        foreach (int column in shown)
        {
            places.Add((column, start, widths[column]));
            start += widths[column] + 1;
        }

        return places;
    }

    /// <summary>The column of a page at a column of the screen; null if there is none.</summary>
    public static int? ColumnAt(int position, int width, IReadOnlyList<PageColumn> columns)
    {
        foreach ((int column, int start, int columnWidth) in Choose(width, columns))
        {
            if (position >= start && position < start + columnWidth)
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The names of the pages with their numbers, and the screen columns where they begin; the shown one is in brackets.</summary>
    public static IEnumerable<(TopPage Page, string Text, int Start)> Tabs(int width, TopPage shown)
    {
        // A number, and a blank before and after it and after the name; where that is too much, one between the names; or only the number.
        int room = TopPages.All.Sum(page => page.Name.Length + 4);
        bool isRoomy = room <= width;
        bool hasNames = isRoomy || room - TopPages.All.Count < width;
        int start = 0;
        bool wasShown = false;
        for (int index = 0; index < TopPages.All.Count; index++)
        {
            TopPage page = TopPages.All[index];
            string number = (index + 1).ToString(CultureInfo.InvariantCulture);
            string text =
                page == shown ? $"[{number} {page.Name}]"
                : !hasNames ? $" {number} "
                : isRoomy ? $" {number} {page.Name} "
                : wasShown ? $"{number} {page.Name}"
                : $" {number} {page.Name}";
            wasShown = page == shown;
            yield return (page, text, start);
            start += text.Length;
        }
    }

    /// <summary>The page whose name is at a column of the screen; null if there is none.</summary>
    public static TopPage? PageAt(int position, int width, TopPage shown)
    {
        foreach ((TopPage page, string text, int start) in Tabs(width, shown))
        {
            if (position >= start && position < start + text.Length)
            {
                return page;
            }
        }

        return null;
    }

    // The room that is left goes in turn to those columns that can use it.
    private static int[] Widen(IReadOnlyList<PageColumn> columns, List<int> shown, int rest)
    {
        int[] widths = [.. columns.Select(column => column.Width)];
        int before;
        do
        {
            before = rest;
            foreach (int column in shown.Where(column => widths[column] < columns[column].Widest).Take(Math.Max(0, rest)))
            {
                widths[column]++;
                rest--;
            }
        } while (rest > 0 && rest != before);

        return widths;
    }

    private static int RoomFor(IReadOnlyList<PageColumn> columns, List<int> shown) =>
        ColumnPlaces.Gutter + shown.Sum(column => columns[column].Width + 1) - 1;
}
