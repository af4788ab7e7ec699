namespace Psutil.Tool.Top.Model;

/// <summary>The names of the pages of the details, which are also buttons for the mouse.</summary>
internal static class DetailTabs
{
    // On a narrower screen there are only numbers.
    private const int WidthOfNames = 76;

    /// <summary>The names with their numbers, and the columns where they begin; the shown one is in brackets.</summary>
    public static IEnumerable<(DetailPage Page, string Text, int Start)> Place(int width, DetailPage shown)
    {
        int start = 0;
        foreach (DetailPage page in Enum.GetValues<DetailPage>())
        {
            string number = ((int)page + 1).ToString(CultureInfo.InvariantCulture);

            // Brackets, because inverse colours alone are not visible to everyone.
            string text =
                page == shown ? $"[{number} {NameOf(page)}]"
                : width < WidthOfNames ? $" {number} "
                : $" {number} {NameOf(page)} ";
            yield return (page, text, start);
            start += text.Length;
        }
    }

    /// <summary>The page whose name is at a column; null if there is none.</summary>
    public static DetailPage? PageAt(int column, int width, DetailPage shown)
    {
        foreach ((DetailPage page, string text, int start) in Place(width, shown))
        {
            if (column >= start && column < start + text.Length)
            {
                return page;
            }
        }

        return null;
    }

    private static string NameOf(DetailPage page) =>
        page switch
        {
            DetailPage.Summary => "summary",
            DetailPage.Threads => "threads",
            DetailPage.Files => "files",
            DetailPage.Sockets => "sockets",
            DetailPage.Environment => "environment",
            DetailPage.Maps => "maps",
            _ => "limits",
        };
}
