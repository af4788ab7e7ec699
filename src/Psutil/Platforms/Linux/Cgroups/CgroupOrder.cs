namespace Psutil.Platforms.Linux;

/// <summary>The order of groups: each before its descendants, siblings by name. No two paths are equal in it.</summary>
internal static class CgroupOrder
{
    public static int Compare(string left, string right)
    {
        int at = left.AsSpan().CommonPrefixLength(right);
        if (IsEndOf(left, at) && IsEndOf(right, at))
        {
            return left.Length - right.Length;
        }

        // The names that differ begin after the last slash that both have.
        int start = at == 0 ? 0 : left.LastIndexOf('/', at - 1) + 1;
        return NaturalOrder.Compare(NameAt(left, start), NameAt(right, start));
    }

    // The end of the path, or of one of its names: then one of the two groups is above the other, or both are one.
    private static bool IsEndOf(string path, int at) => at == path.Length || path[at] == '/';

    private static ReadOnlySpan<char> NameAt(string path, int start)
    {
        ReadOnlySpan<char> rest = path.AsSpan(start);
        int end = rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }
}
