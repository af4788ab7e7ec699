using Psutil.Platforms.Bsd;

namespace Psutil.Platforms.MacOS;

/// <summary>The kinds of cores and the caches of a Mac, as <c>sysctl hw</c> has them.</summary>
internal static class MacOSTopology
{
    // Apple silicon has two; the kernel's own limit is lower than this.
    private const int MostLevels = 8;
    private const int HighestCacheLevel = 3;

    public static CpuTopology Read(MacOSCpu cpu)
    {
        int logical = cpu.GetLogicalCount();
        Dictionary<int, CpuFrequency> frequencies = cpu.GetFrequencyPerCpu().ToDictionary(core => core.Number, core => core.Frequency);
        List<CpuCoreKind> kinds = ReadKinds(logical);
        IEnumerable<int> numbers = Enumerable.Range(0, logical);

        // Which threads share a core is not reported, so the cores of an Intel Mac with two threads each are unknown.
        CpuGroups? cores = cpu.GetPhysicalCount() == logical ? CpuGroups.By(numbers.Select(number => (number, (int?)number))) : null;
        CpuGroups? sockets = NamedSysctl.Find<int>("hw.packages") == 1 ? CpuGroups.By(numbers.Select(number => (number, (int?)0))) : null;
        return BsdTopology.Create(
            cpu,
            NamedSysctl.FindText("machdep.cpu.brand_string"),
            NamedSysctl.FindText("machdep.cpu.vendor"),
            sockets,
            cores,
            core =>
            {
                CpuFrequency? frequency = frequencies.TryGetValue(core.Number, out CpuFrequency known) ? known : null;
                return core with
                {
                    Kind = core.Number < kinds.Count ? kinds[core.Number] : CpuCoreKind.Unknown,
                    MinimumMegahertz = frequency?.MinimumMegahertz,
                    MaximumMegahertz = frequency?.MaximumMegahertz,
                };
            },
            ReadCaches()
        );
    }

    // Level 0 is the fastest. The slowest have the lowest numbers, as MacOSCpu counts them.
    private static List<CpuCoreKind> ReadKinds(int logical)
    {
        List<CpuCoreKind> kinds = [];
        int levels = NamedSysctl.Find<int>("hw.nperflevels") ?? 0;
        for (int level = levels - 1; level >= 0 && levels is > 1 and <= MostLevels; level--)
        {
            int count = NamedSysctl.Find<int>(string.Create(CultureInfo.InvariantCulture, $"hw.perflevel{level}.logicalcpu")) ?? 0;
            CpuCoreKind kind = level == levels - 1 ? CpuCoreKind.Efficiency : CpuCoreKind.Performance;
            kinds.AddRange(Enumerable.Repeat(kind, Math.Clamp(count, 0, logical - kinds.Count)));
        }

        return kinds.Count == logical ? kinds : [];
    }

    // One of each level and kind: which CPUs share it, and how many there are, is not reported.
    private static List<CpuCache>? ReadCaches()
    {
        int? line = FindSize("hw.cachelinesize");
        List<CpuCache> caches = [];
        int levels = NamedSysctl.Find<int>("hw.nperflevels") is > 0 and <= MostLevels and { } known ? known : 0;
        for (int level = 0; level < levels; level++)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"hw.perflevel{level}."));
        }

        if (caches.Count == 0)
        {
            Add("hw.");
        }

        return caches.Count == 0 ? null : [.. caches.OrderBy(cache => cache.Level).ThenBy(cache => cache.Kind)];

        void Add(string prefix)
        {
            AddOne($"{prefix}l1dcachesize", 1, CpuCacheKind.Data);
            AddOne($"{prefix}l1icachesize", 1, CpuCacheKind.Instruction);
            for (int level = 2; level <= HighestCacheLevel; level++)
            {
                AddOne(string.Create(CultureInfo.InvariantCulture, $"{prefix}l{level}cachesize"), level, CpuCacheKind.Unified);
            }
        }

        void AddOne(string name, int level, CpuCacheKind kind)
        {
            if (FindSize(name) is > 0 and { } bytes)
            {
                caches.Add(
                    new CpuCache
                    {
                        Level = level,
                        Kind = kind,
                        SizeBytes = bytes,
                        LineSizeBytes = line > 0 ? line : null,
                    }
                );
            }
        }
    }

    // Those of the machine have 64 bits, those of the levels 32 (bsd/kern/kern_mib.c).
    private static int? FindSize(string name)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        ReadResult result = NamedSysctl.Read(name, bytes);
        return result is { Failed: false, Value: sizeof(int) } ? BitConverter.ToInt32(bytes)
            : result is { Failed: false, Value: sizeof(long) } && BitConverter.ToInt64(bytes) is >= 0 and <= int.MaxValue and var value
                ? (int)value
            : null;
    }
}
