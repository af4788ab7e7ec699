namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>memory.stat</c> (mm/memcontrol.c, memory_stat_format; v1: mm/memcontrol-v1.c, memcg1_stat_format): an amount in bytes on each line.
/// Those of v1 that begin with <c>total_</c> include the descendants, as all of v2 do.
/// </summary>
internal record struct CgroupMemoryStat
{
    public long? Anonymous { get; private set; }

    public long? File { get; private set; }

    public long? Shared { get; private set; }

    public long? Kernel { get; private set; }

    public long? Slab { get; private set; }

    public long? InactiveFile { get; private set; }

    /// <summary>Swap in use: only v1.</summary>
    public long? Swap { get; private set; }

    /// <summary>An amount that is missing or malformed is null. One pass: the file has some seventy lines.</summary>
    /// <param name="text">The file.</param>
    /// <param name="isV1">Whether it is of version 1, which has other names and uses some of the same ones in another sense.</param>
    public static CgroupMemoryStat Parse(ReadOnlySpan<byte> text, bool isV1)
    {
        CgroupMemoryStat result = default;
        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> line = lines.Current;
            int space = line.IndexOf((byte)' ');
            if (space > 0 && Ascii.TryParse(line[(space + 1)..], out long value) && value >= 0)
            {
                result.Set(line[..space], value, isV1);
            }
        }

        return result;
    }

    private void Set(ReadOnlySpan<byte> name, long value, bool isV1)
    {
        if (name.SequenceEqual(isV1 ? "total_rss"u8 : "anon"u8))
        {
            Anonymous = value;
        }
        else if (name.SequenceEqual(isV1 ? "total_cache"u8 : "file"u8))
        {
            File = value;
        }
        else if (name.SequenceEqual(isV1 ? "total_shmem"u8 : "shmem"u8))
        {
            Shared = value;
        }
        else if (name.SequenceEqual(isV1 ? "total_inactive_file"u8 : "inactive_file"u8))
        {
            InactiveFile = value;
        }
        else if (isV1 && name.SequenceEqual("total_swap"u8))
        {
            Swap = value;
        }
        else if (!isV1 && name.SequenceEqual("kernel"u8))
        {
            Kernel = value;
        }
        else if (!isV1 && name.SequenceEqual("slab"u8))
        {
            Slab = value;
        }
    }
}
