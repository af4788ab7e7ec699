using Psutil.AspNetCore.Sampling;
using Psutil.Diagnostics;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;

namespace Psutil.AspNetCore.Api;

/// <summary>
/// The documents about the machine, in the shape of the command's <c>--json</c>. Each part is read at most once per interval, for all
/// documents and clients.
/// </summary>
internal sealed class Documents
{
    private readonly SharedMachine _machine;
    private readonly Latest<Section<CpuReading>> _cpu;
    private readonly Latest<Section<MemoryReading>> _memory;
    private readonly Latest<Section<DisksReading>> _disks;
    private readonly Latest<Section<InterfacesReading>> _interfaces;
    private readonly Latest<Section<IReadOnlyList<NetworkConnection>?>> _connections;
    private readonly Latest<Section<SensorsReading>> _sensors;
    private readonly Latest<Section<IReadOnlyList<Gpu>?>> _gpus;
    private readonly Latest<Section<Rest>> _rest;
    private readonly bool _showsProcesses;
    private readonly CpuShares _cpuShares = new();
    private readonly InterfaceRates _interfaceRates;

    private readonly Func<bool> _hasRecording;

    /// <param name="machine">The machine.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="hasRecording">Whether there is a recording to show.</param>
    public Documents(SharedMachine machine, PsutilEndpointOptions options, Func<bool> hasRecording)
    {
        _hasRecording = hasRecording;
        _machine = machine;
        _showsProcesses = options.ShowProcesses;
        _interfaceRates = new InterfaceRates(machine.TimeProvider);
        _cpu = Source(gaps => CpuReading.Take(machine.Cpu, gaps));
        _memory = Source(gaps => MemoryReading.Take(machine.Memory, gaps));
        _disks = Source(gaps => DisksReading.Take(null, machine.Disks, gaps));
        _interfaces = Source(gaps => InterfacesReading.Take(machine.Network, gaps));
        _connections = Source(gaps => gaps.Read("network.connections", () => machine.Network.GetConnections(ConnectionKinds.All)));
        _sensors = Source(gaps => SensorsReading.Take(machine.Sensors, gaps));
        _gpus = Source(gaps => MachineReading.ReadGpus(machine.Gpus, gaps));
        _rest = Source(gaps => new Rest(
            gaps.ReadValue("boot_time", machine.GetBootTime),
            gaps.Read("users", machine.GetUserSessions),
            gaps.ReadValue("limits", machine.GetLimits)
        ));
        Machine = Document(WriteMachineAsync);
        Cpu = Document(WriteCpuAsync);
        Memory = Document(WriteMemoryAsync);
        Disks = Document(WriteDisksAsync);
        Network = Document(WriteNetworkAsync);
        Sensors = Document(WriteSensorsAsync);
        Connections = Document(WriteConnectionsAsync);

        Latest<Section<T>> Source<T>(Func<Gaps, T> read) => new(machine.Inner.TimeProvider, options.Interval, () =>
            {
                machine.Collect(options.Interval);
                long readAt = machine.TimeProvider.GetTimestamp();
                Gaps gaps = new();
                return new Section<T>(read(gaps), gaps, readAt);
            });

        Latest<byte[]> Document(Func<Task<Action<ReportWriter>>> read) =>
            new(machine.Inner.TimeProvider, options.Interval, async () => JsonBytes.OfDocument(await read().ConfigureAwait(false)));
    }

    public Latest<byte[]> Machine { get; }

    public Latest<byte[]> Cpu { get; }

    public Latest<byte[]> Memory { get; }

    public Latest<byte[]> Disks { get; }

    public Latest<byte[]> Network { get; }

    public Latest<byte[]> Sensors { get; }

    public Latest<byte[]> Connections { get; }

    private async Task<Action<ReportWriter>> WriteMachineAsync()
    {
        Task<Section<CpuReading>> cpuReading = _cpu.GetAsync();
        Task<Section<MemoryReading>> memoryReading = _memory.GetAsync();
        Task<Section<DisksReading>> disksReading = _disks.GetAsync();
        Task<Section<InterfacesReading>> interfacesReading = _interfaces.GetAsync();
        Task<Section<SensorsReading>> sensorsReading = _sensors.GetAsync();
        Task<Section<IReadOnlyList<Gpu>?>> gpuReading = _gpus.GetAsync();
        Task<Section<Rest>> restReading = _rest.GetAsync();
        Section<CpuReading> cpu = await cpuReading.ConfigureAwait(false);
        Section<MemoryReading> memory = await memoryReading.ConfigureAwait(false);
        Section<DisksReading> disks = await disksReading.ConfigureAwait(false);
        Section<InterfacesReading> interfaces = await interfacesReading.ConfigureAwait(false);
        Section<SensorsReading> sensors = await sensorsReading.ConfigureAwait(false);
        Section<IReadOnlyList<Gpu>?> gpus = await gpuReading.ConfigureAwait(false);
        Section<Rest> rest = await restReading.ConfigureAwait(false);
        // Connections name processes.
        Section<IReadOnlyList<NetworkConnection>?> connections = _showsProcesses
            ? await _connections.GetAsync().ConfigureAwait(false)
            : new(null, new Gaps(), 0);
        Gaps gaps = new();
        foreach (
            Gaps part in (Gaps[])[cpu.Gaps, memory.Gaps, disks.Gaps, interfaces.Gaps, connections.Gaps, sensors.Gaps, gpus.Gaps, rest.Gaps]
        )
        {
            gaps.Add(part);
        }

        MachineReading machine = new()
        {
            Time = _machine.TimeProvider.GetUtcNow(),
            BootTime = rest.Value.BootTime,
            Cpu = cpu.Value,
            Memory = memory.Value,
            Disks = disks.Value,
            Interfaces = interfaces.Value,
            Connections = connections.Value,
            Sensors = sensors.Value,
            Gpus = gpus.Value,
            Users = rest.Value.Users,
            Limits = rest.Value.Limits,
            Gaps = gaps,
        };
        return writer =>
        {
            MachineReport.WriteMembers(writer, machine);
            MachineDocuments.WriteHost(writer);
            writer.Flag("processes_shown", _showsProcesses);
            writer.Flag("recording_shown", _hasRecording());
        };
    }

    private async Task<Action<ReportWriter>> WriteCpuAsync()
    {
        Section<CpuReading> cpu = await _cpu.GetAsync().ConfigureAwait(false);
        return writer =>
        {
            MachineDocuments.WriteCpus(writer, cpu.Value, _cpuShares.Since(cpu.Value.TimesPerCpu));
            CpuReport.Write(writer, cpu.Value);
            GapsReport.Write(writer, cpu.Gaps);
        };
    }

    private async Task<Action<ReportWriter>> WriteMemoryAsync()
    {
        Section<MemoryReading> memory = await _memory.GetAsync().ConfigureAwait(false);
        Section<Rest> rest = await _rest.GetAsync().ConfigureAwait(false);
        return writer =>
        {
            MachineDocuments.WriteMemorySummary(writer, memory.Value);
            MemoryReport.Write(writer, memory.Value);
            LimitsReport.Write(writer, rest.Value.Limits);
            GapsReport.Write(writer, memory.Gaps);
        };
    }

    private async Task<Action<ReportWriter>> WriteDisksAsync()
    {
        Section<DisksReading> disks = await _disks.GetAsync().ConfigureAwait(false);
        return writer =>
        {
            MachineDocuments.WriteDisks(writer, disks.Value);
            GapsReport.Write(writer, disks.Gaps);
        };
    }

    private async Task<Action<ReportWriter>> WriteNetworkAsync()
    {
        Section<InterfacesReading> interfaces = await _interfaces.GetAsync().ConfigureAwait(false);
        return writer =>
        {
            MachineDocuments.WriteInterfaces(
                writer,
                interfaces.Value,
                _interfaceRates.Since(interfaces.Value.IOCounters, interfaces.ReadAt)
            );
            GapsReport.Write(writer, interfaces.Gaps);
        };
    }

    private async Task<Action<ReportWriter>> WriteSensorsAsync()
    {
        Section<SensorsReading> sensors = await _sensors.GetAsync().ConfigureAwait(false);
        return writer =>
        {
            MachineDocuments.WriteSensors(writer, sensors.Value);
            GapsReport.Write(writer, sensors.Gaps);
        };
    }

    private async Task<Action<ReportWriter>> WriteConnectionsAsync()
    {
        Section<IReadOnlyList<NetworkConnection>?> connections = await _connections.GetAsync().ConfigureAwait(false);
        Dictionary<int, ProcessSnapshot> owners = await Task.Run(ReadOwners).ConfigureAwait(false);
        return writer =>
        {
            MachineDocuments.WriteConnections(writer, connections.Value, owners);
            GapsReport.Write(writer, connections.Gaps);
        };
    }

    private Dictionary<int, ProcessSnapshot> ReadOwners() =>
        _machine.Processes.Capture(ProcessFields.Name | ProcessFields.UserName).ToDictionary(process => process.Pid);

    private sealed record Rest(DateTimeOffset? BootTime, IReadOnlyList<UserSession>? Users, MachineLimits? Limits);
}
