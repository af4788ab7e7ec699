using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The NUMA nodes in <c>/sys/devices/system/node</c>.</summary>
internal static class LinuxNumaNodes
{
    private const string Folder = "devices/system/node";

    // MAX_NUMNODES is at most 1024 (NODES_SHIFT 10).
    private const int MostNodes = 1024;
    private const int LongestText = 64 * 1024;

    /// <summary>Null if the kernel is built without NUMA.</summary>
    public static IReadOnlyList<NumaNode>? Read(FileTree sys)
    {
        CpuLists lists = new(sys);
        List<(int Number, string Folder)> found = [];
        foreach (string name in sys.List(Folder))
        {
            if (found.Count < MostNodes && name.StartsWith("node", StringComparison.Ordinal) && ParseNumber(name.AsSpan(4)) is { } number)
            {
                found.Add((number, $"{Folder}/{name}"));
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        List<NumaNode> nodes = [];
        foreach ((int number, string folder) in found.OrderBy(node => node.Number))
        {
            NodeMeminfo memory = sys.ReadBytes($"{folder}/meminfo", LongestText) is { } text ? NodeMeminfo.Parse(text) : default;
            nodes.Add(
                new NumaNode
                {
                    Number = number,
                    Cpus = lists.Read($"{folder}/cpulist"),
                    MemoryTotalBytes = memory.TotalBytes,
                    MemoryFreeBytes = memory.FreeBytes,
                    Distances = sys.ReadBytes($"{folder}/distance", LongestText) is { } row ? NodeDistances.Parse(row, found.Count) : null,
                }
            );
        }

        return nodes;
    }

    private static int? ParseNumber(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
