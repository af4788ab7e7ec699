namespace Psutil.Tool.Tests.Fakes;

/// <summary>Snapshots of processes that have every value.</summary>
internal static class ToolProcess
{
    private static readonly ProcessIOCounters IO = new()
    {
        ReadCount = 1,
        WriteCount = 2,
        ReadBytes = 3,
        ReadChars = 5,
        WriteChars = 6,
    };

    /// <summary>The processes of the fake machine when its clock starts.</summary>
    public static IReadOnlyList<ProcessSnapshot> All { get; } =
    [
        new(Create(1, "systemd", parent: 0))
        {
            CommandLine = ["/sbin/init", "splash"],
            ExecutablePath = "/usr/lib/systemd/systemd",
            Memory = MemoryOf(12 << 20),
            MemoryDetails = DetailsOf(12 << 20),
            CpuTimes = Cpu(TimeSpan.FromHours(30.5)),
        },
        new(Create(2, "kthreadd", parent: 0))
        {
            Status = ProcessStatus.Idle,
            Nice = -20,
            CpuTimes = Cpu(TimeSpan.Zero),
        },
        new(Create(310, "漢字\u001b]0;x\u0007", user: "ann", userId: 1000))
        {
            Status = ProcessStatus.Running,
            CreateTime = ToolMachine.Start.AddMinutes(-90),
            CommandLine = ["/bin/漢字", "--evil=\u001b[31m\u202e", "new\nline", "byte\uDCFF", ""],
            ExecutablePath = "/bin/漢字",
            Memory = MemoryOf(512 << 20),
            MemoryDetails = DetailsOf(512 << 20),
            ThreadCount = 12,
            Terminal = "/dev/pts/0",
            CpuTimes = Cpu(TimeSpan.FromSeconds(100.25)),
            IOCounters = IO with { WriteBytes = 0 },
            Gpu = GpuAfter(TimeSpan.Zero),
            Environment = new Dictionary<string, string> { ["PATH"] = "/bin", ["BAD\uDC80"] = "x\uDCFFy\u0085" },
        },
        new ProcessSnapshot(Create(4000, "defunct", parent: 310, user: "ann", userId: 1000)) { Status = ProcessStatus.Zombie }.Without(
            ProcessFields.CommandLine | ProcessFields.ExecutablePath | ProcessFields.Environment,
            UnavailableReason.Zombie
        ),
        new ProcessSnapshot(Create(54321, "secret", user: "verylongusername", userId: 4_000_000_000))
        {
            CreateTime = new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.Zero),
            CommandLine = ["secret"],
            Memory = MemoryOf(3 << 20),
            MemoryDetails = DetailsOf(3 << 20),
            CpuTimes = Cpu(TimeSpan.FromMinutes(59.5)),
        }
            .Without(
                ProcessFields.ExecutablePath
                    | ProcessFields.WorkingDirectory
                    | ProcessFields.Environment
                    | ProcessFields.FileDescriptorCount
                    | ProcessFields.Gpu,
                UnavailableReason.Denied
            )
            .Without(ProcessFields.IOPriority, UnavailableReason.NotSupported),
    ];

    /// <summary>A process of which a test changes what it is about. The start time is in the fake kernel's units.</summary>
    public static ProcessSnapshot Create(
        int pid,
        string name,
        int parent = 1,
        long? startTime = null,
        string user = "root",
        uint userId = 0
    ) =>
        new(new ProcessIdentity(pid, startTime ?? pid * 100L))
        {
            Name = name,
            ParentPid = parent,
            Status = ProcessStatus.Sleeping,
            CreateTime = new DateTimeOffset(2026, 11, 20, 5, 22, 13, 450, TimeSpan.Zero),
            CpuTimes = Cpu(TimeSpan.FromSeconds(1.5)),
            Memory = MemoryOf(0),
            ThreadCount = 1,
            CommandLine = [],
            WorkingDirectory = "/",
            Environment = new Dictionary<string, string>(),
            UserName = user,
            UserIds = new CredentialIds
            {
                Real = userId,
                Effective = userId,
                Saved = 0,
            },
            GroupIds = new CredentialIds
            {
                Real = userId,
                Effective = userId,
                Saved = userId,
            },
            Nice = 0,
            IOPriority = new IOPriority { Class = IOPriorityClass.BestEffort, Level = 4 },
            IOCounters = IO,
            ContextSwitches = new ProcessContextSwitches { Voluntary = 10, Involuntary = 20 },
            PageFaults = new ProcessPageFaults { Minor = 30, Major = 40 },
            FileDescriptorCount = 9,
            Threads =
            [
                new ProcessThreadInfo
                {
                    Id = pid,
                    Name = "main\u001b",
                    Status = ProcessStatus.Running,
                    User = TimeSpan.FromSeconds(1.25),
                    System = TimeSpan.FromSeconds(0.5),
                },
                new()
                {
                    Id = pid + 1,
                    User = default,
                    System = default,
                },
            ],
            MemoryDetails = DetailsOf(0),
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
            Connections = [.. ToolNetwork.Sockets.Where(connection => connection.Pid == pid)],
            CpuAffinity = [0, 1, 5],
            CpuNumber = 5,
            OomScore = 666,
            PendingSignalCount = 2,
            ProcessGroupId = pid,
            SessionId = 1,
            Cgroup = new ProcessCgroup { Path = "/system.slice/web.service", Unit = "web.service" },
            Gpu = [],
            ResourceLimits = Limits,
        };

    /// <summary>The values of a process after a time: two of them use the CPU, and one reads and writes and uses a GPU.</summary>
    public static ProcessSnapshot Follow(ProcessSnapshot snapshot, TimeSpan elapsed)
    {
        double cpus =
            snapshot.Identity == All[2].Identity ? 1.5
            : snapshot.Identity == All[4].Identity ? 0.1
            : 0;
        if (cpus == 0 || snapshot.CpuTimes is not { } times)
        {
            return snapshot;
        }

        ProcessSnapshot now = new(snapshot) { CpuTimes = times with { User = times.User + elapsed * cpus } };
        return cpus < 1
            ? now
            : new ProcessSnapshot(now)
            {
                Gpu = GpuAfter(elapsed),
                IOCounters = IO with
                {
                    ReadBytes = IO.ReadBytes + (long)(elapsed.TotalSeconds * 4096),
                    WriteBytes = (long)(elapsed.TotalSeconds * 8192),
                },
            };
    }

    /// <summary>The memory of a process.</summary>
    public static ProcessMemory MemoryOf(long rss) =>
        new()
        {
            Rss = rss,
            Vms = rss * 2,
            Shared = rss / 2,
            Text = 4096,
            Data = 8192,
        };

    /// <summary>The CPU time of a process.</summary>
    public static ProcessCpuTimes Cpu(TimeSpan user) =>
        new()
        {
            User = user,
            System = TimeSpan.Zero,
            ChildrenUser = TimeSpan.FromSeconds(0.5),
            IOWait = TimeSpan.Zero,
        };

    private static IReadOnlyList<ProcessGpuCounters> GpuAfter(TimeSpan elapsed) =>
        [
            new ProcessGpuCounters
            {
                GpuId = "0000:03:00.0",
                Memory = 300 << 20,
                SharedMemory = 9 << 20,
                Engines = new Dictionary<string, GpuEngine>
                {
                    ["gfx"] = new() { BusyTime = TimeSpan.FromSeconds(7) + elapsed * 0.25 },
                    ["dec"] = new() { BusyTime = elapsed * 0.5, Capacity = 2 },
                },
            },
        ];

    private static ProcessMemoryDetails DetailsOf(long rss) =>
        new()
        {
            PeakRss = rss + 4096,
            RssAnonymous = rss,
            Swap = 0,
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
