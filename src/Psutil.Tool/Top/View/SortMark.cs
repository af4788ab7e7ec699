namespace Psutil.Tool.Top.View;

/// <summary>The arrow on the heading that a table is sorted by.</summary>
internal static class SortMark
{
    /// <summary>The heading with the mark; the last character of one that fills its column is replaced.</summary>
    public static string AddTo(string header, int width, bool isDescending, bool hasUnicode)
    {
        string mark = (hasUnicode, isDescending) switch
        {
            (true, true) => "▼",
            (true, false) => "▲",
            (false, true) => "v",
            (false, false) => "^",
        };
        return header.Length < width ? header + mark : header[..(width - 1)] + mark;
    }
}
