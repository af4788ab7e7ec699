using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The CPUs' frequencies: from cpufreq's policies, each for one or more CPUs, or from <c>/proc/cpuinfo</c> without cpufreq.
/// </summary>
internal static class LinuxCpuFrequency
{
    private const string CpuFolder = "devices/system/cpu";
    private const string PolicyFolder = $"{CpuFolder}/cpufreq";
    private const double KilohertzPerMegahertz = 1000;

    public static IReadOnlyList<CpuCoreFrequency> Read(LinuxRoots roots)
    {
        IReadOnlyList<ProcCpuinfo> entries = LinuxCpuTopology.ReadCpuInfo(roots);
        SortedDictionary<int, string> policies = FindPolicies(roots);
        return policies.Count > 0 ? ReadPolicies(roots.Sys, policies, ReadMeasured(entries, policies.Keys)) : FromCpuInfo(entries);
    }

    // The directory of each CPU's policy. A policy lists only online CPUs, so a CPU that is offline is in none.
    private static SortedDictionary<int, string> FindPolicies(LinuxRoots roots)
    {
        SortedDictionary<int, string> policies = [];
        foreach (string name in roots.Sys.List(PolicyFolder))
        {
            if (GetNumber(name, "policy") is { } number)
            {
                AddPolicy(policies, roots, $"{PolicyFolder}/{name}", number);
            }
        }

        if (policies.Count > 0)
        {
            return policies;
        }

        // Before Linux 4.2, each CPU has its policy in its own directory.
        foreach (string name in roots.Sys.List(CpuFolder))
        {
            if (GetNumber(name, "cpu") is { } number && roots.Sys.Exists($"{CpuFolder}/{name}/cpufreq"))
            {
                AddPolicy(policies, roots, $"{CpuFolder}/{name}/cpufreq", number);
            }
        }

        return policies;
    }

    private static void AddPolicy(SortedDictionary<int, string> policies, LinuxRoots roots, string folder, int number)
    {
        if (roots.Sys.ReadBytes($"{folder}/affected_cpus") is { } text && CpuListParser.TryParse(text, out int[]? affected, out _))
        {
            foreach (int cpu in affected)
            {
                policies[cpu] = folder;
            }
        }
        else if (LinuxCpuTopology.ReadOnline(roots) is not { } online || online.AsSpan().Contains(number))
        {
            policies[number] = folder;
        }
    }

    private static List<CpuCoreFrequency> ReadPolicies(
        FileTree sys,
        SortedDictionary<int, string> policies,
        Dictionary<int, double>? measured
    )
    {
        List<CpuCoreFrequency> frequencies = [];
        Dictionary<string, (double? Current, double? Minimum, double? Maximum)> known = [];
        foreach ((int cpu, string folder) in policies)
        {
            if (!known.TryGetValue(folder, out (double? Current, double? Minimum, double? Maximum) policy))
            {
                // The second is the hardware's value, which only root can read; old distributions have only that.
                double? current = measured is not null
                    ? null
                    : ReadMegahertz(sys, $"{folder}/scaling_cur_freq") ?? ReadMegahertz(sys, $"{folder}/cpuinfo_cur_freq");
                policy = (current, ReadMegahertz(sys, $"{folder}/scaling_min_freq"), ReadMegahertz(sys, $"{folder}/scaling_max_freq"));
                known.Add(folder, policy);
            }

            if ((measured?[cpu] ?? policy.Current) is { } now)
            {
                CpuFrequency frequency = new()
                {
                    CurrentMegahertz = now,
                    MinimumMegahertz = policy.Minimum,
                    MaximumMegahertz = policy.Maximum,
                };
                frequencies.Add(new CpuCoreFrequency { Number = cpu, Frequency = frequency });
            }
        }

        return frequencies;
    }

    // Measured by the kernel at the last tick, so more exact than the value that the governor requested. Used only if each CPU has one.
    private static Dictionary<int, double>? ReadMeasured(IReadOnlyList<ProcCpuinfo> entries, IEnumerable<int> cpus)
    {
        Dictionary<int, double> measured = [];
        foreach (ProcCpuinfo entry in entries)
        {
            if (entry.Megahertz is { } megahertz)
            {
                measured[entry.Number] = megahertz;
            }
        }

        foreach (int cpu in cpus)
        {
            if (!measured.ContainsKey(cpu))
            {
                return null;
            }
        }

        return measured;
    }

    private static List<CpuCoreFrequency> FromCpuInfo(IReadOnlyList<ProcCpuinfo> entries)
    {
        List<CpuCoreFrequency> frequencies = [];
        foreach (ProcCpuinfo entry in entries)
        {
            if (entry.Megahertz is { } megahertz)
            {
                CpuFrequency frequency = new() { CurrentMegahertz = megahertz };
                frequencies.Add(new CpuCoreFrequency { Number = entry.Number, Frequency = frequency });
            }
        }

        return frequencies;
    }

    // A driver without a value writes 0 or "<unknown>".
    private static double? ReadMegahertz(FileTree sys, string path) =>
        sys.ReadInt64(path) is > 0 and { } kilohertz ? kilohertz / KilohertzPerMegahertz : null;

    private static int? GetNumber(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
