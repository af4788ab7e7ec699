using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>A machine that supports nothing.</summary>
internal sealed class SilentMachine : Machine
{
    public override Cpu Cpu => new SilentCpu(this);

    public override Memory Memory { get; } = new SilentMemory();

    public override Disks Disks => new SilentDisks(this);

    public override Network Network => new SilentNetwork(this);

    public override Sensors Sensors { get; } = new SilentSensors();

    public override Processes Processes => new SilentProcesses(this);

    public override DateTimeOffset GetBootTime() => throw NotSupported();

    public override IReadOnlyList<UserSession> GetUserSessions() => throw NotSupported();

    private static PsutilNotSupportedException NotSupported() => new("This machine supports nothing.");

    private sealed class SilentCpu(Machine machine) : Cpu(machine)
    {
        public override CpuTimes GetTimes() => throw NotSupported();

        public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => throw NotSupported();

        public override int GetLogicalCount() => throw NotSupported();

        public override int? GetPhysicalCount() => throw NotSupported();

        public override int GetAvailableCount() => throw NotSupported();

        public override CpuStatistics GetStatistics() => throw NotSupported();

        public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => throw NotSupported();

        public override LoadAverage GetLoadAverage() => throw NotSupported();
    }

    private sealed class SilentMemory : Memory
    {
        public override VirtualMemory GetVirtual() => throw NotSupported();

        public override SwapMemory GetSwap() => throw NotSupported();
    }

    private sealed class SilentDisks(Machine machine) : Disks(machine)
    {
        protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) => throw NotSupported();

        protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) => throw NotSupported();

        public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => throw NotSupported();
    }

    private sealed class SilentNetwork(Machine machine) : Network(machine)
    {
        public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() => throw NotSupported();

        public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() => throw NotSupported();

        public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates() => throw NotSupported();

        protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) => throw NotSupported();
    }

    private sealed class SilentSensors : Sensors
    {
        public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() => throw NotSupported();

        public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => throw NotSupported();

        public override BatteryReading? GetBattery() => throw NotSupported();
    }

    private sealed class SilentProcesses(Machine machine) : Processes(machine)
    {
        public override IReadOnlyList<int> GetPids() => throw NotSupported();

        public override bool Exists(int pid) => throw NotSupported();

        public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process) => throw NotSupported();

        public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) => throw NotSupported();

        public override OSProcess FromIdentity(ProcessIdentity identity) => throw NotSupported();
    }
}
