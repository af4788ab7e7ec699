using System.Runtime.InteropServices;
using Psutil.Platforms.Firmware;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The topology of all processor groups, with the names that the firmware gives the CPUs.</summary>
internal static unsafe class WindowsTopology
{
    private const string Call = "GetLogicalProcessorInformationEx(RelationAll)";
    private const string ProcessorsKey = @"HARDWARE\DESCRIPTION\System\CentralProcessor";

    public static CpuTopology Read(WindowsCpu cpu)
    {
        ProcessorGroups groups = WindowsAffinity.Groups;
        ProcessorTopology topology = ReadRecords(groups);
        string? model = Advapi32.FindText($@"{ProcessorsKey}\0", "ProcessorNameString");
        Dictionary<int, double?> maximums = cpu.GetFrequencyPerCpu()
            .ToDictionary(core => core.Number, core => core.Frequency.MaximumMegahertz);
        Dictionary<int, int> nodeOfCpu = [];
        foreach ((int node, IReadOnlyList<int> cpus) in topology.Nodes)
        {
            foreach (int number in cpus)
            {
                nodeOfCpu.TryAdd(number, node);
            }
        }

        List<LogicalCpu> logical = [];
        for (int number = 0; number < groups.TotalCount; number++)
        {
            logical.Add(
                new LogicalCpu
                {
                    Number = number,
                    IsOnline = true,
                    SocketNumber = topology.Packages[number],
                    DieNumber = topology.Dies[number],
                    CoreNumber = topology.Cores[number],
                    NumaNode = nodeOfCpu.TryGetValue(number, out int node) ? node : null,
                    Kind = KindOf(topology.EfficiencyClasses, number),
                    ModelName = model,
                    MaximumMegahertz = maximums.GetValueOrDefault(number),
                    BaseMegahertz = ReadBase(number),
                }
            );
        }

        return new CpuTopology
        {
            ModelName = model,
            Vendor = Advapi32.FindText($@"{ProcessorsKey}\0", "VendorIdentifier") ?? CpuidAnswer.Read()?.Vendor,
            Architecture = RuntimeInformation.OSArchitecture,
            SocketCount = topology.Packages.Count,
            DieCount = topology.Dies.Count,
            CoreCount = topology.Cores.Count,
            Cpus = logical,
            Caches =
                topology.Caches.Count == 0
                    ? null
                    : [.. topology.Caches.OrderBy(cache => cache.Level).ThenBy(cache => cache.Kind).ThenBy(cache => cache.Cpus![0])],
            NumaNodes = topology.Nodes.Count == 0 ? null : [.. topology.Nodes.Select(entry => ReadNode(entry.Key, entry.Value))],
        };
    }

    private static ProcessorTopology ReadRecords(ProcessorGroups groups)
    {
        using NativeBuffer buffer = new(64 * 1024);
        int error = buffer.FillByError(
            static (bytes, length, out needed) =>
            {
                needed = length;
                return Kernel32.GetTopology(bytes, ref needed);
            }
        );
        if (error == Win32Error.Success)
        {
            return ProcessorTopology.Parse(buffer.Answer, groups);
        }

        CallFailure.Error(Call, error).Note("CPU topology");
        return ProcessorTopology.Parse([], groups);
    }

    private static CpuCoreKind KindOf(Dictionary<int, int> classes, int cpu)
    {
        if (!classes.TryGetValue(cpu, out int own))
        {
            return CpuCoreKind.Unknown;
        }

        int slowest = classes.Values.Min();
        return slowest == classes.Values.Max() ? CpuCoreKind.Unknown
            : own == slowest ? CpuCoreKind.Efficiency
            : CpuCoreKind.Performance;
    }

    private static double? ReadBase(int cpu) =>
        Advapi32.FindNumber(string.Create(CultureInfo.InvariantCulture, $@"{ProcessorsKey}\{cpu}"), "~MHz") is > 0 and { } megahertz
            ? megahertz
            : null;

    private static NumaNode ReadNode(int number, IReadOnlyList<int> cpus) =>
        new()
        {
            Number = number,
            Cpus = cpus,
            MemoryFreeBytes = Kernel32.GetAvailableMemory(number, out long bytes) == Win32Error.Success ? bytes : null,
        };
}
