namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The text of a link to a socket in a process's <c>fd</c> directory.</summary>
internal static class SocketLink
{
    private const int LongestNumber = 20;

    /// <summary>The inode of <c>socket:[12345]</c>; false for everything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong inode)
    {
        inode = 0;
        ReadOnlySpan<byte> start = "socket:["u8;
        return text.StartsWith(start)
            && text[^1] == ']'
            && text.Length > start.Length
            && text.Length <= start.Length + LongestNumber + 1
            && Ascii.TryParse(text[start.Length..^1], out inode);
    }
}
