using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The CPUs in <c>/sys/devices/system/cpu</c> and <c>/proc/cpuinfo</c>, with their groups, caches and NUMA nodes.</summary>
internal static class LinuxTopologyReader
{
    private const string CpuFolder = "devices/system/cpu";
    private const int LargestCapacity = 1024;

    /// <param name="roots">The machine's files.</param>
    /// <param name="countedCpus">The CPUs of <c>/proc/stat</c>, for a machine with no other source.</param>
    public static CpuTopology Read(LinuxRoots roots, Func<IEnumerable<int>> countedCpus)
    {
        CpuLists lists = new(roots.Sys);
        CpuModels models = LinuxCpuTopology.ReadCpuInfo(roots, CpuModels.Parse) ?? CpuModels.None;

        // Only where sysfs does not have them: on x86 the kernel asks every CPU for its frequency to make this file.
        Lazy<IReadOnlyList<ProcCpuinfo>> entries = new(() => LinuxCpuTopology.ReadCpuInfo(roots));
        int[] online =
            LinuxCpuTopology.ReadOnline(roots) is { Length: > 0 } listed ? listed
            : entries.Value.Count > 0 ? [.. entries.Value.Select(entry => entry.Number).Order()]
            : [.. countedCpus()];

        CpuGroups sockets = ReadGroups(roots.Sys, online, "package_cpus_list", "core_siblings_list");
        CpuGroups dies = ReadGroups(roots.Sys, online, "die_cpus_list");
        CpuGroups cores = ReadGroups(roots.Sys, online, "core_cpus_list", "thread_siblings_list");
        if (cores.Count is null)
        {
            sockets = CpuGroups.By(entries.Value.Select(entry => (entry.Number, entry.PhysicalId)));
            cores = CpuGroups.By(entries.Value.Select(entry => (entry.Number, PairOf(entry))));
        }

        IReadOnlyList<NumaNode>? nodes = LinuxNumaNodes.Read(roots.Sys);
        Dictionary<int, int> nodeOfCpu = NodesOf(nodes);
        Dictionary<int, CpuPolicy> policies = LinuxCpuPolicies.Read(roots.Sys, online);
        Dictionary<int, int> capacities = ReadCapacities(roots.Sys, online);
        Dictionary<int, CpuCoreKind> kinds = ReadKinds(roots.Sys, lists, capacities);
        HashSet<int> isOnline = [.. online];
        int[] present = lists.Read($"{CpuFolder}/present") ?? [];

        // The two lists are read at different moments.
        List<LogicalCpu> cpus = [];
        foreach (int number in present.Union(online).Order())
        {
            policies.TryGetValue(number, out CpuPolicy? policy);
            cpus.Add(
                new LogicalCpu
                {
                    Number = number,
                    IsOnline = isOnline.Contains(number),
                    SocketNumber = sockets[number],
                    DieNumber = dies[number],
                    CoreNumber = cores[number],
                    NumaNode = nodeOfCpu.TryGetValue(number, out int node) ? node : null,
                    Kind = kinds.GetValueOrDefault(number),
                    Capacity = capacities.TryGetValue(number, out int capacity) ? capacity : null,
                    ModelName = models.NameOf(number),
                    MinimumMegahertz = policy?.MinimumMegahertz,
                    MaximumMegahertz = policy?.MaximumMegahertz,
                    BaseMegahertz = policy?.BaseMegahertz ?? ReadNominal(roots.Sys, number, isOnline),
                    Governor = policy?.Governor,
                    FrequencyDriver = policy?.Driver,
                }
            );
        }

        return new CpuTopology
        {
            ModelName = NameOfFastest(cpus) ?? models.CommonName,
            Vendor = models.Vendor,
            Architecture = ReadArchitecture(roots),
            SocketCount = sockets.Count,
            DieCount = dies.Count,
            CoreCount = cores.Count,
            Cpus = cpus,
            Caches = LinuxCpuCaches.Read(roots.Sys, online),
            NumaNodes = nodes,
        };
    }

    /// <summary>Reads the groups from the list of siblings of each CPU.</summary>
    /// <param name="sys">Where the lists are.</param>
    /// <param name="online">The CPUs that are online.</param>
    /// <param name="files">The file in a CPU's <c>topology</c> folder, and what older kernels call it.</param>
    private static CpuGroups ReadGroups(FileTree sys, IReadOnlyList<int> online, params ReadOnlySpan<string> files)
    {
        CpuLists lists = new(sys);
        CpuGroups groups = new();
        HashSet<int> known = [.. online];
        foreach (int cpu in online)
        {
            if (groups[cpu] is not null)
            {
                continue;
            }

            int[]? siblings = null;
            foreach (string file in files)
            {
                siblings ??= lists.Read(string.Create(CultureInfo.InvariantCulture, $"devices/system/cpu/cpu{cpu}/topology/{file}"));
            }

            if (siblings is not null)
            {
                groups.Add([cpu, .. siblings.Where(known.Contains)]);
            }
        }

        return groups;
    }

    private static (int Socket, int Core)? PairOf(ProcCpuinfo entry) =>
        entry is { PhysicalId: { } socket, CoreId: { } core } ? (socket, core) : null;

    private static Dictionary<int, int> NodesOf(IReadOnlyList<NumaNode>? nodes)
    {
        Dictionary<int, int> nodeOfCpu = [];
        foreach (NumaNode node in nodes ?? [])
        {
            foreach (int cpu in node.Cpus ?? [])
            {
                nodeOfCpu.TryAdd(cpu, node.Number);
            }
        }

        return nodeOfCpu;
    }

    private static Dictionary<int, int> ReadCapacities(FileTree sys, IReadOnlyList<int> online)
    {
        Dictionary<int, int> capacities = [];
        foreach (int cpu in online)
        {
            if (sys.ReadInt64(NameOf(cpu, "cpu_capacity")) is > 0 and <= LargestCapacity and { } capacity)
            {
                capacities[cpu] = (int)capacity;
            }
        }

        return capacities;
    }

    // Hybrid Intel processors have one performance counter unit for each kind of core, whose folder lists its CPUs. ARM has capacities,
    // which may also differ a little between cores of one kind.
    private static Dictionary<int, CpuCoreKind> ReadKinds(FileTree sys, CpuLists lists, Dictionary<int, int> capacities)
    {
        const double LargestShareOfSlowest = 0.75;
        Dictionary<int, CpuCoreKind> kinds = [];
        if (sys.Exists("devices/cpu_core") && sys.Exists("devices/cpu_atom"))
        {
            AddKind("devices/cpu_core/cpus", CpuCoreKind.Performance);
            AddKind("devices/cpu_atom/cpus", CpuCoreKind.Efficiency);
            AddKind("devices/cpu_lowpower/cpus", CpuCoreKind.Efficiency);
            return kinds;
        }

        if (capacities.Count == 0)
        {
            return kinds;
        }

        int slowest = capacities.Values.Min();
        if (slowest <= capacities.Values.Max() * LargestShareOfSlowest)
        {
            foreach ((int cpu, int capacity) in capacities)
            {
                kinds[cpu] = capacity == slowest ? CpuCoreKind.Efficiency : CpuCoreKind.Performance;
            }
        }

        return kinds;

        void AddKind(string path, CpuCoreKind kind)
        {
            foreach (int cpu in lists.Read(path) ?? [])
            {
                kinds[cpu] = kind;
            }
        }
    }

    /// <summary>The frequency that the firmware promises (CPPC), in megahertz.</summary>
    private static double? ReadNominal(FileTree sys, int cpu, HashSet<int> isOnline) =>
        isOnline.Contains(cpu) && sys.ReadInt64(NameOf(cpu, "acpi_cppc/nominal_freq")) is > 0 and { } megahertz ? megahertz : null;

    private static string? NameOfFastest(List<LogicalCpu> cpus) =>
        cpus.Where(cpu => cpu.ModelName is not null).OrderByDescending(cpu => cpu.Capacity ?? 0).FirstOrDefault()?.ModelName;

    // The file is of Linux 6.1.
    private static Architecture? ReadArchitecture(LinuxRoots roots) =>
        roots.Proc.ReadText("sys/kernel/arch") is { } name ? CpuModels.ArchitectureOf(name)
        : roots.IsLocalProc ? RuntimeInformation.OSArchitecture
        : null;

    private static string NameOf(int cpu, string file) => string.Create(CultureInfo.InvariantCulture, $"{CpuFolder}/cpu{cpu}/{file}");
}
