using Psutil.Recording;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>Asks a recorded machine for all that it can answer. It may refuse, but with the exceptions of a machine alone.</summary>
internal static class RecordedAnswers
{
    public static void AskAll(RecordedMachine machine)
    {
        Action[] questions =
        [
            () => machine.GetBootTime(),
            () => machine.GetUserSessions(),
            () => machine.GetLimits(),
            () => machine.GetHardware(),
            () => machine.GetVirtualization(),
            () => _ = machine.Events,
            () => _ = machine.DroppedSamples,
            () => _ = machine.Cpu.GetTimes().Total,
            () => machine.Cpu.GetTimesPerCpu(),
            () => machine.Cpu.GetLogicalCount(),
            () => machine.Cpu.GetPhysicalCount(),
            () => machine.Cpu.GetAvailableCount(),
            () => machine.Cpu.GetStatistics(),
            () => machine.Cpu.GetFrequency(),
            () => machine.Cpu.GetLoadAverage(),
            () => machine.Cpu.GetPressure(),
            () => machine.Cpu.GetTopology(),
            () => _ = machine.Memory.GetVirtual().Percent,
            () => _ = machine.Memory.GetSwap().Percent,
            () => machine.Memory.GetPressure(),
            () => machine.Disks.GetIOCounters(),
            () => machine.Disks.GetSizePerDisk(),
            () => machine.Disks.GetPressure(),
            () => AskPartitions(machine),
            () => machine.Network.GetIOCounters(),
            () => machine.Network.GetInterfaceAddresses(),
            () => machine.Network.GetInterfaceStates(),
            () => machine.Network.GetConnections(ConnectionKinds.All),
            () => machine.Sensors.GetTemperatures(),
            () => machine.Sensors.GetFans(),
            () => machine.Sensors.GetBattery(),
            () => machine.Energy?.GetZones(),
            () => machine.Gpus.GetGpus(),
            () => machine.Gpus.GetProcesses(),
            () => machine.Cgroups?.Capture(),
            () => machine.Processes.GetVisibility(),
            () => machine.Processes.GetHiddenCount(),
            () => machine.Processes.GetMaximumCount(),
            () => AskProcesses(machine),
        ];
        foreach (Action question in questions)
        {
            Ask(question);
        }
    }

    /// <summary>Asks for rates, which compare what samples hold, and moves on by two of them.</summary>
    public static void AskRates(RecordedMachine machine)
    {
        CpuMeter? cpu = Try(machine.Cpu.CreateMeter);
        DiskMeter? disks = Try(machine.Disks.CreateMeter);
        NetworkMeter? network = Try(machine.Network.CreateMeter);
        EnergyMeter? energy = Try(() => machine.Energy?.CreateMeter());
        using ProcessMonitor processes = machine.Processes.CreateMonitor(ProcessFields.All);
        using CgroupMonitor? cgroups = machine.Cgroups?.CreateMonitor();
        for (int step = 0; step < 3; step++)
        {
            Ask(() => cpu?.Read());
            Ask(() => disks?.Read());
            Ask(() => network?.Read());
            Ask(() => energy?.Read());
            Ask(() => processes.Refresh());
            Ask(() => cgroups?.Refresh());
            machine.TryMoveNext();
        }
    }

    private static void Ask(Action question) =>
        Try<object>(() =>
        {
            question();
            return null;
        });

    // What is no value for a machine either is refused with one of its exceptions.
    private static T? Try<T>(Func<T?> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (PsutilException)
        {
            return null;
        }
    }

    private static void AskPartitions(RecordedMachine machine)
    {
        foreach (DiskPartition partition in machine.Disks.GetPartitions(all: true))
        {
            _ = machine.Disks.GetUsage(partition.MountPoint).Percent;
        }
    }

    private static void AskProcesses(RecordedMachine machine)
    {
        foreach (ProcessSnapshot process in machine.Processes.Capture(ProcessFields.All))
        {
            _ = process.CpuTimes?.Total;
            machine.Processes.FromIdentity(process.Identity).IsRunning();
        }
    }
}
