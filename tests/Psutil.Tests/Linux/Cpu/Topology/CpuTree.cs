namespace Psutil.Tests.Linux;

/// <summary>Writes the CPUs of a fixture's <c>/sys</c> as the kernel lays them out.</summary>
internal static class CpuTree
{
    public const string Cpus = "sys/devices/system/cpu";
    public const string Nodes = "sys/devices/system/node";

    /// <summary>The CPUs that are online, present and possible.</summary>
    public static FixtureTree AddCpus(this FixtureTree tree, string online, string? present = null) =>
        tree.Add($"{Cpus}/online", online + "\n").Add($"{Cpus}/present", (present ?? online) + "\n").Add($"{Cpus}/possible", "0-255\n");

    /// <summary>The topology of one CPU; a die is left out before Linux 5.3 and on ARM.</summary>
    public static FixtureTree AddTopology(this FixtureTree tree, int cpu, string core, string package, string? die = null)
    {
        string folder = $"{Cpus}/cpu{cpu}/topology";
        tree.Add($"{folder}/core_cpus_list", core + "\n").Add($"{folder}/thread_siblings_list", core + "\n");
        tree.Add($"{folder}/package_cpus_list", package + "\n").Add($"{folder}/core_siblings_list", package + "\n");
        return die is null ? tree : tree.Add($"{folder}/die_cpus_list", die + "\n");
    }

    /// <summary>One cache in a CPU's folder.</summary>
    public static FixtureTree AddCache(this FixtureTree tree, int cpu, int index, int level, string type, string? size, string shared)
    {
        string folder = $"{Cpus}/cpu{cpu}/cache/index{index}";
        tree.Add($"{folder}/level", $"{level}\n").Add($"{folder}/type", type + "\n").Add($"{folder}/shared_cpu_list", shared + "\n");
        return size is null
            ? tree
            : tree.Add($"{folder}/size", size + "\n")
                .Add($"{folder}/coherency_line_size", "64\n")
                .Add($"{folder}/ways_of_associativity", "8\n");
    }

    /// <summary>A NUMA node.</summary>
    public static FixtureTree AddNode(
        this FixtureTree tree,
        int node,
        string cpus,
        long totalKilobytes,
        long freeKilobytes,
        string distance
    )
    {
        string folder = $"{Nodes}/node{node}";
        return tree.Add($"{folder}/cpulist", cpus + "\n")
            .Add($"{folder}/distance", distance + "\n")
            .Add(
                $"{folder}/meminfo",
                $"Node {node} MemTotal:       {totalKilobytes} kB\nNode {node} MemFree:        {freeKilobytes} kB\nNode {node} MemUsed:  1 kB\n"
            );
    }

    /// <summary>A policy of cpufreq; frequencies in kHz.</summary>
    public static FixtureTree AddPolicy(
        this FixtureTree tree,
        int policy,
        string cpus,
        int minimum,
        int maximum,
        string governor,
        string driver
    )
    {
        string folder = $"{Cpus}/cpufreq/policy{policy}";
        return tree.Add($"{folder}/related_cpus", cpus + "\n")
            .Add($"{folder}/affected_cpus", cpus + "\n")
            .Add($"{folder}/cpuinfo_min_freq", $"{minimum}\n")
            .Add($"{folder}/cpuinfo_max_freq", $"{maximum}\n")
            .Add($"{folder}/scaling_governor", governor + "\n")
            .Add($"{folder}/scaling_driver", driver + "\n");
    }

    /// <summary>The blocks of x86 CPUs in <c>/proc/cpuinfo</c>.</summary>
    public static string X86Info(IEnumerable<int> cpus, string model, string vendor, string flags = "fpu vme") =>
        string.Concat(
            cpus.Select(cpu =>
                $"processor\t: {cpu}\nvendor_id\t: {vendor}\ncpu family\t: 6\nmodel\t\t: 143\nmodel name\t: {model}\nflags\t\t: {flags}\n\n"
            )
        );

    /// <summary>The blocks of ARM CPUs in <c>/proc/cpuinfo</c>.</summary>
    public static string ArmInfo(params IEnumerable<(int Cpu, int Implementer, int Part)> cpus) =>
        string.Concat(
            cpus.Select(cpu =>
                $"processor\t: {cpu.Cpu}\nBogoMIPS\t: 38.40\nFeatures\t: fp asimd\nCPU implementer\t: 0x{cpu.Implementer:x2}\nCPU architecture: 8\nCPU variant\t: 0x1\nCPU part\t: 0x{cpu.Part:x3}\nCPU revision\t: 0\n\n"
            )
        );
}
