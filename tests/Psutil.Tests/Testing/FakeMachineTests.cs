namespace Psutil.Tests;

/// <summary>The fakes that users write their tests with.</summary>
public class FakeMachineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();

    [Fact]
    public void AMachineIsAFewLines()
    {
        FakeMachine machine = new(_clock)
        {
            Memory =
            {
                Virtual = new VirtualMemory
                {
                    Total = 1000,
                    Available = 100,
                    Used = 900,
                    Free = 50,
                },
            },
            Disks =
            {
                Usage =
                {
                    ["/data"] = new DiskUsage
                    {
                        Total = 500,
                        Used = 499,
                        Free = 1,
                    },
                },
            },
            Processes = { Process(7, name: "web"), Process(9, parent: 7) },
        };
        Assert.Equal(90, machine.Memory.GetVirtual().Percent);
        Assert.Equal(99.8, machine.Disks.GetUsage("/data").Percent, 9);
        Assert.Equal("web", machine.Processes.Get(7).GetName());
        Assert.Equal([9], machine.Processes.Get(7).GetChildren().Select(child => child.Pid));
        Assert.Throws<PsutilNotSupportedException>(() => machine.Memory.GetSwap());
        Assert.Throws<PsutilNotSupportedException>(() => machine.Disks.GetUsage("/other"));
    }

    [Fact]
    public void AMonitorGoesByTheClockOfTheMachine()
    {
        FakeMachine machine = new(_clock) { Cpu = { LogicalCount = 4 }, Processes = { Process(7, cpu: 10) } };
        using ProcessMonitor monitor = machine.Processes.CreateMonitor();
        monitor.Refresh();
        _clock.Advance(Second);
        machine.Processes.Add(Process(7, cpu: 10.5));
        Assert.Equal(Second, monitor.Refresh().Elapsed);
        Assert.Equal(50, monitor.Processes[0].CpuPercent!.Value, 9);
        Assert.Equal(12.5, monitor.Processes[0].CpuPercentOfMachine!.Value, 9);
    }

    [Fact]
    public async Task MeasuringForATimeGoesByTheClockOfTheMachine()
    {
        FakeMachine machine = new(_clock) { Processes = { Process(7, cpu: 10) }, Cpu = { Times = Cpu(10, 10) } };
        Task<double> process = machine.Processes.Get(7).GetCpuPercentAsync(Second, TestContext.Current.CancellationToken);
        Task<double?> cpu = machine.Cpu.GetPercentAsync(Second, TestContext.Current.CancellationToken);
        machine.Processes.Add(Process(7, cpu: 10.25));
        machine.Cpu.Times = Cpu(11, 13);
        Assert.False(process.IsCompleted);
        _clock.Advance(Second);
        Assert.Equal(25, await process, 9);
        Assert.Equal(25, (await cpu)!.Value, 9);
    }

    [Fact]
    public void ABlockingCallReturnsAtOnceIfTheClockAdvancesWhenWaited()
    {
        _clock.AdvancesWhenWaited = true;
        FakeMachine machine = new(_clock) { Cpu = { Times = Cpu(1, 1) }, Processes = { Process(7) } };
        Assert.Null(machine.Cpu.GetPercent(Second));
        Assert.Equal(Second, _clock.Elapsed);
        Assert.Throws<PsutilTimeoutException>(() => machine.Processes.Get(7).Wait(Second));
        Assert.Equal(2 * Second, _clock.Elapsed);
    }

    [Fact]
    public async Task ProcessesReactToSignals()
    {
        FakeMachine machine = new(_clock) { Processes = { Process(7, name: "web"), Process(8) } };
        OSProcess web = machine.Processes.Get(7);
        Task<int?> end = web.WaitAsync(TestContext.Current.CancellationToken);
        web.Suspend();
        Assert.Equal(ProcessStatus.Stopped, web.GetStatus());
        web.Resume();
        Assert.Equal(ProcessStatus.Running, web.GetStatus());
        machine.Processes.IgnoresSignal = (_, signal) => signal == 15;
        web.Terminate();
        Assert.True(web.IsRunning());
        web.Kill();
        Assert.Equal(-9, await end);
        Assert.Equal(-9, web.Wait());
        Assert.Throws<NoSuchProcessException>(() => web.GetName());
        Assert.Equal([19, 18, 15, 9], machine.Processes.Signals.Select(signal => signal.Number));
        machine.Processes.DeniedPids.Add(8);
        Assert.Throws<AccessDeniedException>(() => machine.Processes.Get(8).Kill());
    }

    [Fact]
    public void AnotherProcessOfTheSamePidIsNotTheSame()
    {
        FakeMachine machine = new(_clock) { Processes = { Process(7) } };
        OSProcess before = machine.Processes.Get(7);
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 2)) { Name = "other" });
        Assert.False(before.IsRunning());
        Assert.Equal("other", machine.Processes.Get(7).GetName());
        Assert.True(machine.Processes.End(7, 3));
        Assert.False(machine.Processes.End(7));
    }

    [Fact]
    public void AProcessThatEndedIsToldFromOneWhosePidIsAnothers()
    {
        FakeMachine machine = new(_clock) { Processes = { Process(7), Process(8) } };
        OSProcess ended = machine.Processes.Get(8);
        OSProcess reused = machine.Processes.Get(7);
        machine.Processes.End(8);
        machine.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 2)) { Name = "other" });
        NoSuchProcessException gone = Assert.Throws<NoSuchProcessException>(() => ended.GetCpuTimes());
        Assert.Equal("process 8 does not exist", gone.Message);
        Assert.False(gone.IsPidReused);
        gone = Assert.Throws<NoSuchProcessException>(() => reused.GetCpuTimes());
        Assert.Equal("process 7 has ended, and its PID belongs to another process now", gone.Message);
        Assert.True(gone.IsPidReused);
        Assert.True(Assert.Throws<NoSuchProcessException>(() => reused.GetChildren()).IsPidReused);
    }

    [Fact]
    public void AMeterOfAProcessMeasuresSinceItsPreviousReading()
    {
        FakeMachine machine = new(_clock) { Processes = { Process(7, cpu: 10) } };
        OSProcess process = machine.Processes.Get(7);
        ProcessCpuMeter meter = process.CreateMeter();
        ProcessCpuMeter slow = process.CreateMeter();
        Assert.Null(meter.Read());
        _clock.Advance(Second);
        machine.Processes.Add(Process(7, cpu: 10.5));
        Assert.Equal(50, meter.Read()!.Value, 9);
        _clock.Advance(TimeSpan.FromMilliseconds(9));
        machine.Processes.Add(Process(7, cpu: 10.509));
        Assert.Null(meter.Read());
        _clock.Advance(Second - TimeSpan.FromMilliseconds(9));
        machine.Processes.Add(Process(7, cpu: 13.5));
        Assert.Equal(300, meter.Read()!.Value, 9);
        Assert.Equal(175, slow.Read()!.Value, 9);
        _clock.Advance(Second);
        Assert.Equal(0, meter.Read());
        machine.Processes.End(7);
        _clock.Advance(Second);
        Assert.Throws<NoSuchProcessException>(() => meter.Read());
    }

    [Fact]
    public void APauseBetweenTheClockAndTheProcessIsNoCpuTime()
    {
        FakeMachine machine = new(_clock) { Processes = { Process(7, cpu: 10) } };
        OSProcess process = machine.Processes.Get(7);
        ProcessCpuMeter meter = process.CreateMeter();
        bool isPaused = false;
        machine.OnRead = _ =>
        {
            if (isPaused)
            {
                isPaused = false;
                _clock.Advance(9 * Second);
                machine.Processes.Add(Process(7, cpu: 20));
            }
        };
        _clock.Advance(Second);
        machine.Processes.Add(Process(7, cpu: 11));
        isPaused = true;
        Assert.Equal(100, meter.Read()!.Value, 9);
        Assert.False(isPaused);
    }

    [Fact]
    public void EveryValueOfTheMemoryIsAPercentage()
    {
        ProcessMemoryKind[] kinds = [.. Enum.GetValues<ProcessMemoryKind>().Where(kind => kind != ProcessMemoryKind.Unknown)];
        FakeMachine machine = new(_clock)
        {
            Memory =
            {
                Virtual = new VirtualMemory
                {
                    Total = 100,
                    Available = 1,
                    Used = 1,
                    Free = 1,
                },
            },
            Processes =
            {
                new ProcessSnapshot(new ProcessIdentity(7, 1))
                {
                    Memory = new ProcessMemory
                    {
                        Rss = 1,
                        Vms = 2,
                        Shared = 3,
                        Text = 4,
                        Data = 5,
                        Stack = 15,
                    },
                    MemoryFootprint = new ProcessMemoryFootprint
                    {
                        Uss = 6,
                        Pss = 7,
                        Swap = 8,
                    },
                    MemoryDetails = new ProcessMemoryDetails
                    {
                        PeakRss = 9,
                        PeakVms = 10,
                        RssAnonymous = 11,
                        RssFile = 12,
                        RssSharedMemory = 13,
                        HugePages = 14,
                        Wired = 16,
                        Compressed = 17,
                        PhysicalFootprint = 18,
                        Virtual = 19,
                        PeakVirtual = 20,
                        PagedPool = 21,
                        PeakPagedPool = 22,
                        NonPagedPool = 23,
                        PeakNonPagedPool = 24,
                    },
                },
                new ProcessSnapshot(new ProcessIdentity(8, 1))
                {
                    Memory = new ProcessMemory { Rss = 1, Vms = 2 },
                    MemoryDetails = new ProcessMemoryDetails(),
                },
            },
        };
        Assert.Equal(kinds.Select(kind => (double)kind), kinds.Select(machine.Processes.Get(7).GetMemoryPercent));
        Assert.All(kinds.Where(kind => kind > ProcessMemoryKind.Vms), kind =>
            Assert.Throws<PsutilNotSupportedException>(() => machine.Processes.Get(8).GetMemoryPercent(kind))
        );
    }

    [Fact]
    public void AFieldThatTheTestDidNotSetHasAReason()
    {
        FakeMachine machine = new(_clock)
        {
            Processes =
            {
                new ProcessSnapshot(new ProcessIdentity(7, 1))
                {
                    Name = "web",
                    Unavailable = new Dictionary<ProcessFields, Unavailability>
                    {
                        [ProcessFields.IOCounters] = new() { Reason = UnavailableReason.Denied },
                    },
                },
            },
        };
        OSProcess process = machine.Processes.Get(7);
        Assert.Throws<AccessDeniedException>(() => process.GetIOCounters());
        Assert.Throws<PsutilNotSupportedException>(() => process.GetNice());
        Assert.Null(process.GetParentPid());
        ProcessSnapshot snapshot = process.Capture(ProcessFields.Nice);
        Assert.Null(snapshot.Name);
        Assert.Equal([ProcessFields.Nice], snapshot.Unavailable.Keys);
    }

    private static ProcessSnapshot Process(int pid, string name = "a", int? parent = null, double cpu = 0) =>
        new(new ProcessIdentity(pid, 1))
        {
            Name = name,
            ParentPid = parent,
            Status = ProcessStatus.Running,
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpu), System = TimeSpan.Zero },
        };

    private static CpuTimes Cpu(double user, double idle) =>
        new()
        {
            System = TimeSpan.Zero,
            User = TimeSpan.FromSeconds(user),
            Idle = TimeSpan.FromSeconds(idle),
        };
}
