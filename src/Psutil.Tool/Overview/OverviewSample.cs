using Psutil.Tool.Listing;
using Psutil.Tool.Report;

namespace Psutil.Tool.Overview;

/// <summary>Everything of the overview that only means something beside an earlier sample.</summary>
internal sealed class OverviewSample
{
    public required long Timestamp { get; init; }

    public required CpuTimes? Cpu { get; init; }

    public required IReadOnlyList<CpuCoreTimes>? Cores { get; init; }

    public required IReadOnlyDictionary<string, NetworkIOCounters>? Interfaces { get; init; }

    public required DiskIOCounters? DiskIO { get; init; }

    public required IReadOnlyList<ProcessSnapshot>? Processes { get; init; }

    public required CpuSample? ProcessCpu { get; init; }

    public static OverviewSample Take(Machine machine, TimeProvider clock, Gaps gaps)
    {
        const ProcessFields Fields =
            ProcessFields.Name | ProcessFields.Status | ProcessFields.UserName | ProcessFields.CpuTimes | ProcessFields.Memory;
        IReadOnlyList<ProcessSnapshot>? processes = gaps.Read("processes", () => machine.Processes.Capture(Fields));
        return new OverviewSample
        {
            Processes = processes,
            ProcessCpu = processes is null ? null : CpuSample.Of(processes, clock),
            Timestamp = clock.GetTimestamp(),
            Cpu = gaps.ReadValue("cpu", machine.Cpu.GetTimes),
            Cores = gaps.Read("cores", machine.Cpu.GetTimesPerCpu),
            Interfaces = gaps.Read("network", machine.Network.GetIOCountersPerInterface),
            DiskIO = gaps.ReadValue("disk I/O", machine.Disks.GetIOCounters),
        };
    }
}
