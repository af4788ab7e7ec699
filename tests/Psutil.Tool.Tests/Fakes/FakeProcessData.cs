namespace Psutil.Tool.Tests.Fakes;

/// <summary>What a fake process has to tell.</summary>
internal sealed class FakeProcessData(int pid)
{
    private readonly Dictionary<ProcessFields, Unavailability> _unavailable = [];

    public int Pid => pid;

    public ProcessIdentity Identity => new(pid, StartTime);

    /// <summary>In the fake kernel's units.</summary>
    public long StartTime { get; init; } = pid * 100L;

    public required string Name { get; init; }

    public int ParentPid { get; init; } = 1;

    public ProcessStatus Status { get; init; } = ProcessStatus.Sleeping;

    public DateTimeOffset CreateTime { get; init; } = new(2026, 11, 20, 5, 22, 13, 450, TimeSpan.Zero);

    public string UserName { get; init; } = "root";

    public uint UserId { get; init; }

    public IReadOnlyList<string> CommandLine { get; init; } = [];

    public string? ExecutablePath { get; init; }

    public long Rss { get; init; }

    public int ThreadCount { get; init; } = 1;

    public int Nice { get; init; }

    public string? Terminal { get; init; }

    /// <summary>What it uses of GPUs; may follow the clock.</summary>
    public Func<IReadOnlyList<ProcessGpuCounters>> Gpus { get; init; } = () => [];

    /// <summary>The CPU time that it has used; may follow the clock.</summary>
    public Func<TimeSpan> CpuTime { get; init; } = () => TimeSpan.FromSeconds(1.5);

    /// <summary>Its I/O; may follow the clock.</summary>
    public Func<ProcessIOCounters> IOCounters { get; init; } =
        () =>
            new ProcessIOCounters
            {
                ReadCount = 1,
                WriteCount = 2,
                ReadBytes = 3,
                ReadChars = 5,
                WriteChars = 6,
            };

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public static IEnumerable<FakeProcessData> Create(FakeClock clock)
    {
        yield return new FakeProcessData(1)
        {
            Name = "systemd",
            ParentPid = 0,
            CommandLine = ["/sbin/init", "splash"],
            ExecutablePath = "/usr/lib/systemd/systemd",
            Rss = 12 << 20,
            CpuTime = () => TimeSpan.FromHours(30.5),
        };
        yield return new FakeProcessData(2)
        {
            Name = "kthreadd",
            ParentPid = 0,
            Status = ProcessStatus.Idle,
            Nice = -20,
            CpuTime = () => TimeSpan.Zero,
        };
        yield return new FakeProcessData(310)
        {
            Name = "漢字\u001b]0;x\u0007",
            Status = ProcessStatus.Running,
            CreateTime = FakeClock.Start.AddMinutes(-90),
            UserName = "ann",
            UserId = 1000,
            CommandLine = ["/bin/漢字", "--evil=\u001b[31m\u202e", "new\nline", "byte\uDCFF", ""],
            ExecutablePath = "/bin/漢字",
            Rss = 512 << 20,
            ThreadCount = 12,
            Terminal = "/dev/pts/0",
            CpuTime = () => TimeSpan.FromSeconds(100.25) + clock.Elapsed * 1.5,
            IOCounters = () =>
                new ProcessIOCounters
                {
                    ReadCount = 1,
                    WriteCount = 2,
                    ReadBytes = 3 + (long)(clock.Elapsed.TotalSeconds * 4096),
                    WriteBytes = (long)(clock.Elapsed.TotalSeconds * 8192),
                    ReadChars = 5,
                    WriteChars = 6,
                },
            Gpus = () =>
                [
                    new ProcessGpuCounters
                    {
                        GpuId = "0000:03:00.0",
                        Memory = 300 << 20,
                        SharedMemory = 9 << 20,
                        Engines = new Dictionary<string, GpuEngine>
                        {
                            ["gfx"] = new() { BusyTime = TimeSpan.FromSeconds(7) + clock.Elapsed * 0.25 },
                            ["dec"] = new() { BusyTime = clock.Elapsed * 0.5, Capacity = 2 },
                        },
                    },
                ],
            Environment = new Dictionary<string, string> { ["PATH"] = "/bin", ["BAD\uDC80"] = "x\uDCFFy\u0085" },
        };
        yield return new FakeProcessData(4000)
        {
            Name = "defunct",
            Status = ProcessStatus.Zombie,
            ParentPid = 310,
            UserName = "ann",
            UserId = 1000,
        }.Without(UnavailableReason.Zombie, ProcessFields.CommandLine | ProcessFields.ExecutablePath | ProcessFields.Environment);
        yield return new FakeProcessData(54321)
        {
            Name = "secret",
            CreateTime = new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero),
            UserName = "verylongusername",
            UserId = 4_000_000_000,
            CommandLine = ["secret"],
            Rss = 3 << 20,
            CpuTime = () => TimeSpan.FromMinutes(59.5) + clock.Elapsed * 0.1,
        }
            .Without(
                UnavailableReason.Denied,
                ProcessFields.ExecutablePath
                    | ProcessFields.WorkingDirectory
                    | ProcessFields.Environment
                    | ProcessFields.FileDescriptorCount
                    | ProcessFields.Gpu
            )
            .Without(UnavailableReason.NotSupported, ProcessFields.IOPriority);
    }

    /// <summary>Makes fields unavailable.</summary>
    public FakeProcessData Without(UnavailableReason reason, ProcessFields fields)
    {
        for (int bit = 0; bit < 63; bit++)
        {
            if ((fields & (ProcessFields)(1L << bit)) != 0)
            {
                _unavailable[(ProcessFields)(1L << bit)] = new Unavailability { Reason = reason };
            }
        }

        return this;
    }

    /// <summary>Whether the system counts how long it waits for disks.</summary>
    public bool HasIOWait { get; init; } = true;

    public ProcessSnapshot Capture(ProcessFields fields)
    {
        ProcessFields missing = _unavailable.Keys.Aggregate(ProcessFields.None, (all, field) => all | field);
        return new ProcessSnapshot(Whole().Select(~missing)) { Unavailable = _unavailable }.Select(fields);
    }

    private ProcessSnapshot Whole() =>
        new(Identity)
        {
            Name = Name,
            ParentPid = ParentPid,
            Status = Status,
            CreateTime = CreateTime,
            CpuTimes = new ProcessCpuTimes
            {
                User = CpuTime(),
                System = TimeSpan.Zero,
                ChildrenUser = TimeSpan.FromSeconds(0.5),
                IOWait = HasIOWait ? TimeSpan.Zero : null,
            },
            Memory = new ProcessMemory
            {
                Rss = Rss,
                Vms = Rss * 2,
                Shared = Rss / 2,
                Text = 4096,
                Data = 8192,
            },
            ThreadCount = ThreadCount,
            CommandLine = CommandLine,
            ExecutablePath = ExecutablePath,
            WorkingDirectory = "/",
            Environment = Environment,
            UserName = UserName,
            UserIds = new CredentialIds
            {
                Real = UserId,
                Effective = UserId,
                Saved = 0,
            },
            GroupIds = new CredentialIds
            {
                Real = UserId,
                Effective = UserId,
                Saved = UserId,
            },
            Terminal = Terminal,
            Nice = Nice,
            IOPriority = new IOPriority { Class = IOPriorityClass.BestEffort, Level = 4 },
            IOCounters = IOCounters(),
            ContextSwitches = new ProcessContextSwitches { Voluntary = 10, Involuntary = 20 },
            PageFaults = new ProcessPageFaults { Minor = 30, Major = 40 },
            FileDescriptorCount = 9,
            Threads =
            [
                new ProcessThreadInfo
                {
                    Id = Pid,
                    Name = "main\u001b",
                    Status = ProcessStatus.Running,
                    User = TimeSpan.FromSeconds(1.25),
                    System = TimeSpan.FromSeconds(0.5),
                },
                new()
                {
                    Id = Pid + 1,
                    User = default,
                    System = default,
                },
            ],
            MemoryDetails = new ProcessMemoryDetails
            {
                PeakRss = Rss + 4096,
                RssAnonymous = Rss,
                Swap = 0,
            },
            MemoryFootprint = new ProcessMemoryFootprint { Uss = 1000, Pss = 2000 },
            MemoryMaps = Maps,
            OpenFiles =
            [
                new ProcessOpenFile
                {
                    Path = "/tmp/a\tb",
                    FileDescriptor = 3,
                    Position = 100,
                    Mode = "r+",
                    Flags = 32770,
                },
                new()
                {
                    Path = "/tmp/gone",
                    FileDescriptor = 4,
                    Position = 0,
                    Mode = "w",
                    Flags = 32769,
                    IsDeleted = true,
                },
            ],
            Connections = [.. FakeNetwork.Connections.Where(connection => connection.Pid == Pid)],
            CpuAffinity = [0, 1, 5],
            CpuNumber = 5,
            OomScore = 666,
            PendingSignalCount = 2,
            ProcessGroupId = Pid,
            SessionId = 1,
            Cgroup = new ProcessCgroup { Path = "/system.slice/web.service", Unit = "web.service" },
            Gpu = Gpus(),
            ResourceLimits = Limits,
        };

    private static IReadOnlyList<ProcessMemoryMap> Maps =>
        [
            new()
            {
                Path = "/bin/漢字",
                Address = "1000-2000",
                Permissions = "r-xp",
                Size = 4096,
                Rss = 4096,
                Pss = 1024,
                SharedClean = 4096,
                Swap = 0,
            },
            new()
            {
                Path = "[heap]",
                Address = "3000-5000",
                Permissions = "rw-p",
                Size = 8192,
                Rss = 4096,
                Pss = 4096,
                PrivateDirty = 4096,
                Swap = 0,
            },
            new()
            {
                Path = "/bin/漢字",
                Address = "6000-7000",
                Permissions = "r--p",
                Size = 4096,
                Rss = 0,
                Pss = 0,
                SharedClean = 0,
                Swap = 0,
            },
        ];

    private static Dictionary<ResourceKind, ResourceLimit> Limits =>
        Enum.GetValues<ResourceKind>()
            .Where(kind => kind != ResourceKind.Unknown)
            .ToDictionary(
                kind => kind,
                kind => kind == ResourceKind.OpenFiles ? new ResourceLimit(1024, 524288) : new ResourceLimit(0, null)
            );
}
