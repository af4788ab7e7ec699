using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>The collectors <c>cpu</c>, <c>loadavg</c>, <c>pressure</c> and <c>stat</c>.</summary>
internal static class NodeCpu
{
    private sealed record Load(LoadAverage Average);

    private sealed record Pressure(PressureStall? Cpu, PressureStall? Memory, PressureStall? IO);

    private static readonly HashSet<string> StatisticsKeys = new(
        ["btime", "ctxt", "processes", "intr", "procs_blocked", "procs_running"],
        StringComparer.Ordinal
    );

    public static void Add(NodeMetricsText node, Machine machine, SmallFiles proc)
    {
        node.Add("cpu", machine.Cpu.GetTimesPerCpu, WriteTimes);
        node.Add("loadavg", () => new Load(machine.Cpu.GetLoadAverage()), WriteLoad);
        node.Add("pressure", () => ReadPressure(machine), WritePressure);
        node.Add("stat", () => proc.TryRead("stat"), WriteStatistics);
    }

    /// <summary>Writes <c>/proc/stat</c> without the times of the CPUs.</summary>
    internal static void WriteStatistics(MetricWriter writer, string text)
    {
        Dictionary<string, double> numbers = new(StringComparer.Ordinal);
        foreach (KeyedLine line in KeyedLine.Parse(text, StatisticsKeys.Contains, mostFields: 1))
        {
            if (line.Number(0) is { } number)
            {
                _ = numbers.TryAdd(line.Key, number);
            }
        }

        Write("node_boot_time_seconds", MetricKind.Gauge, "Node boot time, in unixtime.", "btime");
        Write("node_context_switches", MetricKind.Counter, "Total number of context switches.", "ctxt");
        Write("node_forks", MetricKind.Counter, "Total number of forks.", "processes");
        Write("node_intr", MetricKind.Counter, "Total number of interrupts serviced.", "intr");
        Write("node_procs_blocked", MetricKind.Gauge, "Number of processes blocked waiting for I/O to complete.", "procs_blocked");
        Write("node_procs_running", MetricKind.Gauge, "Number of processes in runnable state.", "procs_running");

        void Write(string name, MetricKind kind, string help, string key) =>
            writer.One(name, kind, help, numbers.TryGetValue(key, out double number) ? number : null);
    }

    private static void WriteTimes(MetricWriter writer, IReadOnlyList<CpuCoreTimes> cpus)
    {
        writer.Begin("node_cpu_guest_seconds", MetricKind.Counter, "Seconds the CPUs spent in guests (VMs) for each mode.");
        foreach (CpuCoreTimes cpu in cpus)
        {
            Write(cpu, "nice", cpu.Times.GuestNice);
            Write(cpu, "user", cpu.Times.Guest);
        }

        writer.Begin("node_cpu_seconds", MetricKind.Counter, "Seconds the CPUs spent in each mode.");
        foreach (CpuCoreTimes cpu in cpus)
        {
            Write(cpu, "idle", cpu.Times.Idle);
            Write(cpu, "iowait", cpu.Times.IOWait);
            Write(cpu, "irq", cpu.Times.Irq);
            Write(cpu, "nice", cpu.Times.Nice);
            Write(cpu, "softirq", cpu.Times.SoftIrq);
            Write(cpu, "steal", cpu.Times.Steal);
            Write(cpu, "system", cpu.Times.System);
            Write(cpu, "user", cpu.Times.User);
        }

        void Write(CpuCoreTimes cpu, string mode, TimeSpan? time) =>
            writer.SampleIfKnown(time?.TotalSeconds, ("cpu", cpu.Number.ToString(CultureInfo.InvariantCulture)), ("mode", mode));
    }

    private static void WriteLoad(MetricWriter writer, Load load)
    {
        writer.One("node_load1", MetricKind.Gauge, "1m load average.", load.Average.OneMinute);
        writer.One("node_load15", MetricKind.Gauge, "15m load average.", load.Average.FifteenMinutes);
        writer.One("node_load5", MetricKind.Gauge, "5m load average.", load.Average.FiveMinutes);
    }

    // A kernel without pressure stall information has no value at all.
    private static Pressure? ReadPressure(Machine machine)
    {
        Pressure pressure = new(machine.Cpu.GetPressure(), machine.Memory.GetPressure(), machine.Disks.GetPressure());
        return pressure is { Cpu: null, Memory: null, IO: null } ? null : pressure;
    }

    private static void WritePressure(MetricWriter writer, Pressure pressure)
    {
        Write("cpu_waiting", "Total time in seconds that processes have waited for CPU time", pressure.Cpu?.Some);
        Write("io_stalled", "Total time in seconds no process could make progress due to IO congestion", pressure.IO?.Full);
        Write("io_waiting", "Total time in seconds that processes have waited due to IO congestion", pressure.IO?.Some);
        Write("memory_stalled", "Total time in seconds no process could make progress due to memory congestion", pressure.Memory?.Full);
        Write("memory_waiting", "Total time in seconds that processes have waited for memory", pressure.Memory?.Some);

        void Write(string name, string help, PressureShare? share) =>
            writer.One($"node_pressure_{name}_seconds", MetricKind.Counter, help, share?.Total.TotalSeconds);
    }
}
