namespace Psutil.Tests.Linux;

/// <summary>What a snapshot and a monitor report of a process's GPUs.</summary>
public sealed class ProcessGpuFixtureTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly GpuProcessTree _tree = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void ASnapshotHasEachGpuOfTheProcess()
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(7, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddDescriptor(7, 6, "/dev/dri/renderD129", DrmFdinfoTests.I915);
        using Machine machine = _tree.Open(_clock);
        IReadOnlyList<ProcessGpuCounters> gpus = machine.Processes.Get(7).Capture(ProcessFields.Gpu).Gpu!;
        Assert.Equal(["0000:00:02.0", "0000:03:00.0"], gpus.Select(gpu => gpu.GpuId));
        Assert.Equal((512L << 20, 9L << 20), (gpus[1].Memory, gpus[1].SharedMemory));
        Assert.Equal(TimeSpan.FromSeconds(7), gpus[1].Engines["gfx"].BusyTime);
        Assert.Equal(gpus.Select(gpu => gpu.GpuId), machine.Processes.Get(7).GetGpu().Select(gpu => gpu.GpuId));
    }

    [Fact]
    public void AProcessWithoutAGpuHasNoneAndThatIsKnown()
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(7, 5, "/dev/null", "pos:\t0\n");
        using Machine machine = _tree.Open(_clock);
        ProcessSnapshot snapshot = machine.Processes.Get(7).Capture(ProcessFields.Gpu);
        Assert.Empty(snapshot.Gpu!);
        Assert.Empty(snapshot.Unavailable);
    }

    [Fact]
    public void OfWhatSeveralProcessesHoldATableCountsEachOnce()
    {
        _tree.AddProcess(7, start: 200);
        _tree.AddDescriptor(7, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddDescriptor(7, 6, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddProcess(900, start: 100);
        _tree.AddDescriptor(900, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        using Machine machine = _tree.Open(_clock);
        Dictionary<int, ProcessSnapshot> all = machine.Processes.Capture(ProcessFields.Gpu).ToDictionary(process => process.Pid);
        Assert.Empty(all[7].Gpu!);
        Assert.Equal(512L << 20, Assert.Single(all[900].Gpu!).Memory);

        // Alone, it is not known that another one holds it.
        Assert.Equal(512L << 20, Assert.Single(machine.Processes.Get(7).Capture(ProcessFields.Gpu).Gpu!).Memory);
    }

    [Fact]
    public void AMonitorMeasuresWhatTheEnginesDid()
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddProcess(8, start: 100);
        _tree.AddDescriptor(8, 5, "/dev/null", "pos:\t0\n");
        ShowEngines(gfx: 1_000_000_000, dec: 0);
        using Machine machine = _tree.Open(_clock);
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.Gpu);
        monitor.Refresh();
        Assert.Null(monitor.Processes[0].GpuRates);
        Assert.Null(monitor.Processes[0].GpuPercent);
        _clock.Advance(Second * 2);
        ShowEngines(gfx: 1_500_000_000, dec: 1_000_000_000);
        monitor.Refresh();
        ProcessGpuRates rates = Assert.Single(monitor.Processes[0].GpuRates!);
        Assert.Equal("0000:03:00.0", rates.GpuId);
        Assert.Equal(50, rates.UtilizationPercent!.Value, 9);
        Assert.Equal((25.0, 50.0), (rates.EnginePercents["gfx"], rates.EnginePercents["dec"]));
        Assert.Equal(50, monitor.Processes[0].GpuPercent!.Value, 9);

        // That it uses none is known: 0.
        Assert.Equal(0, monitor.Processes[1].GpuPercent);
    }

    [Fact]
    public void ACounterThatRanBackwardsIsUnknownAndNotZero()
    {
        _tree.AddProcess(7, start: 100);
        ShowEngines(gfx: 1_000_000_000, dec: 5_000);
        using Machine machine = _tree.Open(_clock);
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.Gpu);
        monitor.Refresh();
        _clock.Advance(Second);
        ShowEngines(gfx: 1, dec: 1);
        monitor.Refresh();
        Assert.Null(Assert.Single(monitor.Processes[0].GpuRates!).UtilizationPercent);
        Assert.Null(monitor.Processes[0].GpuPercent);
    }

    [Fact]
    public void AllFieldsDoNotIncludeIt()
    {
        _tree.AddProcess(7, start: 100);
        using Machine machine = _tree.Open(_clock);
        Assert.Null(machine.Processes.Get(7).Capture(ProcessFields.All & ~ProcessFields.Connections).Gpu);
        Assert.True(machine.Processes.SupportedFields.HasFlag(ProcessFields.Gpu));
    }

    private void ShowEngines(long gfx, long dec) =>
        _tree.AddDescriptor(
            7,
            5,
            "/dev/dri/renderD128",
            $"drm-driver:\tamdgpu\ndrm-client-id:\t4\ndrm-pdev:\t0000:03:00.0\ndrm-engine-gfx:\t{gfx} ns\ndrm-engine-dec:\t{dec} ns\n"
        );
}
