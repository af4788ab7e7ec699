using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The raw counters of a disk or partition, in the kernel's units (sectors of 512 bytes and milliseconds), each null if it is out of
/// range: a line of <c>/proc/diskstats</c>, or the file <c>/sys/block/NAME/stat</c>, in the layouts that the kernel has had
/// (Documentation/admin-guide/iostats.rst):
/// <code>
/// 2.4              3 0 39082680 hda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160
/// 2.6, disk        3 0 hda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160
/// 2.6, partition   3 1 hda1 35486 38030 38030 38030
/// 4.18             four more at the end (discards), 5.5 two more (flushes)
/// </code>
/// </summary>
internal readonly ref struct ProcDiskstats
{
    /// <summary>The name as the kernel writes it; empty if it is in the path of the file (<c>/sys/block/sda/stat</c>).</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    public long? Reads { get; init; }

    public long? Writes { get; init; }

    public long? SectorsRead { get; init; }

    public long? SectorsWritten { get; init; }

    // The counters below were not kept for partitions before Linux 2.6.25.

    public long? ReadsMerged { get; init; }

    public long? WritesMerged { get; init; }

    public long? ReadMilliseconds { get; init; }

    public long? WriteMilliseconds { get; init; }

    public long? BusyMilliseconds { get; init; }

    public static bool TryParseLine(ReadOnlySpan<byte> line, out ProcDiskstats value, [NotNullWhen(false)] out string? malformed)
    {
        value = default;
        FieldCursor fields = new(line);
        if (!fields.Skip(2))
        {
            malformed = "minor number";
            return false;
        }

        if (!fields.TryNext(out ReadOnlySpan<byte> name))
        {
            malformed = "device name";
            return false;
        }

        // Linux 2.4 had the size in blocks before the name. A device's name is never a number.
        if (Ascii.TryParse(name, out long _) && !fields.TryNext(out name))
        {
            malformed = "device name";
            return false;
        }

        return TryParseCounters(fields.Rest, name, out value, out malformed);
    }

    /// <summary>Only the counters, as in <c>/sys/block/NAME/stat</c>.</summary>
    public static bool TryParseCounters(
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> name,
        out ProcDiskstats value,
        [NotNullWhen(false)] out string? malformed
    )
    {
        value = default;
        FieldCursor fields = new(text);
        if (
            !TryNext(ref fields, out long? first)
            || !TryNext(ref fields, out long? second)
            || !TryNext(ref fields, out long? third)
            || !TryNext(ref fields, out long? fourth)
        )
        {
            malformed = "number of sectors read";
            return false;
        }

        malformed = null;
        if (!fields.TryNext(out ReadOnlySpan<byte> more))
        {
            value = new ProcDiskstats
            {
                Name = name,
                Reads = first,
                SectorsRead = second,
                Writes = third,
                SectorsWritten = fourth,
            };
            return true;
        }

        if (
            !TryParseCounter(more, out long? writes)
            || !TryNext(ref fields, out long? writesMerged)
            || !TryNext(ref fields, out long? sectorsWritten)
            || !TryNext(ref fields, out long? writeMilliseconds)
        )
        {
            malformed = "number of milliseconds spent writing";
            return false;
        }

        // The number of requests in flight is skipped: it is a gauge, and can be negative on some kernels.
        if (!fields.Skip(1) || !TryNext(ref fields, out long? busyMilliseconds))
        {
            malformed = "number of milliseconds spent doing I/Os";
            return false;
        }

        value = new ProcDiskstats
        {
            Name = name,
            Reads = first,
            ReadsMerged = second,
            SectorsRead = third,
            ReadMilliseconds = fourth,
            Writes = writes,
            WritesMerged = writesMerged,
            SectorsWritten = sectorsWritten,
            WriteMilliseconds = writeMilliseconds,
            BusyMilliseconds = busyMilliseconds,
        };
        return true;
    }

    private static bool TryNext(ref FieldCursor fields, out long? value)
    {
        value = null;
        return fields.TryNext(out ReadOnlySpan<byte> field) && TryParseCounter(field, out value);
    }

    // A counter that is negative or too large is unknown; a field that is not a number makes the line malformed.
    private static bool TryParseCounter(ReadOnlySpan<byte> field, out long? value)
    {
        value = Ascii.TryParse(field, out long number) && number >= 0 ? number : null;
        return value is not null || Ascii.IsWholeNumber(field);
    }
}
