using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

[SkipLocalsInit]
internal sealed class LinuxMemory(LinuxRoots roots) : Memory
{
    // About sixty lines of 28 bytes.
    private const int MemoryInfoRoom = 4096;

    private const int CountersRoom = 16 * 1024;

    private static ReadOnlySpan<byte> MemoryInfoPath => "meminfo\0"u8;

    public override VirtualMemory GetVirtual()
    {
        ProcMeminfo info = ReadMemoryInfo();
        long total = info.Total ?? throw Malformed("MemTotal");
        long free = Math.Min(info.Free ?? throw Malformed("MemFree"), total);

        // 0 is a bug of some kernels; 'free' estimates the value too.
        long available = info.Available is > 0 and { } known ? known : EstimateAvailable(info, free);

        // More than the total: in some containers the total is the container's, but the other lines are the host's.
        if (available > total)
        {
            available = free;
        }

        (long size, long reclaimable)? zfs = ReadZfsCache(total);
        available = Math.Min(total, Saturating.Add(available, zfs?.reclaimable ?? 0));
        return new VirtualMemory
        {
            Total = total,
            Available = available,
            Used = total - available,
            Free = free,
            Active = info.Active,
            Inactive = info.Inactive,
            Buffers = info.Buffers,
            Cached = info.Cached is { } cached ? Saturating.Add(cached, info.SlabReclaimable ?? 0) : null,
            Shared = info.Shared,
            Slab = info.Slab,
            SlabReclaimable = info.SlabReclaimable,
            HugePages = info.GetHugePages(),
            ZfsCache = zfs?.size,
        };
    }

    public override NativeHeapInfo? GetNativeHeap() => LinuxNativeHeap.GetInfo();

    public override bool? TrimNativeHeap() => LinuxNativeHeap.Trim();

    public override SwapMemory GetSwap()
    {
        ProcMeminfo info = ReadMemoryInfo();
        long total;
        long free;
        if (info is { SwapTotal: { } knownTotal, SwapFree: { } knownFree })
        {
            total = knownTotal;
            free = knownFree;
        }
        else if (!roots.IsLocalProc || !Libc.TryGetSwap(out total, out free))
        {
            throw Malformed(info.SwapTotal is null ? "SwapTotal" : "SwapFree");
        }

        PagingCounters counters = ReadPagingCounters();
        free = Math.Min(free, total);
        return new SwapMemory
        {
            Total = total,
            Used = total - free,
            Free = free,
            SwappedIn = counters.SwappedIn,
            SwappedOut = counters.SwappedOut,
            PageFaults = counters.Faults,
            MajorPageFaults = counters.MajorFaults,
        };
    }

    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/memory");

    private ProcMeminfo ReadMemoryInfo()
    {
        Span<byte> buffer = stackalloc byte[MemoryInfoRoom];
        ReadResult result = roots.Proc.Read(MemoryInfoPath, buffer);
        if (result.Failed)
        {
            throw roots.Proc.ToException(result, MemoryInfoPath);
        }

        ProcMeminfo info = ProcMeminfo.Parse(buffer[..result.Value], out string? malformed);
        if (malformed is not null)
        {
            PsutilEventSource.Log.Malformed(roots.Proc.FullName(MemoryInfoPath), malformed);
        }

        return info;
    }

    private long EstimateAvailable(in ProcMeminfo info, long free)
    {
        if (PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped(roots.Proc.FullName(MemoryInfoPath), "no MemAvailable: estimated");
        }

        ReadOnlySpan<byte> path = "zoneinfo\0"u8;
        RentedBuffer buffer = new(CountersRoom);
        try
        {
            ReadResult result = ReadCounters(path, ref buffer);
            long? lowWatermark = result.Failed ? null : ToBytes(ProcZoneinfo.SumLowWatermarks(buffer.Span[..result.Value]));
            return AvailableMemory.Estimate(info, free, lowWatermark);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private (long Size, long Reclaimable)? ReadZfsCache(long total)
    {
        ReadOnlySpan<byte> path = "spl/kstat/zfs/arcstats\0"u8;

        // Few machines have ZFS, and checking whether the file exists costs less than a failed open.
        if (roots.Proc.GetStatus(path, out _).Failed)
        {
            return null;
        }

        RentedBuffer buffer = new(CountersRoom);
        try
        {
            ReadResult result = ReadCounters(path, ref buffer);
            if (result.Failed)
            {
                return null;
            }

            // Lines of name, type and value.
            ReadOnlySpan<byte> text = buffer.Span[..result.Value];
            if (KeyedCounters.Find(text, "size"u8, fieldsBetween: 1) is not { } size)
            {
                PsutilEventSource.Log.Malformed(roots.Proc.FullName(path), "size");
                return null;
            }

            if (size > total || IsMemoryOfContainer())
            {
                return null;
            }

            return (size, KeyedCounters.Find(text, "c_min"u8, fieldsBetween: 1) is { } minimum ? Math.Max(0, size - minimum) : 0);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // lxcfs replaces meminfo by a container's, but the ZFS cache is still the whole machine's.
    private bool IsMemoryOfContainer()
    {
        foreach (string path in (ReadOnlySpan<string>)(roots.IsLocalProc ? ["self/mountinfo"] : ["1/mountinfo", "self/mountinfo"]))
        {
            if (roots.Proc.ReadBytes(path, FileTree.LongListLimit) is { } text)
            {
                return ProcMountinfo.HasMountPoint(text, "/proc/meminfo"u8);
            }
        }

        return false;
    }

    private PagingCounters ReadPagingCounters()
    {
        ReadOnlySpan<byte> path = "vmstat\0"u8;
        RentedBuffer buffer = new(CountersRoom);
        try
        {
            ReadResult result = ReadCounters(path, ref buffer);
            if (result.Failed)
            {
                return default;
            }

            ReadOnlySpan<byte> text = buffer.Span[..result.Value];
            return new PagingCounters(
                ToBytes(KeyedCounters.Find(text, "pswpin"u8)),
                ToBytes(KeyedCounters.Find(text, "pswpout"u8)),
                KeyedCounters.Find(text, "pgfault"u8),
                KeyedCounters.Find(text, "pgmajfault"u8)
            );
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // A file besides meminfo is optional, unless it could not be opened because descriptors or memory ran out.
    private ReadResult ReadCounters(scoped ReadOnlySpan<byte> path, ref RentedBuffer buffer)
    {
        ReadResult result = roots.Proc.ReadToEnd(path, ref buffer);
        if (Errno.IsExhausted(result.Error))
        {
            throw roots.Proc.ToException(result, path);
        }

        if (result.Failed && PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped(roots.Proc.FullName(path), roots.Proc.Describe(result, path).Description);
        }

        return result;
    }

    // A number of bytes beyond 64 bits is malformed.
    private static long? ToBytes(long? pages) => pages <= long.MaxValue / Libc.PageSize ? pages * Libc.PageSize : null;

    private readonly record struct PagingCounters(long? SwappedIn, long? SwappedOut, long? Faults, long? MajorFaults);

    private MalformedDataException Malformed(string field) => new(roots.Proc.FullName(MemoryInfoPath), field);
}
