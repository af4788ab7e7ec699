using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads a group of version 1 (Documentation/admin-guide/cgroup-v1).</summary>
internal static class CgroupV1
{
    private const int MostDevices = 4096;

    /// <summary>Reads the requested fields that the hierarchy's controllers have.</summary>
    public static void Read(
        CgroupFolderReader reader,
        CgroupNode node,
        CgroupFields fields,
        CgroupDraft draft,
        CgroupControllers controllers
    )
    {
        if ((fields & CgroupFields.Cpu) != 0 && (controllers & (CgroupControllers.Cpu | CgroupControllers.CpuAccount)) != 0)
        {
            ReadCpu(reader, node, draft, controllers);
        }

        if ((fields & CgroupFields.Memory) != 0 && (controllers & CgroupControllers.Memory) != 0)
        {
            ReadMemory(reader, node, draft);
        }

        if ((fields & CgroupFields.IO) != 0 && (controllers & CgroupControllers.BlockIO) != 0)
        {
            ReadIO(reader, node, draft);
        }

        if ((fields & CgroupFields.Tasks) != 0 && (controllers & CgroupControllers.Tasks) != 0)
        {
            CgroupV2.ReadTasks(reader, node, draft);
        }
    }

    private static void ReadCpu(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft, CgroupControllers controllers)
    {
        CgroupCpu cpu = new();
        bool hasAny = false;
        if ((controllers & CgroupControllers.CpuAccount) != 0)
        {
            ReadResult result = reader.Read(node, CgroupFile.CpuAccountUsage, out ReadOnlySpan<byte> text);
            if (result.Failed)
            {
                draft.Note(CgroupFields.Cpu, result);
            }
            else
            {
                hasAny = true;
                TimeSpan? usage =
                    Ascii.TryParse(Ascii.Trim(text), out long nanoseconds) && nanoseconds >= 0
                        ? CgroupCpuStat.FromNanoseconds(nanoseconds)
                        : null;
                reader.Read(node, CgroupFile.CpuAccountStat, out ReadOnlySpan<byte> stat);
                cpu = cpu with
                {
                    Usage = usage,
                    User = FromTicks(KeyedCounters.Find(stat, "user"u8)),
                    System = FromTicks(KeyedCounters.Find(stat, "system"u8)),
                };
            }
        }

        if ((controllers & CgroupControllers.Cpu) != 0)
        {
            ReadResult result = reader.Read(node, CgroupFile.CpuStat, out ReadOnlySpan<byte> text);
            if (result.Failed)
            {
                draft.Note(CgroupFields.Cpu, result);
            }
            else
            {
                hasAny = true;
                CgroupCpuStat stat = CgroupCpuStat.Parse(text);
                cpu = cpu with
                {
                    Periods = stat.Periods,
                    ThrottledPeriods = stat.ThrottledPeriods,
                    ThrottledTime = stat.ThrottledTime,
                    Weight = reader.ReadNumber(node, CgroupFile.CpuShares),
                    LimitCpuCount =
                        reader.ReadNumber(node, CgroupFile.CpuQuota) is > 0 and { } quota
                        && reader.ReadNumber(node, CgroupFile.CpuPeriod) is > 0 and { } period
                            ? (double)quota / period
                            : null,
                };
            }
        }

        draft.Cpu = hasAny ? cpu : null;
    }

    private static void ReadMemory(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft)
    {
        ReadResult result = reader.Read(node, CgroupFile.MemoryUsage, out ReadOnlySpan<byte> text);
        if (result.Failed)
        {
            draft.Note(CgroupFields.Memory, result);
            return;
        }

        long? current = Ascii.TryParse(Ascii.Trim(text), out long known) ? known : null;
        reader.Read(node, CgroupFile.MemoryStat, out ReadOnlySpan<byte> statText);
        CgroupMemoryStat stat = CgroupMemoryStat.Parse(statText, isV1: true);
        reader.Read(node, CgroupFile.MemoryOomControl, out ReadOnlySpan<byte> oom);
        long? kills = KeyedCounters.Find(oom, "oom_kill"u8);
        long? limit = reader.ReadLimit(node, CgroupFile.MemoryLimit);
        draft.Memory = new CgroupMemory
        {
            Current = current,
            Peak = reader.ReadNumber(node, CgroupFile.MemoryMaxUsage),
            Anonymous = stat.Anonymous,
            File = stat.File,
            Shared = stat.Shared,
            Kernel = reader.ReadNumber(node, CgroupFile.MemoryKernelUsage),
            InactiveFile = stat.InactiveFile,
            Swap = stat.Swap,
            Limit = limit,
            SwapLimit =
                limit is { } memory && reader.ReadLimit(node, CgroupFile.MemoryAndSwapLimit) is { } together
                    ? Math.Max(0, together - memory)
                    : null,
            MaxEvents = reader.ReadNumber(node, CgroupFile.MemoryFailCount),
            OomKills = kills,
        };
    }

    private static void ReadIO(CgroupFolderReader reader, CgroupNode node, CgroupDraft draft)
    {
        ReadResult result = reader.Read(node, CgroupFile.BlockIOBytes, out ReadOnlySpan<byte> text);
        if (result.Failed)
        {
            draft.Note(CgroupFields.IO, result);
            return;
        }

        List<CgroupBlkioStat.Amounts> bytes = CgroupBlkioStat.Parse(text, MostDevices);
        reader.Read(node, CgroupFile.BlockIOCount, out ReadOnlySpan<byte> countText);
        Dictionary<DeviceNumber, CgroupBlkioStat.Amounts> counts = [];
        foreach (CgroupBlkioStat.Amounts amounts in CgroupBlkioStat.Parse(countText, MostDevices))
        {
            counts[amounts.Device] = amounts;
        }

        draft.DeviceIO =
        [
            .. bytes.Select(amounts => new CgroupDeviceIO
            {
                Number = amounts.Device.ToString(),
                ReadBytes = amounts.Read,
                WriteBytes = amounts.Write,
                DiscardBytes = amounts.Discard,
                ReadCount = counts.TryGetValue(amounts.Device, out CgroupBlkioStat.Amounts known) ? known.Read : null,
                WriteCount = counts.TryGetValue(amounts.Device, out known) ? known.Write : null,
            }),
        ];
    }

    private static TimeSpan? FromTicks(long? ticks) => ticks is { } known ? LinuxTime.FromTicks(known) : null;
}
