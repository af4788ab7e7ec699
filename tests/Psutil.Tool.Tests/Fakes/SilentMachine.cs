using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>A machine that supports nothing.</summary>
internal sealed class SilentMachine : Machine
{
    private readonly SilentMemory _memory = new();

    public override Cpu Cpu { get; } = new SilentCpu();

    public override Memory Memory => _memory;

    public override Disks Disks { get; } = new SilentDisks();

    public override Network Network { get; } = new SilentNetwork();

    public override Sensors Sensors { get; } = new SilentSensors();

    public override Processes Processes => new SilentProcesses(_memory);

    public override DateTimeOffset GetBootTime() => throw new PlatformNotSupportedException();

    public override IReadOnlyList<UserSession> GetUserSessions() => throw new PlatformNotSupportedException();

    private sealed class SilentCpu : Cpu
    {
        public override CpuTimes GetTimes() => throw new PlatformNotSupportedException();

        public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => throw new PlatformNotSupportedException();

        public override int GetLogicalCount() => throw new PlatformNotSupportedException();

        public override int? GetPhysicalCount() => throw new PlatformNotSupportedException();

        public override int GetAvailableCount() => throw new PlatformNotSupportedException();

        public override CpuStatistics GetStatistics() => throw new PlatformNotSupportedException();

        public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => throw new PlatformNotSupportedException();

        public override LoadAverage GetLoadAverage() => throw new PlatformNotSupportedException();
    }

    private sealed class SilentMemory : Memory
    {
        public override VirtualMemory GetVirtual() => throw new PlatformNotSupportedException();

        public override SwapMemory GetSwap() => throw new PlatformNotSupportedException();
    }

    private sealed class SilentDisks : Disks
    {
        public override IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => throw new PlatformNotSupportedException();

        public override DiskUsage GetUsage(string path, TimeSpan timeout) => throw new PlatformNotSupportedException();

        public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => throw new PlatformNotSupportedException();

        public override DiskIOCounters? GetIOCounters() => throw new PlatformNotSupportedException();
    }

    private sealed class SilentNetwork : Network
    {
        public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() =>
            throw new PlatformNotSupportedException();

        public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() =>
            throw new PlatformNotSupportedException();

        public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates() => throw new PlatformNotSupportedException();

        public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
            throw new PlatformNotSupportedException();
    }

    private sealed class SilentSensors : Sensors
    {
        public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() =>
            throw new PlatformNotSupportedException();

        public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw new PlatformNotSupportedException();

        public override BatteryReading? GetBattery() => throw new PlatformNotSupportedException();
    }

    private sealed class SilentProcesses(Memory memory) : Processes(memory)
    {
        public override IReadOnlyList<int> GetPids() => throw new PlatformNotSupportedException();

        public override bool Exists(int pid) => throw new PlatformNotSupportedException();

        public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process) => throw new PlatformNotSupportedException();

        public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) => throw new PlatformNotSupportedException();

        public override OSProcess FromIdentity(ProcessIdentity identity) => throw new PlatformNotSupportedException();
    }
}
