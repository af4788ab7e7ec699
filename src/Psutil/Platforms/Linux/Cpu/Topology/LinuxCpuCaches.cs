using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The caches in each CPU's <c>cache</c> folder, where one that several CPUs share is in the folder of each of them.</summary>
internal static class LinuxCpuCaches
{
    // x86 has four or five, no kernel has more than eight levels of up to two.
    private const int MostIndexes = 16;
    private const int HighestLevel = 8;

    /// <summary>Null if there is none.</summary>
    public static IReadOnlyList<CpuCache>? Read(FileTree sys, IReadOnlyList<int> online)
    {
        CpuLists lists = new(sys);
        List<CpuCache> caches = [];

        // A CPU has one cache of a level and kind. What lists say beyond that is ignored, so that no tree can make them grow.
        HashSet<(int Level, CpuCacheKind Kind, int Cpu)> claimed = [];
        foreach (int cpu in online)
        {
            for (int index = 0; index < MostIndexes; index++)
            {
                string folder = string.Create(CultureInfo.InvariantCulture, $"devices/system/cpu/cpu{cpu}/cache/index{index}");
                if (sys.ReadInt64($"{folder}/level") is not (> 0 and <= HighestLevel and { } level))
                {
                    break;
                }

                CpuCacheKind kind = KindOf(sys.ReadText($"{folder}/type"));
                if (claimed.Add(((int)level, kind, cpu)))
                {
                    int[]? shared = lists.Read($"{folder}/shared_cpu_list");
                    int[]? cpus = shared?.Where(other => other == cpu || claimed.Add(((int)level, kind, other))).ToArray();
                    caches.Add(ReadCache(sys, folder, (int)level, kind, cpus));
                }
            }
        }

        return caches.Count > 0
            ?
            [
                .. caches
                    .OrderBy(cache => cache.Level)
                    .ThenBy(cache => cache.Kind)
                    .ThenBy(cache => cache.Cpus is [var first, ..] ? first : 0),
            ]
            : null;
    }

    private static CpuCache ReadCache(FileTree sys, string folder, int level, CpuCacheKind kind, int[]? cpus) =>
        new()
        {
            Level = level,
            Kind = kind,
            SizeBytes = sys.ReadBytes($"{folder}/size", 64) is { } text ? CacheSize.Parse(text) : null,
            LineSizeBytes = ReadInt32(sys, $"{folder}/coherency_line_size"),
            WayCount = ReadInt32(sys, $"{folder}/ways_of_associativity"),
            Cpus = cpus,
        };

    // The kernel writes 0 for what the firmware does not report, and for a fully associative cache.
    private static int? ReadInt32(FileTree sys, string path) =>
        sys.ReadInt64(path) is > 0 and <= int.MaxValue and { } value ? (int)value : null;

    private static CpuCacheKind KindOf(string? name) =>
        name switch
        {
            "Data" => CpuCacheKind.Data,
            "Instruction" => CpuCacheKind.Instruction,
            "Unified" => CpuCacheKind.Unified,
            _ => CpuCacheKind.Unknown,
        };
}
