namespace Psutil.Tests.Testing;

/// <summary>What a test can say beyond fixed values: facets of its own, refused readings, values that follow the clock.</summary>
public class OwnFacetTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void AFacetOfItsOwnTakesThePlaceOfTheFakeOne()
    {
        using BusyMachine machine = new(_clock) { Cpu = { Times = Cpu(user: 0, idle: 10) } };
        CpuMeter meter = machine.Cpu.CreateMeter();
        meter.Read();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(100, meter.Read()!.Value.Busy);
        Machine seen = machine;
        Assert.Same(machine.Cpu, seen.Cpu);
    }

    [Fact]
    public void AReadingCanBeRefused()
    {
        using FakeMachine machine = new(_clock) { Sensors = { Fans = { ["chip"] = [new FanReading { RevolutionsPerMinute = 900 }] } } };
        machine.OnRead = reading =>
        {
            if (reading.Source == "Sensors.GetFans")
            {
                throw new AccessDeniedException(
                    new SystemCallError
                    {
                        SystemCall = "openat",
                        ErrorCode = 13,
                        Description = "EACCES",
                    }
                );
            }
        };
        Assert.Throws<AccessDeniedException>(() => machine.Sensors.GetFans());
        Assert.Empty(machine.Sensors.GetTemperatures());
        machine.OnRead = null;
        Assert.Single(machine.Sensors.GetFans());
    }

    [Fact]
    public void EveryReadingIsNamed()
    {
        ProcessIdentity identity = new(7, 1);
        using FakeMachine machine = new(_clock)
        {
            Processes = { new ProcessSnapshot(identity) { Name = "web" } },
            Disks = { Usage = { ["/data"] = default } },
        };
        List<FakeReading> readings = [];
        machine.OnRead = readings.Add;
        machine.GetBootTime();
        machine.Disks.GetUsage("/data");
        machine.Disks.GetPartitions();
        machine.Services.GetServices();
        machine.Processes.Capture(ProcessFields.Name);
        machine.Processes.Get(7).GetName();
        Assert.Equal(
            [
                new FakeReading { Source = "Machine.GetBootTime" },
                new FakeReading { Source = "Disks.GetUsage", Path = "/data" },
                new FakeReading { Source = "Disks.GetPartitions" },
                new FakeReading { Source = "ServiceManager.GetServices" },
                new FakeReading { Source = "Processes.Capture", Fields = ProcessFields.Name },
                new FakeReading
                {
                    Source = "OSProcess.Capture",
                    Process = identity,
                    Fields = ProcessFields.Name,
                },
            ],
            readings
        );
    }

    [Fact]
    public void AProcessCanFollowTheClock()
    {
        using FakeMachine machine = new(_clock)
        {
            Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) { CpuTimes = default(ProcessCpuTimes) } },
        };
        machine.Processes.OnCapture = snapshot => new ProcessSnapshot(snapshot)
        {
            CpuTimes = new ProcessCpuTimes { User = _clock.Elapsed / 4, System = TimeSpan.Zero },
        };
        using ProcessMonitor monitor = machine.Processes.CreateMonitor();
        monitor.Refresh();
        _clock.Advance(TimeSpan.FromSeconds(8));
        monitor.Refresh();
        Assert.Equal(25, monitor.Processes[0].CpuPercent!.Value, 9);
        Assert.Equal(TimeSpan.FromSeconds(2), machine.Processes.Get(7).GetCpuTimes().User);
    }

    [Fact]
    public void ServicesAreThoseThatTheTestAdds()
    {
        using FakeMachine machine = new(_clock) { Services = { All = { Service("Dhcp", 310), Service("AppInfo", null) } } };
        Assert.Equal(["AppInfo", "Dhcp"], machine.Services.GetServices().Select(service => service.Name));
        Assert.Equal(310, machine.Services.Get("DHCP").Pid);
        Assert.Throws<NoSuchServiceException>(() => machine.Services.Get("none"));
    }

    [Fact]
    public void SomeFileSystemsAreListedOnlyWhereAllAreAskedFor()
    {
        using FakeMachine machine = new(_clock)
        {
            Disks = { Partitions = { Partition("/", "ext4") }, OtherPartitions = { Partition("/proc", "proc") } },
        };
        Assert.Equal(["/"], machine.Disks.GetPartitions().Select(partition => partition.MountPoint));
        Assert.Equal(["/", "/proc"], machine.Disks.GetPartitions(all: true).Select(partition => partition.MountPoint));
    }

    [Fact]
    public void AFieldCanBeDenied()
    {
        using FakeMachine machine = new(_clock)
        {
            Processes =
            {
                new ProcessSnapshot(new ProcessIdentity(7, 1))
                {
                    Name = "web",
                    Nice = 5,
                    WorkingDirectory = "/srv",
                    Environment = new Dictionary<string, string> { ["A"] = "1" },
                }
                    .Without(ProcessFields.Environment | ProcessFields.WorkingDirectory, UnavailableReason.Denied)
                    .Without(ProcessFields.Nice, UnavailableReason.TimedOut),
            },
        };
        OSProcess process = machine.Processes.Get(7);
        Assert.Equal("web", process.GetName());
        Assert.Throws<AccessDeniedException>(() => process.GetEnvironment());
        Assert.Throws<AccessDeniedException>(() => process.GetWorkingDirectory());
        Assert.Throws<PsutilTimeoutException>(() => process.GetNice());
    }

    [Fact]
    public async Task AWatchReportsTheEventsOfTheTest()
    {
        ProcessExitedEvent exited = new()
        {
            Time = _clock.GetUtcNow(),
            Identity = new ProcessIdentity(7, 1),
            Name = "web",
            ExitCode = 3,
        };
        using FakeMachine machine = new(_clock) { Processes = { KernelEvents = new ProcessEvent[] { exited }.ToAsyncEnumerable() } };
        using ProcessWatch watch = machine.Processes.Watch(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProcessWatchSource.Kernel, watch.Source);
        List<ProcessEvent> events = [];
        await foreach (ProcessEvent happening in watch)
        {
            events.Add(happening);
        }

        Assert.Equal([exited], events);
    }

    [Fact]
    public async Task WithoutEventsAWatchReportsWhatEnded()
    {
        using FakeMachine machine = new(_clock) { Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "web" } } };
        using ProcessWatch watch = machine.Processes.Watch(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ProcessWatchSource.Differences, watch.Source);
        machine.Processes.End(7);
        _clock.AdvancesWhenWaited = true;
        await foreach (ProcessEvent happening in watch)
        {
            Assert.Equal(7, Assert.IsType<ProcessExitedEvent>(happening).Identity.Pid);
            break;
        }
    }

    [Fact]
    public void AllProcessesCanEnd()
    {
        using FakeMachine machine = new(_clock) { Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) } };
        OSProcess process = machine.Processes.Get(7);
        machine.Processes.Clear();
        Assert.Equal((false, 0), (process.IsRunning(), machine.Processes.Count));
        Assert.Null(process.Wait());
    }

    private static CpuTimes Cpu(double user, double idle) =>
        new()
        {
            System = TimeSpan.Zero,
            User = TimeSpan.FromSeconds(user),
            Idle = TimeSpan.FromSeconds(idle),
        };

    private static DiskPartition Partition(string mountPoint, string type) =>
        new()
        {
            MountPoint = mountPoint,
            FileSystemType = type,
            Options = "rw",
        };

    private static ServiceDetails Service(string name, int? pid) =>
        new()
        {
            Name = name,
            DisplayName = name,
            Status = pid is null ? ServiceStatus.Stopped : ServiceStatus.Running,
            StartType = ServiceStartType.Automatic,
            Pid = pid,
        };

    private sealed class BusyCpu(FakeMachine machine, FakeClock clock) : Psutil.Testing.FakeCpu(machine)
    {
        public override CpuTimes GetTimes() => base.GetTimes() with { User = clock.Elapsed };
    }

    private sealed class BusyMachine : FakeMachine
    {
        public BusyMachine(FakeClock clock)
            : base(clock) => Cpu = new BusyCpu(this, clock);

        public override BusyCpu Cpu { get; }
    }
}
