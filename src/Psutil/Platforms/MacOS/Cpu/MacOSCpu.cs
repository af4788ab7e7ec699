using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;

namespace Psutil.Platforms.MacOS;

/// <summary>The CPUs of a Mac: Mach's host calls, sysctl, and IOKit for the clusters of Apple silicon.</summary>
internal sealed unsafe class MacOSCpu(Machine machine) : Cpu(machine)
{
    private const string PowerManagerClass = "AppleARMIODevice";
    private const string PowerManagerName = "pmgr";
    private const string LoadsCall = "host_processor_info(PROCESSOR_CPU_LOAD_INFO)";

    private readonly ProcessorTicks _ticks = new();

    // Not host_statistics(HOST_CPU_LOAD_INFO), which adds up in 32 bits and repeats its answer to whoever asks often (osfmk/kern/host.c).
    public override CpuTimes GetTimes()
    {
        ulong[] ticks = ReadTicks();
        Span<ulong> sums = stackalloc ulong[HostNumbers.CPU_STATE_MAX];
        sums.Clear();
        for (int index = 0; index < ticks.Length; index++)
        {
            sums[index % HostNumbers.CPU_STATE_MAX] += ticks[index];
        }

        return ToTimes(sums);
    }

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        ulong[] ticks = ReadTicks();
        CpuCoreTimes[] cores = new CpuCoreTimes[ticks.Length / HostNumbers.CPU_STATE_MAX];
        for (int number = 0; number < cores.Length; number++)
        {
            ReadOnlySpan<ulong> own = ticks.AsSpan(number * HostNumbers.CPU_STATE_MAX, HostNumbers.CPU_STATE_MAX);
            cores[number] = new CpuCoreTimes { Number = number, Times = ToTimes(own) };
        }

        return cores;
    }

    public override int GetLogicalCount() => NamedSysctl.Get<int>("hw.logicalcpu");

    public override int? GetPhysicalCount() => NamedSysctl.Find<int>("hw.physicalcpu");

    // macOS has neither CPU affinity nor quotas.
    public override int GetAvailableCount() => GetLogicalCount();

    // Programs cannot read the kernel's counters. psutil shows numbers of pages, because it uses the wrong structure.
    public override CpuStatistics GetStatistics() => new() { };

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        // Only on Intel: one value for all CPUs, which never changes.
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

        // From the slowest to the fastest, in the order of CPU numbers: efficiency cores come first.
        List<CpuFrequency> clusters = [.. IOKitCalls.Read(ReadClusters, "CPU frequencies").OrderBy(cluster => cluster.MaximumMegahertz)];
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

    public override CpuTopology GetTopology() => MacOSTopology.Read(this);

    public override LoadAverage GetLoadAverage() => BsdLoadAverage.Read();

    private ulong[] ReadTicks()
    {
        int result = Libc.GetProcessorLoads(out CpuLoad[] loads);
        return result != 0 ? throw MacOSErrors.ToException(LoadsCall, result)
            : loads.Length == 0 ? throw new MalformedDataException(LoadsCall, nameof(CpuLoad.cpu_ticks))
            : _ticks.Extend(MemoryMarshal.Cast<CpuLoad, uint>(loads));
    }

    private static CpuTimes ToTimes(ReadOnlySpan<ulong> ticks) =>
        new()
        {
            User = ToTime(ticks[HostNumbers.CPU_STATE_USER]),
            Nice = ToTime(ticks[HostNumbers.CPU_STATE_NICE]),
            System = ToTime(ticks[HostNumbers.CPU_STATE_SYSTEM]),
            Idle = ToTime(ticks[HostNumbers.CPU_STATE_IDLE]),
        };

    private static TimeSpan ToTime(ulong ticks) => TimeSpan.FromTicks((long)ticks * (TimeSpan.TicksPerSecond / HostNumbers.CLK_TCK));

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

    /// <summary>How many CPUs each kind of cluster has, from the slowest to the fastest; empty if the number of kinds differs.</summary>
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
