using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads a group of version 2 (Documentation/admin-guide/cgroup-v2.rst). A file that is not there shows a controller that is off.
/// </summary>
internal static class CgroupV2
{
    private const int MostDevices = 4096;

    /// <summary>Reads the requested fields.</summary>
    /// <param name="reader">The reader of its files.</param>
    /// <param name="node">The group.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="draft">Receives the values.</param>
    /// <param name="isTop">Whether it is the group at the top, which may be the kernel's root group.</param>
    public static void Read(CgroupFolderReader reader, CgroupNode node, CgroupFields fields, CgroupDraft draft, bool isTop)
    {
        if ((fields & CgroupFields.Cpu) != 0)
        {
            ReadCpu(reader, node, draft);
        }

        if ((fields & CgroupFields.Memory) != 0)
        {
            ReadMemory(reader, node, draft, isTop);
        }

        if ((fields & CgroupFields.IO) != 0)
        {
            ReadIO(reader, node, draft);
        }

        if ((fields & CgroupFields.Pressure) != 0)
        {
            ReadPressure(reader, node, draft);
        }

        if ((fields & CgroupFields.Tasks) != 0)
        {
            ReadTasks(reader, node, draft);
        }
    }

    /// <summary>The controller <c>pids</c>, whose files are the same in version 1.</summary>
    public static void ReadTasks(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft)
    {
        ReadResult result = reader.Read(node, CgroupFile.PidsCurrent, out ReadOnlySpan<byte> text);
        if (result.Failed)
        {
            draft.Note(CgroupFields.Tasks, result);
            return;
        }

        draft.Tasks = new CgroupTasks
        {
            Count = Ascii.TryParse(Ascii.Trim(text), out long count) ? count : null,
            Limit = reader.ReadLimit(node, CgroupFile.PidsMax),
        };
    }

    private static void ReadCpu(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft)
    {
        ReadResult result = reader.Read(node, CgroupFile.CpuStat, out ReadOnlySpan<byte> text);
        if (result.Failed)
        {
            draft.Note(CgroupFields.Cpu, result);
            return;
        }

        CgroupCpuStat stat = CgroupCpuStat.Parse(text);
        long? weight = reader.ReadNumber(node, CgroupFile.CpuWeight);
        draft.Cpu = new CgroupCpu
        {
            Usage = stat.Usage,
            User = stat.User,
            System = stat.System,
            Periods = stat.Periods,
            ThrottledPeriods = stat.ThrottledPeriods,
            ThrottledTime = stat.ThrottledTime,
            Weight = weight,
            LimitCpuCount = weight is null ? null : ReadCpuLimit(reader, node),
        };
    }

    private static double? ReadCpuLimit(CgroupFolderReader reader, CgroupNode node)
    {
        if (reader.Read(node, CgroupFile.CpuMax, out ReadOnlySpan<byte> text).Failed)
        {
            return null;
        }

        if (!CgroupCpuMax.TryParse(text, out double? cpus, out string? malformed))
        {
            reader.Malformed(node, CgroupFile.CpuMax, malformed);
        }

        return cpus;
    }

    // The root group has the statistics alone.
    private static void ReadMemory(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft, bool isTop)
    {
        ReadResult result = reader.Read(node, CgroupFile.MemoryCurrent, out ReadOnlySpan<byte> text);
        long? current = !result.Failed && Ascii.TryParse(Ascii.Trim(text), out long known) ? known : null;
        if (result.Failed && !isTop)
        {
            draft.Note(CgroupFields.Memory, result);
            return;
        }

        bool isRoot = result.Failed;
        result = reader.Read(node, CgroupFile.MemoryStat, out text);
        if (result.Failed && isRoot)
        {
            draft.Note(CgroupFields.Memory, result);
            return;
        }

        CgroupMemoryStat stat = CgroupMemoryStat.Parse(text, isV1: false);
        CgroupMemory memory = new()
        {
            Current = current,
            Anonymous = stat.Anonymous,
            File = stat.File,
            Shared = stat.Shared,
            Kernel = stat.Kernel,
            Slab = stat.Slab,
            InactiveFile = stat.InactiveFile,
        };
        draft.Memory = isRoot ? memory : AddLimits(reader, node, memory);
    }

    private static CgroupMemory AddLimits(CgroupFolderReader reader, CgroupNode node, CgroupMemory memory)
    {
        long? swap = reader.ReadNumber(node, CgroupFile.MemorySwapCurrent);
        memory = memory with
        {
            Peak = reader.ReadNumber(node, CgroupFile.MemoryPeak),
            Limit = reader.ReadLimit(node, CgroupFile.MemoryMax),
            HighLimit = reader.ReadLimit(node, CgroupFile.MemoryHigh),
            Swap = swap,
            SwapLimit = swap is null ? null : reader.ReadLimit(node, CgroupFile.MemorySwapMax),
        };
        return reader.Read(node, CgroupFile.MemoryEvents, out ReadOnlySpan<byte> events).Failed
            ? memory
            : memory with
            {
                HighEvents = KeyedCounters.Find(events, "high"u8),
                MaxEvents = KeyedCounters.Find(events, "max"u8),
                OomEvents = KeyedCounters.Find(events, "oom"u8),
                OomKills = KeyedCounters.Find(events, "oom_kill"u8),
            };
    }

    private static void ReadIO(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft)
    {
        ReadResult result = reader.Read(node, CgroupFile.IOStat, out ReadOnlySpan<byte> text);
        if (result.Failed)
        {
            draft.Note(CgroupFields.IO, result);
            return;
        }

        draft.DeviceIO = CgroupIOStat.Parse(text, MostDevices);
    }

    private static void ReadPressure(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft)
    {
        ReadResult result = reader.Read(node, CgroupFile.CpuPressure, out ReadOnlySpan<byte> text);
        if (result.Failed)
        {
            draft.Note(CgroupFields.Pressure, result);
            return;
        }

        PressureStall? cpu = Parse(reader, node, CgroupFile.CpuPressure, text);
        draft.Pressure = new CgroupPressure
        {
            Cpu = cpu,
            Memory = ReadStall(reader, node, CgroupFile.MemoryPressure),
            IO = ReadStall(reader, node, CgroupFile.IOPressure),
        };
    }

    private static PressureStall? ReadStall(CgroupFolderReader reader, CgroupNode node, CgroupFile file) =>
        reader.Read(node, file, out ReadOnlySpan<byte> text).Failed ? null : Parse(reader, node, file, text);

    private static PressureStall? Parse(CgroupFolderReader reader, CgroupNode node, CgroupFile file, ReadOnlySpan<byte> text)
    {
        if (ProcPressure.TryParse(text, out PressureStall pressure, out string? malformed))
        {
            return pressure;
        }

        reader.Malformed(node, file, malformed);
        return null;
    }
}
