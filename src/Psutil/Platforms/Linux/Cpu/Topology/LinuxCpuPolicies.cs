using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What cpufreq can do with a CPU, and who decides.</summary>
internal sealed record CpuPolicy(
    double? MinimumMegahertz,
    double? MaximumMegahertz,
    double? BaseMegahertz,
    string? Governor,
    string? Driver
);

/// <summary>The hardware's limits of frequency in cpufreq's policies, each for one or more CPUs.</summary>
internal static class LinuxCpuPolicies
{
    private const string Folder = "devices/system/cpu/cpufreq";
    private const double KilohertzPerMegahertz = 1000;
    private const int MostPolicies = 1 << 16;

    public static Dictionary<int, CpuPolicy> Read(FileTree sys, IReadOnlyList<int> online)
    {
        CpuLists lists = new(sys);
        Dictionary<int, CpuPolicy> policies = [];
        foreach (string name in sys.List(Folder).Take(MostPolicies))
        {
            // Those of the policy, offline CPUs included. Other folders (boost, a governor's settings) have no such file.
            if (name.StartsWith("policy", StringComparison.Ordinal) && lists.Read($"{Folder}/{name}/related_cpus") is { Length: > 0 } cpus)
            {
                CpuPolicy policy = ReadPolicy(sys, $"{Folder}/{name}");
                foreach (int cpu in cpus)
                {
                    policies.TryAdd(cpu, policy);
                }
            }
        }

        if (policies.Count > 0)
        {
            return policies;
        }

        // Before Linux 4.2, each CPU has its policy in its own folder.
        foreach (int cpu in online)
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"devices/system/cpu/cpu{cpu}/cpufreq");
            if (sys.Exists(folder))
            {
                policies[cpu] = ReadPolicy(sys, folder);
            }
        }

        return policies;
    }

    private static CpuPolicy ReadPolicy(FileTree sys, string folder) =>
        new(
            ReadMegahertz(sys, $"{folder}/cpuinfo_min_freq"),
            ReadMegahertz(sys, $"{folder}/cpuinfo_max_freq"),
            ReadMegahertz(sys, $"{folder}/base_frequency"),
            ReadName(sys, $"{folder}/scaling_governor"),
            ReadName(sys, $"{folder}/scaling_driver")
        );

    private static double? ReadMegahertz(FileTree sys, string path) =>
        sys.ReadInt64(path) is > 0 and { } kilohertz ? kilohertz / KilohertzPerMegahertz : null;

    private static string? ReadName(FileTree sys, string path) =>
        sys.ReadText(path) is { Length: > 0 and <= CpuModels.LongestName } name && name != "<unknown>" ? name : null;
}
