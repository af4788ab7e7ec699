namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Files with one named counter per line: <c>/proc/vmstat</c>, a cgroup's <c>memory.stat</c>, ZFS's <c>arcstats</c>.</summary>
internal static class KeyedCounters
{
    /// <summary>The counter that follows its name and a number of other fields; null if it is missing or not a number.</summary>
    public static long? Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int fieldsBetween = 0)
    {
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (!line.StartsWith(name) || line.Length == name.Length || line[name.Length] is not ((byte)' ' or (byte)'\t'))
            {
                continue;
            }

            FieldCursor fields = new(line[name.Length..]);
            return fields.Skip(fieldsBetween) && fields.TryNext(out long value) && value >= 0 ? value : null;
        }

        return null;
    }
}
