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

    public override DateTimeOffset GetBootTime() => throw NotSupported();

    public override IReadOnlyList<UserSession> GetUsers() => throw NotSupported();

    private static PsutilNotSupportedException NotSupported() => new("This machine supports nothing.");

    private sealed class SilentCpu : Cpu
    {
        public override CpuTimes GetTimes() => throw NotSupported();

        public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => throw NotSupported();

        public override int GetLogicalCount() => throw NotSupported();

        public override int? GetPhysicalCount() => throw NotSupported();

        public override int GetAvailableCount() => throw NotSupported();

        public override CpuStatistics GetStatistics() => throw NotSupported();

        public override IReadOnlyList<CpuFrequency> GetFrequencyPerCpu() => throw NotSupported();

        public override LoadAverage GetLoadAverage() => throw NotSupported();
    }

    private sealed class SilentMemory : Memory
    {
        public override VirtualMemory GetVirtual() => throw NotSupported();

        public override SwapMemory GetSwap() => throw NotSupported();
    }

    private sealed class SilentDisks : Disks
    {
        public override IReadOnlyList<DiskPartition> GetPartitions(bool all = false) => throw NotSupported();

        public override DiskUsage GetUsage(string path, TimeSpan timeout) => throw NotSupported();

        public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => throw NotSupported();

        public override DiskIOCounters? GetIOCounters() => throw NotSupported();
    }

    private sealed class SilentNetwork : Network
    {
        public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() => throw NotSupported();

        public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() => throw NotSupported();

        public override IReadOnlyDictionary<string, InterfaceStatistics> GetInterfaceStatistics() => throw NotSupported();

        public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
            throw NotSupported();
    }

    private sealed class SilentSensors : Sensors
    {
        public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => throw NotSupported();

        public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NotSupported();

        public override BatteryReading? GetBattery() => throw NotSupported();
    }

    private sealed class SilentProcesses(Memory memory) : Processes(memory)
    {
        public override IReadOnlyList<int> GetPids() => throw NotSupported();

        public override bool Exists(int pid) => throw NotSupported();

        public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process) => throw NotSupported();

        public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) => throw NotSupported();

        public override OSProcess FromIdentity(ProcessIdentity identity) => throw NotSupported();
    }
}
