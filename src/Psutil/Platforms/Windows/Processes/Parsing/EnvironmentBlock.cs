namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A process's environment: texts <c>NAME=value</c>, each with a NUL, and one more NUL at the end.</summary>
internal static class EnvironmentBlock
{
    /// <summary>The length of the block in characters, with its two NULs; 0 if the end is not included.</summary>
    /// <param name="block">The block, or its beginning.</param>
    /// <param name="start">Where to start to search for the end.</param>
    public static int FindEnd(ReadOnlySpan<char> block, int start = 0)
    {
        if (block is ['\0', ..])
        {
            // An empty block: Windows writes two NULs, other programs write one.
            return 1;
        }

        int end = block[start..].IndexOf("\0\0");
        return end < 0 ? 0 : start + end + 2;
    }

    /// <summary>
    /// The variables. Names are compared without regard to case, as in Windows. Entries without a name (<c>=C:=C:\folder</c>, a drive's
    /// folder) are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<char> block)
    {
        Dictionary<string, string> variables = new(StringComparer.OrdinalIgnoreCase);
        while (!block.IsEmpty)
        {
            int end = block.IndexOf('\0');
            ReadOnlySpan<char> entry = end < 0 ? block : block[..end];
            if (entry.IsEmpty)
            {
                break;
            }

            int equals = entry.IndexOf('=');
            if (equals > 0)
            {
                variables.TryAdd(new string(entry[..equals]), new string(entry[(equals + 1)..]));
            }

            block = end < 0 ? [] : block[(end + 1)..];
        }

        return variables;
    }
}
