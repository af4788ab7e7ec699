namespace Psutil.Recording;

/// <summary>Reads a machine, sample after sample.</summary>
internal sealed class MachineSampler(Machine machine, RecordOptions options) : IDisposable
{
    private readonly TimeProvider _clock = machine.TimeProvider;
    private readonly ProcessSampler _processes = new(machine.Processes, options.ArgumentMask);
    private readonly GpuSampler _gpus = new(machine, options.SlowEvery);
    private readonly OomCounter _oomKills = new();
    private CgroupMonitor? _cgroups;
    private ProcessNetworkMeter? _traffic;
    private SampleDraft _hardware = new();
    private SampleDraft _slow = new();
    private long? _slowReadAt;

    /// <summary>Reads the machine.</summary>
    /// <param name="isWhole">Whether the sample is written whole: then nothing is taken from earlier ones.</param>
    public SampleDraft Read(bool isWhole)
    {
        SampleDraft sample = new();
        CpuRows.Read(machine.Cpu, sample);
        MemoryRows.Read(machine.Memory, sample);
        DiskRows.Read(machine.Disks, sample);
        NetworkRows.Read(machine.Network, sample);
        MachineRows.Read(machine, sample);
        _gpus.Read(sample, isWhole);
        _processes.Read(sample, isWhole);
        if (options.CountTraffic)
        {
            TrafficRows.Read(sample, () => _traffic ??= machine.Processes.CreateNetworkMeter());
        }

        if (machine.Cgroups is { } cgroups)
        {
            // It keeps the files of the cgroups open from one sample to the next.
            _cgroups ??= cgroups.CreateMonitor();
            CgroupRows.Read(_cgroups, _oomKills, sample);
        }

        if (isWhole)
        {
            _hardware = new SampleDraft();
            HardwareRows.Read(machine, _hardware);
        }

        sample.Add(_hardware);
        sample.Add(ReadSlow(isWhole));
        return sample;
    }

    public void Dispose()
    {
        _processes.Dispose();
        _cgroups?.Dispose();
        _traffic?.Dispose();
    }

    private SampleDraft ReadSlow(bool isWhole)
    {
        long now = _clock.GetTimestamp();
        if (!isWhole && _slowReadAt is { } before && _clock.GetElapsedTime(before, now) < options.SlowEvery)
        {
            return _slow;
        }

        SampleDraft slow = new();
        CpuRows.ReadSlow(machine.Cpu, slow);
        DiskRows.ReadSlow(machine.Disks, slow);
        NetworkRows.ReadSlow(machine.Network, slow);
        MachineRows.ReadSlow(machine, slow);
        ProcessRows.ReadLimits(machine.Processes, slow);
        (_slow, _slowReadAt) = (slow, now);
        return slow;
    }
}
