namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The used lines of <c>/proc/meminfo</c>, in bytes unless they are numbers of pages; a missing line is null. Parsed in one pass without
/// allocating.
/// </summary>
internal struct ProcMeminfo
{
    public long? Total;
    public long? Free;
    public long? Available;
    public long? Buffers;
    public long? Cached;
    public long? Active;
    public long? Inactive;
    public long? ActiveFile;
    public long? InactiveFile;
    public long? Shared;
    public long? Slab;
    public long? SlabReclaimable;
    public long? SwapTotal;
    public long? SwapFree;

    /// <summary>Numbers of pages.</summary>
    public long? HugePagesTotal;
    public long? HugePagesFree;
    public long? HugePagesReserved;
    public long? HugePagesSurplus;
    public long? HugePageSize;

    /// <summary>The pool of huge pages; null if the kernel has none.</summary>
    public readonly HugePages? GetHugePages() =>
        HugePagesTotal is { } total && HugePagesFree is { } free
            ? new HugePages
            {
                Total = total,
                Free = free,
                Reserved = HugePagesReserved,
                Surplus = HugePagesSurplus,
                PageSize = HugePageSize,
            }
            : null;

    /// <summary>
    /// Parses all lines that it can. <paramref name="malformed"/> is the name of the last used line whose value was not a number of kB.
    /// </summary>
    public static ProcMeminfo Parse(ReadOnlySpan<byte> text, out string? malformed)
    {
        ProcMeminfo info = default;
        malformed = null;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            Read(ref info, lines.Key, lines.Value, ref malformed);
        }

        return info;
    }

    // By length first, because only nineteen of the fifty lines are used.
    private static void Read(ref ProcMeminfo info, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ref string? malformed)
    {
        switch (key.Length)
        {
            case 4 when key.SequenceEqual("Slab"u8):
                info.Slab = Bytes(value, "Slab", ref malformed);
                break;
            case 5 when key.SequenceEqual("Shmem"u8):
                info.Shared = Bytes(value, "Shmem", ref malformed);
                break;
            case 6 when key.SequenceEqual("Cached"u8):
                info.Cached = Bytes(value, "Cached", ref malformed);
                break;
            case 6 when key.SequenceEqual("Active"u8):
                info.Active = Bytes(value, "Active", ref malformed);
                break;
            case 7 when key.SequenceEqual("MemFree"u8):
                info.Free = Rest(value, "MemFree", ref malformed);
                break;
            case 7 when key.SequenceEqual("Buffers"u8):
                info.Buffers = Bytes(value, "Buffers", ref malformed);
                break;
            case 8 when key.SequenceEqual("MemTotal"u8):
                info.Total = Bytes(value, "MemTotal", ref malformed);
                break;
            case 8 when key.SequenceEqual("Inactive"u8):
                info.Inactive = Bytes(value, "Inactive", ref malformed);
                break;
            case 8 when key.SequenceEqual("SwapFree"u8):
                info.SwapFree = Rest(value, "SwapFree", ref malformed);
                break;
            case 9 when key.SequenceEqual("SwapTotal"u8):
                info.SwapTotal = Bytes(value, "SwapTotal", ref malformed);
                break;
            case 12 when key.SequenceEqual("MemAvailable"u8):
                info.Available = Bytes(value, "MemAvailable", ref malformed);
                break;
            case 12 when key.SequenceEqual("Active(file)"u8):
                info.ActiveFile = Bytes(value, "Active(file)", ref malformed);
                break;
            case 12 when key.SequenceEqual("SReclaimable"u8):
                info.SlabReclaimable = Bytes(value, "SReclaimable", ref malformed);
                break;
            case 12 when key.SequenceEqual("Hugepagesize"u8):
                info.HugePageSize = Bytes(value, "Hugepagesize", ref malformed);
                break;
            case 14 when key.SequenceEqual("HugePages_Free"u8):
                info.HugePagesFree = Pages(value, "HugePages_Free", ref malformed);
                break;
            case 14 when key.SequenceEqual("HugePages_Rsvd"u8):
                info.HugePagesReserved = Pages(value, "HugePages_Rsvd", ref malformed);
                break;
            case 14 when key.SequenceEqual("HugePages_Surp"u8):
                info.HugePagesSurplus = Pages(value, "HugePages_Surp", ref malformed);
                break;
            case 15 when key.SequenceEqual("HugePages_Total"u8):
                info.HugePagesTotal = Pages(value, "HugePages_Total", ref malformed);
                break;
            case 14 when key.SequenceEqual("Inactive(file)"u8):
                info.InactiveFile = Bytes(value, "Inactive(file)", ref malformed);
                break;
        }
    }

    // lxcfs computes the value as a difference and prints a negative one as a number near 2^64, which counts as zero.
    private static long? Rest(ReadOnlySpan<byte> value, string name, ref string? malformed)
    {
        FieldCursor fields = new(value);
        bool isOutOfRange =
            fields.TryNext(out ReadOnlySpan<byte> field)
            && Ascii.IsWholeNumber(field)
            && (!Ascii.TryParse(field, out long kibibytes) || kibibytes < 0);
        return isOutOfRange ? 0 : Bytes(value, name, ref malformed);
    }

    private static long? Pages(ReadOnlySpan<byte> value, string name, ref string? malformed)
    {
        FieldCursor fields = new(value);
        if (fields.TryNext(out long pages) && pages >= 0)
        {
            return pages;
        }

        malformed = name;
        return null;
    }

    // "kB" means KiB. Some lines have no space after the colon; no used line that is a size has another unit.
    private static long? Bytes(ReadOnlySpan<byte> value, string name, ref string? malformed)
    {
        FieldCursor fields = new(value);
        if (
            fields.TryNext(out long kibibytes)
            && kibibytes is >= 0 and <= long.MaxValue / 1024
            && fields.TryNext(out ReadOnlySpan<byte> unit)
            && unit.SequenceEqual("kB"u8)
        )
        {
            return kibibytes * 1024;
        }

        malformed = name;
        return null;
    }
}
