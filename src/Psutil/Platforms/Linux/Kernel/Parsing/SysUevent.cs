namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A device's <c>uevent</c> file: lines of <c>KEY=value</c>.</summary>
internal static class SysUevent
{
    /// <summary>A key's value; false if the key is missing or its value empty.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.Length > key.Length && line[key.Length] == '=' && line.StartsWith(key))
            {
                value = Ascii.Trim(line[(key.Length + 1)..]);
                return !value.IsEmpty;
            }
        }

        value = default;
        return false;
    }
}
