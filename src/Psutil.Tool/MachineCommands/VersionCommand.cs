using System.Runtime.InteropServices;
using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil version</c>: what this is, what it runs on, and what it can tell here.</summary>
internal static class VersionCommand
{
    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("version", "Version, runtime, system, and what is supported here.")
        {
            Examples = """
                psutil version
                psutil version --json
                """,
        };
        options.AddTo(command, CommonOptionKinds.Json | CommonOptionKinds.Bytes | CommonOptionKinds.Repeat);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            if (loop.IsJson)
            {
                loop.WriteJson(writer =>
                {
                    Write(writer, host);
                    return true;
                });
            }
            else
            {
                loop.WriteText(
                    page =>
                    {
                        Write(new TextReportWriter(page, host.Clock), host);
                        return true;
                    },
                    wrap: true
                );
            }

            return ExitCode.Found;
        });
        return command;
    }

    // The native executable has the library inside; the runtime's feature switches say the same of both.
    private static bool IsNative => !File.Exists(Path.Join(AppContext.BaseDirectory, "Psutil.dll"));

    private static void Write(ReportWriter writer, ToolHost host)
    {
        HostDescription description = host.DescribeHost();
        writer.StartObject();
        writer.Number("schema", MachineReport.Schema);
        writer.Text("psutil", PrintVersion.Version);
        writer.Text("runtime", RuntimeInformation.FrameworkDescription + (IsNative ? " (NativeAOT)" : ""));
        writer.Text("platform", Platform.Name);
        writer.Text("os", description.OperatingSystem);
        writer.TextOrNone("kernel", description.Kernel);
        writer.Text("architecture", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());
        Machine machine;
        try
        {
            machine = host.OpenMachine();
        }
        catch (PsutilNotSupportedException exception)
        {
            writer.Text("supported", exception.Message);
            writer.EndObject();
            return;
        }

        WriteFeatures(writer, machine);
        writer.EndObject();
    }

    private static void WriteFeatures(ReportWriter writer, Machine machine)
    {
        Gaps gaps = new();
        writer.StartObject("supported");
        foreach ((string name, Action<Gaps> probe) in Probes(machine))
        {
            int count = gaps.All.Count;
            probe(gaps);
            writer.Text(name, gaps.All.Count == count ? "yes" : gaps.All[^1].Reason);
        }

        writer.EndObject();
        ProcessFields supported = machine.Processes.SupportedFields;
        WriteFields(writer, "process_fields", field => (supported & field.Sources) == field.Sources);
        WriteFields(writer, "process_fields_not_supported", field => (supported & field.Sources) != field.Sources);
    }

    private static void WriteFields(ReportWriter writer, string name, Func<Listing.ProcessField, bool> isMeant)
    {
        writer.Name(name);
        string[] names = [.. Listing.ProcessFieldTable.All.Where(isMeant).Select(field => field.Name)];
        writer.TextList(names);
    }

    private static IEnumerable<(string Name, Action<Gaps> Probe)> Probes(Machine machine) =>
        [
            ("cpu.times", gaps => gaps.ReadValue("", machine.Cpu.GetTimes)),
            ("cpu.freq", gaps => gaps.Read("", machine.Cpu.GetFrequencyPerCpu)),
            ("cpu.load_average", gaps => gaps.ReadValue("", machine.Cpu.GetLoadAverage)),
            ("cpu.pressure", gaps => gaps.ReadValue("", machine.Cpu.GetPressure)),
            ("memory.virtual", gaps => gaps.Read("", machine.Memory.GetVirtual)),
            ("memory.swap", gaps => gaps.ReadValue("", machine.Memory.GetSwap)),
            ("disks.partitions", gaps => gaps.Read("", () => machine.Disks.GetPartitions())),
            ("disks.io_counters", gaps => gaps.Read("", machine.Disks.GetIOCountersPerDisk)),
            ("network.io_counters", gaps => gaps.Read("", machine.Network.GetIOCountersPerInterface)),
            ("network.addresses", gaps => gaps.Read("", machine.Network.GetInterfaceAddresses)),
            ("network.connections", gaps => gaps.Read("", () => machine.Network.GetConnections(ConnectionKinds.Tcp4, owners: false))),
            ("sensors.temperatures", gaps => SensorSource.ReadTemperatures(gaps, "", machine.Sensors)),
            ("sensors.fans", gaps => SensorSource.ReadFans(gaps, "", machine.Sensors)),
            ("sensors.battery", gaps => SensorSource.ReadBattery(gaps, "", machine.Sensors)),
            ("users", gaps => gaps.Read("", machine.GetUsers)),
            ("processes", gaps => gaps.Read("", machine.Processes.GetPids)),
            ("services", gaps =>
                gaps.Read("", () =>
                    machine.Services?.Enumerate()
                    ?? throw new PsutilNotSupportedException("There are no services on this operating system.")
                )
            ),
        ];
}
