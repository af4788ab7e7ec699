using System.Runtime.CompilerServices;

namespace Psutil.Tool.Tests.Fakes;

/// <summary>A machine with the values of another that counts how often each source is read. One source may fail.</summary>
internal sealed class CountingMachine : Machine
{
    private readonly Machine _inner;
    private readonly Sources _sources;

    /// <param name="inner">Where the values come from.</param>
    /// <param name="failing">The source that may not be read; null for none.</param>
    public CountingMachine(Machine inner, string? failing = null)
    {
        _inner = inner;
        _sources = new Sources(failing);
        Cpu = new CountingCpu(this, inner.Cpu, _sources);
        Memory = new CountingMemory(inner.Memory, _sources);
        Disks = new CountingDisks(this, inner.Disks, _sources);
        Network = new CountingNetwork(this, inner.Network, _sources);
        Sensors = new CountingSensors(inner.Sensors, _sources);
        Gpus = new CountingGpus(this, inner.Gpus, _sources);
    }

    /// <summary>How often each source was read, by the class and the member that gives it.</summary>
    public IReadOnlyDictionary<string, int> Counts => _sources.Counts;

    public override TimeProvider TimeProvider => _inner.TimeProvider;

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Gpus Gpus { get; }

    public override Processes Processes => _inner.Processes;

    public override ServiceManager? Services => _inner.Services;

    public override Cgroups? Cgroups => _inner.Cgroups;

    public override Energy? Energy => _inner.Energy;

    public override DateTimeOffset GetBootTime() => _sources.Read(nameof(Machine), _inner.GetBootTime);

    public override IReadOnlyList<UserSession> GetUserSessions() => _sources.Read(nameof(Machine), _inner.GetUserSessions);

    public override MachineLimits GetLimits() => _sources.Read(nameof(Machine), _inner.GetLimits);

    public override MachineHardware GetHardware() => _sources.Read(nameof(Machine), _inner.GetHardware);

    public override MachineVirtualization GetVirtualization() => _sources.Read(nameof(Machine), _inner.GetVirtualization);

    private sealed class Sources(string? failing)
    {
        public Dictionary<string, int> Counts { get; } = [];

        public T Read<T>(string facet, Func<T> read, string detail = "", [CallerMemberName] string member = "")
        {
            string source = $"{facet}.{member}{detail}";

            // File systems are asked together.
            lock (Counts)
            {
                Counts[source] = Counts.GetValueOrDefault(source) + 1;
            }

            return source == failing
                ? throw new AccessDeniedException(
                    new SystemCallError
                    {
                        SystemCall = "openat",
                        ErrorCode = 13,
                        Description = "EACCES, permission denied",
                    }
                )
                : read();
        }
    }

    private sealed class CountingCpu(Machine machine, Cpu inner, Sources sources) : Cpu(machine)
    {
        public override CpuTimes GetTimes() => sources.Read(nameof(Cpu), inner.GetTimes);

        public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu() => sources.Read(nameof(Cpu), inner.GetTimesPerCpu);

        public override int GetLogicalCount() => sources.Read(nameof(Cpu), inner.GetLogicalCount);

        public override int? GetPhysicalCount() => sources.Read(nameof(Cpu), inner.GetPhysicalCount);

        public override int GetAvailableCount() => sources.Read(nameof(Cpu), inner.GetAvailableCount);

        public override CpuStatistics GetStatistics() => sources.Read(nameof(Cpu), inner.GetStatistics);

        public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu() => sources.Read(nameof(Cpu), inner.GetFrequencyPerCpu);

        public override LoadAverage GetLoadAverage() => sources.Read(nameof(Cpu), inner.GetLoadAverage);

        public override PressureStall? GetPressure() => sources.Read(nameof(Cpu), inner.GetPressure);

        public override CpuTopology GetTopology() => sources.Read(nameof(Cpu), inner.GetTopology);
    }

    private sealed class CountingMemory(Memory inner, Sources sources) : Memory
    {
        public override VirtualMemory GetVirtual() => sources.Read(nameof(Memory), inner.GetVirtual);

        public override SwapMemory GetSwap() => sources.Read(nameof(Memory), inner.GetSwap);

        public override PressureStall? GetPressure() => sources.Read(nameof(Memory), inner.GetPressure);
    }

    private sealed class CountingDisks(Machine machine, Disks inner, Sources sources) : Disks(machine)
    {
        protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) =>
            sources.Read(
                nameof(Disks),
                () => inner.GetPartitions(options.IncludeAll),
                options.IncludeAll ? " all" : "",
                nameof(GetPartitions)
            );

        protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout) =>
            sources.Read(nameof(Disks), () => inner.GetUsage(path, timeout ?? Timeout.InfiniteTimeSpan), " " + path, nameof(GetUsage));

        public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() =>
            sources.Read(nameof(Disks), inner.GetIOCountersPerDisk);

        public override IEnumerable<string> SelectWholeDisks(IReadOnlyDictionary<string, DiskIOCounters> disks) =>
            inner.SelectWholeDisks(disks);

        public override PressureStall? GetPressure() => sources.Read(nameof(Disks), inner.GetPressure);
    }

    private sealed class CountingNetwork(Machine machine, Network inner, Sources sources) : Network(machine)
    {
        public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() =>
            sources.Read(nameof(Network), inner.GetIOCountersPerInterface);

        public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() =>
            sources.Read(nameof(Network), inner.GetInterfaceAddresses);

        public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates() =>
            sources.Read(nameof(Network), inner.GetInterfaceStates);

        protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
            sources.Read(nameof(Network), () => inner.GetConnections(options.Kinds, options.IncludeOwners), member: nameof(GetConnections));
    }

#pragma warning disable CA1416 // What is not offered throws, as the inner machine's does.
    private sealed class CountingSensors(Sensors inner, Sources sources) : Sensors
    {
        public override IReadOnlyDictionary<string, IReadOnlyList<TemperatureReading>> GetTemperatures() =>
            sources.Read(nameof(Sensors), inner.GetTemperatures);

        public override IReadOnlyDictionary<string, IReadOnlyList<FanReading>> GetFans() => sources.Read(nameof(Sensors), inner.GetFans);

        public override BatteryReading? GetBattery() => sources.Read(nameof(Sensors), inner.GetBattery);
    }

    private sealed class CountingGpus(Machine machine, Gpus inner, Sources sources) : Gpus(machine)
    {
        public override IReadOnlyList<Gpu> GetGpus() => sources.Read(nameof(Gpus), inner.GetGpus);

        public override GpuProcessList GetProcesses() => sources.Read(nameof(Gpus), inner.GetProcesses);
    }
#pragma warning restore CA1416
}
