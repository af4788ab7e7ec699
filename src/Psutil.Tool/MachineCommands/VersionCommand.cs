using System.Runtime.InteropServices;
using Psutil.Tool.Commands;
using Psutil.Tool.Platform;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary><c>psutil version</c>: the versions of the command, the runtime and the system, and the supported fields.</summary>
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

    // The native executable contains the library, and the runtime's feature switches are the same for both.
    private static bool IsNative => !File.Exists(Path.Join(AppContext.BaseDirectory, "Psutil.dll"));

    private static void Write(ReportWriter writer, ToolHost host)
    {
        HostDescription description = host.DescribeHost();
        writer.StartObject();
        writer.Number("schema", MachineReport.Schema);
        writer.Text("psutil", PrintVersion.Version);
        writer.Text("runtime", RuntimeInformation.FrameworkDescription + (IsNative ? " (NativeAOT)" : ""));
        writer.Text("platform", PlatformName.Current);
        writer.Text("os", description.OperatingSystem);
        writer.TextOrNone("kernel", description.Kernel);
        writer.Text("architecture", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant());
        Machine machine;
        try
        {
            machine = host.OpenMachineFor(isReadAgain: true);
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
        foreach ((string name, Action<Gaps, string> probe) in Probes(machine))
        {
            probe(gaps, name);
            writer.Text(name, gaps.Find(name)?.Reason ?? "yes");
        }

        writer.EndObject();
        ProcessFields supported = machine.Processes.SupportedFields;
        WriteFields(writer, "process_fields", field => (supported & field.Sources) == field.Sources);
        WriteFields(writer, "process_fields_not_supported", field => (supported & field.Sources) != field.Sources);
        writer.Text("bpf_process_table", machine.Processes.GetBpfRefusal() ?? "yes");
    }

    private static void WriteFields(ReportWriter writer, string name, Func<Listing.ProcessField, bool> isMeant)
    {
        writer.Name(name);
        string[] names = [.. Listing.ProcessFieldTable.Nameable.Where(isMeant).Select(field => field.Name)];
        writer.TextList(names);
    }

#pragma warning disable CA1416 // What is not offered throws, and the gaps note it.
    private static IEnumerable<(string Name, Action<Gaps, string> Probe)> Probes(Machine machine) =>
        [
            ("cpu.times", (gaps, name) => gaps.ReadValue(name, machine.Cpu.GetTimes)),
            ("cpu.freq", (gaps, name) => gaps.Read(name, machine.Cpu.GetFrequencyPerCpu)),
            ("cpu.load_average", (gaps, name) => gaps.ReadValue(name, machine.Cpu.GetLoadAverage)),
            ("cpu.pressure", (gaps, name) => gaps.ReadValue(name, machine.Cpu.GetPressure)),
            ("memory.virtual", (gaps, name) => gaps.Read(name, machine.Memory.GetVirtual)),
            ("memory.swap", (gaps, name) => gaps.ReadValue(name, machine.Memory.GetSwap)),
            ("disks.partitions", (gaps, name) => gaps.Read(name, () => machine.Disks.GetPartitions())),
            ("disks.io_counters", (gaps, name) => gaps.Read(name, machine.Disks.GetIOCountersPerDisk)),
            ("network.io_counters", (gaps, name) => gaps.Read(name, machine.Network.GetIOCountersPerInterface)),
            ("network.addresses", (gaps, name) => gaps.Read(name, machine.Network.GetInterfaceAddresses)),
            ("network.connections", (gaps, name) =>
                gaps.Read(name, () => machine.Network.GetConnections(ConnectionKinds.Tcp4, owners: false))
            ),
            ("sensors.temperatures", (gaps, name) => gaps.Read(name, machine.Sensors.GetTemperatures)),
            ("sensors.fans", (gaps, name) => gaps.Read(name, machine.Sensors.GetFans)),
            ("sensors.battery", (gaps, name) => gaps.Read(name, machine.Sensors.GetBattery)),
            ("energy", (gaps, name) => ReadEnergy(gaps, name, machine.Energy)),
            ("gpus", (gaps, name) => gaps.Read(name, machine.Gpus.GetGpus)),
            ("cgroups", (gaps, name) =>
                gaps.Read(name, () =>
                    machine.Cgroups?.Capture(CgroupFields.None)
                    ?? throw new PsutilNotSupportedException("There are no cgroups on this operating system.")
                )
            ),
            ("users", (gaps, name) => gaps.Read(name, machine.GetUserSessions)),
            ("processes", (gaps, name) => gaps.Read(name, machine.Processes.GetPids)),
            ("services", (gaps, name) =>
                gaps.Read(name, () =>
                    machine.Services?.GetServices()
                    ?? throw new PsutilNotSupportedException("There are no services on this operating system.")
                )
            ),
        ];
#pragma warning restore CA1416

    // A zone whose counter is denied is in the list all the same.
    private static void ReadEnergy(Gaps gaps, string place, Energy? energy)
    {
        IReadOnlyList<EnergyZone>? zones = gaps.Read(place, () =>
            energy?.GetZones() ?? throw new PsutilNotSupportedException("There are no energy counters on this operating system.")
        );
        if (zones is [{ Unavailable: { } reason }, ..] && zones.All(zone => zone.Unavailable is not null))
        {
            gaps.Note(place, reason, "No energy counter could be read.");
        }
    }
}
