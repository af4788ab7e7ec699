using System.Net;
using System.Net.Sockets;
using Recipes;

namespace Psutil.SampleTests;

/// <summary>psutil's recipes on a fake machine: this process with a child that listens to signals and one that does not.</summary>
public class RecipeTests
{
    private const int Deaf = 8;

    private readonly FakeMachine _machine = new(new FakeClock { AdvancesWhenWaited = true })
    {
        Processes =
        {
            new ProcessSnapshot(new ProcessIdentity(Environment.ProcessId, 1)) { Name = "tests", ParentPid = 1 },
            new ProcessSnapshot(new ProcessIdentity(int.MaxValue, 2))
            {
                Name = "web",
                ParentPid = Environment.ProcessId,
                UserName = "alice",
                CommandLine = ["/usr/bin/web", "-v"],
                Status = ProcessStatus.Running,
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(2), System = TimeSpan.Zero },
                Memory = new ProcessMemory { Rss = 600, Vms = 1000 },
                OpenFiles = [new ProcessOpenFile { Path = "/var/log/web.log" }, new ProcessOpenFile { Path = "/etc/web" }],
            },
            new ProcessSnapshot(new ProcessIdentity(int.MaxValue - Deaf, 3))
            {
                Name = "deaf",
                ParentPid = int.MaxValue,
                UserName = "bob",
                ExecutablePath = "/opt/web",
                Status = ProcessStatus.Sleeping,
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(3), System = TimeSpan.Zero },
                Memory = new ProcessMemory { Rss = 400, Vms = 1000 },
            },
        },
    };

    private readonly PsutilRecipes _recipes;

    public RecipeTests()
    {
        _machine.Processes.IgnoresSignal = (process, _) => process.Name == "deaf";
        _recipes = new PsutilRecipes(_machine);
    }

    [Fact]
    public void ProcessesAreFound()
    {
        Assert.Equal([int.MaxValue], _recipes.FindByName("web").Select(process => process.Pid));
        Assert.Equal(["deaf", "web"], Names(_recipes.FindByAnyName("web")));
        Assert.Equal(["web"], Names(_recipes.FindByAnyName("/usr/bin/web")));
        Assert.Equal(["web"], Names(_recipes.FindOwnedBy("alice")));
        Assert.Equal(["web"], Names(_recipes.FindRunning()));
        Assert.Equal(["web"], Names(_recipes.FindLargerThan(500)));
        Assert.Equal(["deaf"], Names(_recipes.FindTopCpuTimes(1)));
        Assert.Equal((int.MaxValue, "web", "/var/log/web.log"), Assert.Single(_recipes.FindLogFiles()));
    }

    [Fact]
    public void ATreeIsEnded()
    {
        List<KillTreeExit> exits = [];
        KillTreeResult result = _recipes.KillProcessTree(int.MaxValue, TimeSpan.FromSeconds(3), exits.Add);
        Assert.Equal([(int.MaxValue, false), (int.MaxValue - Deaf, true)], exits.Select(exit => (exit.Process.Pid, exit.WasForced)));
        Assert.Empty(result.Survivors);
    }

    [Fact]
    public void ChildrenAreReaped()
    {
        KillTreeResult result = _recipes.ReapChildren(TimeSpan.FromSeconds(3));
        Assert.Equal(2, result.Ended.Count);
        Assert.Equal([Environment.ProcessId], _machine.Processes.GetPids());
    }

    [Fact]
    public void AProcessIsTerminated() => Assert.Equal(-15, _recipes.TerminateAndWait(int.MaxValue, TimeSpan.FromSeconds(3)));

    [Fact]
    public void ThisMachineIsRead()
    {
        PsutilRecipes recipes = new(Machine.Local);
        Assert.NotEmpty(recipes.FindTopCpuPercents(TimeSpan.FromMilliseconds(20), 3));
        Assert.NotNull(recipes.GetReceivedBytesPerSecond(TimeSpan.FromMilliseconds(20)));
        Assert.All(recipes.GetDiskUse(), disk => Assert.NotEmpty(disk.MountPoint));
    }

    [Fact]
    public void AListenerIsFound()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Not every operating system says who holds a port.");
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        // A child that another test starts holds it too, until it runs its program.
        Assert.Contains(new PsutilRecipes(Machine.Local).FindListeners(port), process => process.Pid == Environment.ProcessId);
    }

    [Fact]
    public void BytesAreFormatted() => Assert.Equal("9.8K", _recipes.FormatBytes(10000));

    private static IEnumerable<string?> Names(IEnumerable<ProcessSnapshot> processes) => processes.Select(process => process.Name);
}
