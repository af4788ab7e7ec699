namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A list of texts, each with a NUL, and one more NUL at the end (<c>REG_MULTI_SZ</c>).</summary>
internal static class TextList
{
    public static IReadOnlyList<string> Parse(ReadOnlySpan<char> list)
    {
        List<string> texts = [];
        while (list.IndexOf('\0') is > 0 and var end)
        {
            texts.Add(new string(list[..end]));
            list = list[(end + 1)..];
        }

        return texts;
    }
}
