namespace Psutil.Tool.Tests.Fakes;

/// <summary>The groups of a machine with services, containers and a pod, one of which has a name that a terminal would obey.</summary>
internal sealed class ToolCgroups(FakeMachine machine, FakeClock clock) : FakeCgroups(machine)
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Pod = "0d5a8a5e-1c4b-4d3c-9e27-a3b1f0c9d1e2";

    private static readonly PressureStall Stall = new()
    {
        Some = new()
        {
            TenSeconds = 1.5,
            OneMinute = 0.5,
            FiveMinutes = 0.1,
            Total = TimeSpan.FromSeconds(12),
        },
    };

    protected override CgroupTable CaptureCore(CgroupFields fields) =>
        new()
        {
            Version = CgroupVersion.V2,
            IsTruncated = false,
            Groups =
            [
                new()
                {
                    Path = "/",
                    Cpu = new() { Usage = TimeSpan.FromSeconds(100) + clock.Elapsed * 0.75 },
                    Memory = new() { Anonymous = 700_000_000, File = 300_000_000 },
                    DeviceIO = [],
                    ProcessCount = 120,
                    Unavailable = new Dictionary<CgroupFields, UnavailableReason>
                    {
                        [CgroupFields.Pressure] = UnavailableReason.NotSupported,
                        [CgroupFields.Tasks] = UnavailableReason.NotSupported,
                    },
                },
                Limited("/kubepods", 0.1, 40_000_000),
                new()
                {
                    Path = $"/kubepods/pod{Pod}",
                    PodUid = Pod,
                    ProcessCount = 0,
                    Cpu = new() { Usage = TimeSpan.FromSeconds(1) },
                    Unavailable = new Dictionary<CgroupFields, UnavailableReason>
                    {
                        [CgroupFields.Memory] = UnavailableReason.NotSupported,
                        [CgroupFields.IO] = UnavailableReason.Denied,
                        [CgroupFields.Pressure] = UnavailableReason.NotSupported,
                        [CgroupFields.Tasks] = UnavailableReason.NotSupported,
                    },
                },
                Limited($"/kubepods/pod{Pod}/{Id}", 0.1, 40_000_000, id: Id, pod: Pod),
                Limited("/lxc.payload.web", 0.05, 20_000_000, name: "web", runtime: "lxc"),
                Limited("/system.slice", 0.5, 400_000_000),
                Limited($"/system.slice/docker-{Id}.scope", 0.25, 250_000_000, id: Id, runtime: "docker"),
                Limited("/system.slice/evil\u001b[2J\u202e.service", 0, 0, unit: "evil\u001b[2J\u202e.service"),
                Limited("/system.slice/ssh.service", 0.01, 5_000_000, unit: "ssh.service"),
            ],
        };

    private CgroupSnapshot Limited(
        string path,
        double cpus,
        long memory,
        string? unit = null,
        string? id = null,
        string? name = null,
        string? runtime = null,
        string? pod = null
    ) =>
        new()
        {
            Path = path,
            Id = path.Length,
            Unit = unit,
            ContainerId = id,
            ContainerName = name,
            Runtime = runtime,
            PodUid = pod,
            Cpu = new()
            {
                Usage = TimeSpan.FromSeconds(10) + clock.Elapsed * cpus,
                User = TimeSpan.FromSeconds(7),
                System = TimeSpan.FromSeconds(3),
                Periods = 100,
                ThrottledPeriods = 10,
                ThrottledTime = TimeSpan.FromSeconds(2) + clock.Elapsed * (cpus / 10),
                LimitCpuCount = id is null ? null : 1.5,
                Weight = 100,
            },
            Memory = new()
            {
                Current = memory,
                Peak = memory * 2,
                Anonymous = memory / 2,
                File = memory / 4,
                Kernel = memory / 8,
                Slab = memory / 16,
                Swap = 4096,
                Limit = id is null ? null : 512L * 1024 * 1024,
                HighEvents = 0,
                MaxEvents = 3,
                OomEvents = 1,
                OomKills = id is null ? 0 : 1,
            },
            DeviceIO =
            [
                new()
                {
                    Number = "8:0",
                    Name = "sda",
                    ReadBytes = 1_000_000 + (long)(clock.Elapsed.TotalSeconds * memory / 100),
                    WriteBytes = 2_000_000,
                    ReadCount = 100,
                    WriteCount = 50,
                },
            ],
            Pressure = new() { Cpu = Stall, IO = Stall },
            Tasks = new() { Count = 12, Limit = 100 },
            ProcessCount = 3,
        };
}
