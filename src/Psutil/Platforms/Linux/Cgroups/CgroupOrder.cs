namespace Psutil.Platforms.Linux;

/// <summary>The order of groups: each before its descendants, siblings by name.</summary>
internal static class CgroupOrder
{
    public static int Compare(string left, string right)
    {
        int at = 0;
        while (at < left.Length && at < right.Length && left[at] == right[at])
        {
            at++;
        }

        // The names that differ begin after the last slash that both have.
        int start = at == 0 ? 0 : left.LastIndexOf('/', at - 1) + 1;
        return NaturalOrder.Instance.Compare(NameAt(left, start), NameAt(right, start));
    }

    private static string NameAt(string path, int start)
    {
        int end = path.IndexOf('/', start);
        return end < 0 ? path[start..] : path[start..end];
    }
}
