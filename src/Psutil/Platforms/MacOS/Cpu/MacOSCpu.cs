using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;

namespace Psutil.Platforms.MacOS;

/// <summary>The CPUs of a Mac: Mach's host calls, sysctl, and IOKit for the clusters of Apple silicon.</summary>
internal sealed unsafe class MacOSCpu(Machine machine) : Cpu(machine)
{
    private const string PowerManagerClass = "AppleARMIODevice";
    private const string PowerManagerName = "pmgr";

    public override CpuTimes GetTimes()
    {
        Span<uint> words = stackalloc uint[HostNumbers.HOST_CPU_LOAD_INFO_COUNT];
        words.Clear();
        int result = Libc.GetHostStatistics(HostNumbers.HOST_CPU_LOAD_INFO, words, out int count);
        if (result != 0)
        {
            throw MacOSErrors.ToException("host_statistics(HOST_CPU_LOAD_INFO)", result);
        }

        CpuLoad load = default;
        words.CopyTo(new Span<uint>(load.cpu_ticks, HostNumbers.CPU_STATE_MAX));
        return count == words.Length
            ? ToTimes(load)
            : throw new MalformedDataException("host_statistics(HOST_CPU_LOAD_INFO)", nameof(load.cpu_ticks));
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        int result = Libc.GetProcessorLoads(out CpuLoad[] loads);
        return result == 0
            ? [.. loads.Select((load, number) => new CpuCoreTimes { Number = number, Times = ToTimes(load) })]
            : throw MacOSErrors.ToException("host_processor_info(PROCESSOR_CPU_LOAD_INFO)", result);
    }

    public override int GetLogicalCount() => NamedSysctl.Get<int>("hw.logicalcpu");

    public override int? GetPhysicalCount() => NamedSysctl.Find<int>("hw.physicalcpu");

    // macOS binds no process to CPUs, and has no quota.
    public override int GetAvailableCount() => GetLogicalCount();

    // The kernel has no counters that a program can read. psutil shows counts of pages, because it uses the wrong structure.
    public override CpuStatistics GetStatistics() => new() { };

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        // Intel alone has these, one for all CPUs; there they never change.
        if (NamedSysctl.Find<long>("hw.cpufrequency") is { } current)
        {
            CpuFrequency frequency = new()
            {
                CurrentMegahertz = ToMegahertz(current),
                MinimumMegahertz = ToMegahertz(NamedSysctl.Find<long>("hw.cpufrequency_min")),
                MaximumMegahertz = ToMegahertz(NamedSysctl.Find<long>("hw.cpufrequency_max")),
            };
            return [new CpuCoreFrequency { Number = 0, Frequency = frequency }];
        }

        // From the slowest to the fastest, as the CPUs are numbered: efficiency cores come first.
        List<CpuFrequency> clusters = [.. ReadClusters().OrderBy(cluster => cluster.MaximumMegahertz)];
        List<CpuCoreFrequency> cores = [];
        foreach ((CpuFrequency cluster, int size) in clusters.Zip(ReadClusterSizes(clusters.Count)))
        {
            for (int core = 0; core < size; core++)
            {
                cores.Add(new CpuCoreFrequency { Number = cores.Count, Frequency = cluster });
            }
        }

        return cores;
    }

    public override LoadAverage GetLoadAverage() => BsdLoadAverage.Read();

    private static CpuTimes ToTimes(in CpuLoad load) =>
        new()
        {
            User = ToTime(load.cpu_ticks[HostNumbers.CPU_STATE_USER]),
            Nice = ToTime(load.cpu_ticks[HostNumbers.CPU_STATE_NICE]),
            System = ToTime(load.cpu_ticks[HostNumbers.CPU_STATE_SYSTEM]),
            Idle = ToTime(load.cpu_ticks[HostNumbers.CPU_STATE_IDLE]),
        };

    private static TimeSpan ToTime(uint ticks) => TimeSpan.FromTicks(ticks * (TimeSpan.TicksPerSecond / HostNumbers.CLK_TCK));

    private static double ToMegahertz(long hertz) => hertz / 1_000_000.0;

    private static double? ToMegahertz(long? hertz) => hertz > 0 ? hertz / 1_000_000.0 : null;

    /// <summary>The clusters' limits. No call reports the current frequency; as in psutil, the highest is returned.</summary>
    private static List<CpuFrequency> ReadClusters()
    {
        List<CpuFrequency> clusters = [];
        foreach (uint entry in IOKit.FindAll(PowerManagerClass))
        {
            if (IOKit.GetName(entry) == PowerManagerName && IOKit.GetProperties(entry) is not 0 and var properties)
            {
                foreach ((string? key, nint value) in CoreFoundation.ToPairs(properties))
                {
                    if (
                        VoltageTableParser.IsTable(key)
                        && VoltageTableParser.TryParse(CoreFoundation.ToBytes(value), out int lowest, out int highest)
                    )
                    {
                        clusters.Add(
                            new CpuFrequency
                            {
                                CurrentMegahertz = highest,
                                MinimumMegahertz = lowest,
                                MaximumMegahertz = highest,
                            }
                        );
                    }
                }

                CoreFoundation.Release(properties);
            }

            IOKit.Release(entry);
        }

        return clusters;
    }

    /// <summary>How many CPUs each kind of cluster has, from the slowest to the fastest; empty if their number is another.</summary>
    private static List<int> ReadClusterSizes(int clusters)
    {
        List<int> sizes = [];
        for (int level = clusters - 1; level >= 0; level--)
        {
            // Level 0 is the fastest.
            if (NamedSysctl.Find<int>(string.Create(CultureInfo.InvariantCulture, $"hw.perflevel{level}.logicalcpu")) is not { } count)
            {
                return [];
            }

            sizes.Add(count);
        }

        return NamedSysctl.Find<int>("hw.nperflevels") == clusters ? sizes : [];
    }
}
