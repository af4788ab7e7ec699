using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil hardware</c>: what the machine is.</summary>
internal static class HardwareCommand
{
    private const int LabelWidth = 10;

    // The distance of a node's own memory: a machine with one node has no others.
    private const int LeastNodesWithDistances = 2;

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("hardware", "The machine, its CPUs, caches and NUMA nodes, and whether it is virtual.")
        {
            Examples = """
                psutil hardware
                psutil hardware --csv
                psutil hardware --json
                """,
            WriteNotes = output =>
            {
                output.WriteLine("SOCKET, DIE and CORE are counted from 0 over the whole machine. MIN, MAX and");
                output.WriteLine("BASE are the limits of the hardware in MHz. Serial numbers are not shown.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Past);
        command.SetAction(result =>
            MachineTable.Run(
                host,
                new WatchLoop(host, options, result),
                Columns,
                "hardware",
                [HardwareReading.PlaceOfTopology],
                (machine, gaps) => Arrange(HardwareReading.Take(machine, gaps))
            )
        );
        return command;
    }

    private static TableFrame<LogicalCpu>? Arrange(HardwareReading hardware) =>
        hardware.Topology is { } topology
            ? new TableFrame<LogicalCpu>(topology.Cpus)
            {
                Above = page => WriteSummary(page, hardware, topology),
                Members = writer => HardwareReport.Write(writer, hardware, withCpus: false),
            }
            : null;

    private static void WriteSummary(TextPage page, HardwareReading hardware, CpuTopology topology)
    {
        MachineHardware? names = hardware.Names;
        WriteLine(page, "Machine", [names?.Vendor, names?.Product, names?.Version, HardwareReport.NameOf(names?.Chassis)]);
        WriteLine(page, "Board", [names?.BoardVendor, names?.BoardName, names?.BoardVersion]);
        WriteLine(
            page,
            "Firmware",
            [names?.FirmwareVendor, names?.FirmwareVersion, names?.FirmwareDate?.ToString("O", CultureInfo.InvariantCulture)]
        );
        WriteLine(page, "Virtual", VirtualNames(hardware.Virtualization));
        WriteLine(page, "CPU", [topology.ModelName, topology.Vendor, topology.Architecture?.ToString().ToLowerInvariant()]);
        WriteLine(
            page,
            "Topology",
            [
                Count(topology.SocketCount, "socket"),
                Count(topology.DieCount, "die"),
                Count(topology.CoreCount, "core"),
                Count(topology.Cpus.Count(cpu => cpu.IsOnline != false), "CPU"),
                topology.Cpus.Count(cpu => cpu.IsOnline == false) is > 0 and { } offline
                    ? string.Create(CultureInfo.InvariantCulture, $"{offline} offline")
                    : null,
            ]
        );
        WriteLine(page, "Caches", [.. CacheNames(page, topology.Caches ?? [])]);
        foreach (NumaNode node in topology.NumaNodes ?? [])
        {
            WriteNode(page, node, topology.NumaNodes!.Count >= LeastNodesWithDistances);
        }

        page.EndLine();
    }

    private static void WriteNode(TextPage page, NumaNode node, bool withDistances) =>
        WriteLine(
            page,
            string.Create(CultureInfo.InvariantCulture, $"Node {node.Number}"),
            [
                node.Cpus switch
                {
                    null => null,
                    { Count: 0 } => "no CPUs",
                    _ => $"CPUs {HardwareReport.RangesOf(node.Cpus)}",
                },
                node.MemoryTotalBytes is { } total ? $"{page.Units.Bytes(total)} memory" : null,
                node.MemoryFreeBytes is { } free ? $"{page.Units.Bytes(free)} free" : null,
                withDistances && node.Distances is { } distances ? $"distances {string.Join(' ', distances)}" : null,
            ]
        );

    private static string?[] VirtualNames(MachineVirtualization? known)
    {
        string? machine = HardwareReport.NameOf(known?.VirtualMachine);
        string? container = HardwareReport.NameOf(known?.Container);
        return machine == "none" && container == "none"
            ? ["none"]
            :
            [
                machine is null or "none" ? null : $"machine {machine}",
                container is null or "none" ? null : $"container {container}",
                known?.IsKubernetesPod == true ? "Kubernetes pod" : null,
            ];
    }

    /// <summary>The caches of one level and kind together, with the size of one and how many there are.</summary>
    private static IEnumerable<string> CacheNames(TextPage page, IReadOnlyList<CpuCache> caches) =>
        caches
            .GroupBy(cache => (cache.Level, cache.Kind, cache.SizeBytes))
            .Select(group =>
            {
                string kind = group.Key.Kind switch
                {
                    CpuCacheKind.Data => "d",
                    CpuCacheKind.Instruction => "i",
                    _ => "",
                };
                string size = group.Key.SizeBytes is { } bytes ? page.Units.Bytes(bytes) : TextReportWriter.UnknownText;
                return string.Create(CultureInfo.InvariantCulture, $"L{group.Key.Level}{kind} {group.Count()} x {size}");
            });

    private static void WriteLine(TextPage page, string label, IReadOnlyList<string?> parts)
    {
        string[] known = [.. parts.OfType<string>()];
        if (known.Length == 0)
        {
            return;
        }

        page.Write(label, Style.Header).PadTo(LabelWidth);
        page.Write(known[0]);
        foreach (string part in known[1..])
        {
            page.TryWrite($"  {part}");
        }

        page.EndLine();
    }

    private static string? Count(int? known, string noun) =>
        known is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}") : null;

    private static Table<LogicalCpu> Columns =>
        new(
            "cpus",
            [
                new("number", (writer, cpu) => writer.Number(cpu.Number), "CPU", IsRightAligned: true),
                new("online", (writer, cpu) => writer.Flag(cpu.IsOnline), Rank: 3),
                new("socket", (writer, cpu) => writer.Number(cpu.SocketNumber), IsRightAligned: true),
                new("die", (writer, cpu) => writer.Number(cpu.DieNumber), IsRightAligned: true, Rank: 6),
                new("core", (writer, cpu) => writer.Number(cpu.CoreNumber), IsRightAligned: true),
                new("node", (writer, cpu) => writer.Number(cpu.NumaNode), IsRightAligned: true, Rank: 1),
                new("kind", (writer, cpu) => writer.Text(HardwareReport.NameOf(cpu.Kind)), Rank: 2),
                new("capacity", (writer, cpu) => writer.Number(cpu.Capacity), IsRightAligned: true, Rank: 7),
                new("min_mhz", (writer, cpu) => writer.Number(Rounded(cpu.MinimumMegahertz)), "MIN", IsRightAligned: true, Rank: 2),
                new("max_mhz", (writer, cpu) => writer.Number(Rounded(cpu.MaximumMegahertz)), "MAX", IsRightAligned: true, Rank: 2),
                new("base_mhz", (writer, cpu) => writer.Number(Rounded(cpu.BaseMegahertz)), "BASE", IsRightAligned: true, Rank: 4),
                new("governor", (writer, cpu) => writer.Text(cpu.Governor), Rank: 3),
                new("driver", (writer, cpu) => writer.Text(cpu.FrequencyDriver), Rank: 5),
                new("model", (writer, cpu) => writer.Text(cpu.ModelName), Rank: 8),
            ]
        )
        {
            WriteMembers = HardwareReport.WriteCpu,
        };

    private static long? Rounded(double? megahertz) => megahertz is { } known ? (long)Math.Round(known) : null;
}
