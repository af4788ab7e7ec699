using System.Net;
using System.Net.NetworkInformation;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Psutil.Recording.Tests;

/// <summary>All that a machine answers, as a text: two machines that answer alike have the same.</summary>
internal static class MachineText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new TextConverter<IPAddress>(),
            new TextConverter<IPEndPoint>(),
            new TextConverter<PhysicalAddress>(),
            new EscapedConverter(),
        },
    };

    public static string Of(Machine machine)
    {
        SortedDictionary<string, object?> answers = new(StringComparer.Ordinal)
        {
            ["boot"] = Ask(() => machine.GetBootTime()),
            ["users"] = Ask(machine.GetUserSessions),
            ["limits"] = Ask(() => machine.GetLimits()),
            ["cpu.times"] = Ask(() => machine.Cpu.GetTimes()),
            ["cpu.cores"] = Ask(machine.Cpu.GetTimesPerCpu),
            ["cpu.count"] = Ask(() =>
                (machine.Cpu.GetLogicalCount(), machine.Cpu.GetPhysicalCount(), machine.Cpu.GetAvailableCount()).ToString()
            ),
            ["cpu.statistics"] = Ask(() => machine.Cpu.GetStatistics()),
            ["cpu.frequency"] = Ask(machine.Cpu.GetFrequencyPerCpu),
            ["cpu.load"] = Ask(() => machine.Cpu.GetLoadAverage()),
            ["cpu.pressure"] = Ask(() => machine.Cpu.GetPressure()),
            ["memory"] = Ask(machine.Memory.GetVirtual),
            ["swap"] = Ask(() => machine.Memory.GetSwap()),
            ["memory.pressure"] = Ask(() => machine.Memory.GetPressure()),
            ["disks"] = Ask(() => Sorted(machine.Disks.GetIOCountersPerDisk())),
            ["disks.total"] = Ask(() => machine.Disks.GetIOCounters()),
            ["disks.sizes"] = Ask(() => machine.Disks.GetSizePerDisk() is { } sizes ? Sorted(sizes) : null),
            ["disks.pressure"] = Ask(() => machine.Disks.GetPressure()),
            ["partitions"] = Ask(() => machine.Disks.GetPartitions()),
            ["partitions.all"] = Ask(() => machine.Disks.GetPartitions(all: true)),
            ["usage"] = Ask(() =>
                machine.Disks.GetPartitions().Select(partition => Ask(() => machine.Disks.GetUsage(partition.MountPoint))).ToArray()
            ),
            ["network"] = Ask(() => Sorted(machine.Network.GetIOCountersPerInterface())),
            ["addresses"] = Ask(() => Sorted(machine.Network.GetInterfaceAddresses())),
            ["states"] = Ask(() => Sorted(machine.Network.GetInterfaceStates())),
            ["connections"] = Ask(() =>
                machine
                    .Network.GetConnections(ConnectionKinds.All)
                    .Select(socket => socket.ToString())
                    .Order(StringComparer.Ordinal)
                    .ToArray()
            ),
            ["temperatures"] = Ask(() => Sorted(machine.Sensors.GetTemperatures())),
            ["fans"] = Ask(() => Sorted(machine.Sensors.GetFans())),
            ["battery"] = Ask(machine.Sensors.GetBattery),
            ["hardware"] = Ask(() => machine.GetHardware()),
            ["virtualization"] = Ask(() => machine.GetVirtualization()),
            ["cpu.topology"] = Ask(() => machine.Cpu.GetTopology()),
            ["gpus"] = Ask(() => machine.Gpus.GetGpus()),
            ["gpus.processes"] = Ask(() => UsersOf(machine.Gpus.GetProcesses())),
            ["energy"] = Ask(() => machine.Energy?.GetZones()),
            ["cgroups"] = Ask(() => machine.Cgroups?.Capture().Groups.OrderBy(group => group.Path, StringComparer.Ordinal).ToArray()),
            ["processes"] = Ask(() => machine.Processes.Capture(ProcessRows.Recorded)),
            ["visibility"] = Ask(() => (machine.Processes.GetVisibility(), machine.Processes.GetHiddenCount()).ToString()),
            ["maximum"] = Ask(() => machine.Processes.GetMaximumCount()),
        };
        return JsonSerializer.Serialize(answers, Options);
    }

    private static object? Ask(Func<object?> ask)
    {
        try
        {
            return ask();
        }
        catch (PsutilException exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static object UsersOf(GpuProcessList list) =>
        new
        {
            Processes = list.Processes.Select(user => new
            {
                user.Process.Identity,
                user.GpuId,
                user.Memory,
                user.Engines,
            }),
            Gaps = list.Unavailable.Select(gap => $"{gap.Key.Identity} {gap.Value}").Order(StringComparer.Ordinal),
            Gpus = list.UnavailableGpus,
        };

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> values) =>
        new(values.ToDictionary(), StringComparer.Ordinal);

    private sealed class TextConverter<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new InvalidOperationException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value?.ToString());
    }

    // The serializer would put the same character in the place of all lone surrogates.
    private sealed class EscapedConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new InvalidOperationException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(OSText.Escape(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(OSText.Escape(value));
    }
}
