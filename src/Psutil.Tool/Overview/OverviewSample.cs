using Psutil.Tool.Listing;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Overview;

/// <summary>The values of the overview that need an earlier sample.</summary>
internal sealed class OverviewSample
{
    public const string PlaceOfProcesses = "processes";

    public required long Timestamp { get; init; }

    public required CpuTimes? Cpu { get; init; }

    public required IReadOnlyList<CpuCoreTimes>? Cores { get; init; }

    public required IReadOnlyDictionary<string, NetworkIOCounters>? Interfaces { get; init; }

    public required DiskIOCounters? DiskIO { get; init; }

    public required IReadOnlyList<ProcessSnapshot>? Processes { get; init; }

    public required UseSample? ProcessCpu { get; init; }

    public static OverviewSample Take(Machine machine, TimeProvider clock, Gaps gaps)
    {
        const ProcessFields Fields =
            ProcessFields.Name | ProcessFields.Status | ProcessFields.UserName | ProcessFields.CpuTimes | ProcessFields.Memory;
        IReadOnlyList<ProcessSnapshot>? processes = gaps.Read(PlaceOfProcesses, () => machine.Processes.Capture(Fields));
        return new OverviewSample
        {
            Processes = processes,
            ProcessCpu = processes is null ? null : UseSample.Of(processes, clock),
            Timestamp = clock.GetTimestamp(),
            Cpu = gaps.ReadValue(CpuReading.PlaceOfTimes, machine.Cpu.GetTimes),
            Cores = gaps.Read(CpuReading.PlaceOfTimesPerCpu, machine.Cpu.GetTimesPerCpu),
            Interfaces = gaps.Read(InterfacesReading.PlaceOfIOCounters, machine.Network.GetIOCountersPerInterface),
            DiskIO = gaps.ReadValue("disks.io_counters", machine.Disks.GetIOCounters),
        };
    }
}
