using Psutil.Platforms.Bsd;
using Psutil.Platforms.FreeBsd.Parsing;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The cores, NUMA domains and limits of frequency of FreeBSD's CPUs.</summary>
internal static class FreeBsdTopology
{
    private const string Specification = "kern.sched.topology_spec";

    // About 200 bytes per CPU, of which there are at most 1024.
    private const int SpecificationRoom = 256 * 1024;
    private const int MostDomains = 1024;

    public static CpuTopology Read(FreeBsdCpu cpu)
    {
        IReadOnlyList<CpuCoreTimes> counted = cpu.GetTimesPerCpu();
        Dictionary<int, CpuFrequency> frequencies = cpu.GetFrequencyPerCpu().ToDictionary(core => core.Number, core => core.Frequency);
        Dictionary<int, int> domains = ReadDomains(counted);
        return BsdTopology.Create(
            cpu,
            BsdTopology.ReadModel(),
            cores: ReadCores(counted),
            complete: core =>
            {
                // Most machines have the frequencies of all CPUs at the first.
                CpuFrequency? frequency = frequencies.TryGetValue(core.Number, out CpuFrequency known) ? known : null;
                return core with
                {
                    NumaNode = domains.TryGetValue(core.Number, out int domain) ? domain : null,
                    MinimumMegahertz = frequency?.MinimumMegahertz,
                    MaximumMegahertz = frequency?.MaximumMegahertz,
                };
            },
            nodes: ReadNodes(domains, counted.Count)
        );
    }

    /// <summary>Null if the scheduler does not describe the topology (4BSD).</summary>
    private static CpuGroups? ReadCores(IReadOnlyList<CpuCoreTimes> counted)
    {
        RentedBuffer buffer = new(SpecificationRoom);
        try
        {
            ReadResult result = NamedSysctl.Read(Specification, buffer.Span);
            if (result.Failed || TopologySpecification.ParseCores(buffer.Span[..result.Value]) is not { } shared)
            {
                return null;
            }

            // A CPU that shares its core with no other is in no group of threads.
            CpuGroups cores = new();
            foreach (CpuCoreTimes core in counted)
            {
                if (cores[core.Number] is null)
                {
                    cores.Add(shared.FirstOrDefault(group => group.Contains(core.Number)) ?? [core.Number]);
                }
            }

            return cores.Count > 0 ? cores : null;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static Dictionary<int, int> ReadDomains(IReadOnlyList<CpuCoreTimes> counted)
    {
        Dictionary<int, int> domains = [];
        int count = NamedSysctl.Find<int>("vm.ndomains") ?? 0;
        if (count is < 1 or > MostDomains)
        {
            return domains;
        }

        foreach (CpuCoreTimes core in counted)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"dev.cpu.{core.Number}.%domain");
            int? domain = count == 1 ? 0 : NamedSysctl.Find<int>(name);
            if (domain >= 0 && domain < count)
            {
                domains[core.Number] = domain.Value;
            }
        }

        return domains;
    }

    // The sizes of the domains are in no node of the tree.
    private static List<NumaNode>? ReadNodes(Dictionary<int, int> domains, int cpuCount)
    {
        int count = NamedSysctl.Find<int>("vm.ndomains") ?? 0;
        return count is < 1 or > MostDomains
            ? null
            :
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(number => new NumaNode
                    {
                        Number = number,
                        Cpus = domains.Count == cpuCount ? [.. domains.Where(pair => pair.Value == number).Select(pair => pair.Key)] : null,
                    }),
            ];
    }
}
