using System.Diagnostics;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>Starting a child in a session or a process group of its own, by the system's <c>posix_spawn</c>.</summary>
public sealed class StartTests
{
    private const string Program = "/bin/worker";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly StartOptions InGroup = new() { NewProcessGroup = true };

    public static TheoryData<string, string, string> Systems() => SystemTests.Systems();

    [Theory]
    [MemberData(nameof(Systems))]
    public void AChildLeadsItsProcessGroup(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        Assert.True(processes.StartFeatures.HasFlag(StartFeatures.NewProcessGroup));
        ProcessStartInfo program = new(Program, ["a", "b c"]) { Environment = { ["COLOUR"] = "blue" } };
        using ChildProcess child = processes.Start(program, InGroup);
        SimulatedProcess started = kernel.Machine.Find(child.Pid)!;
        Assert.Equal(child.Pid, child.Capture(ProcessFields.ProcessGroupId).ProcessGroupId);
        Assert.Equal(kernel.Machine.Find(Environment.ProcessId)!.SessionId, started.SessionId);
        Assert.Equal([Program, "a", "b c"], started.Arguments.Select(text => OSText.GetString(text)));
        Assert.Contains("COLOUR=blue", started.Environment.Select(text => OSText.GetString(text)));
        Assert.True(kernel.Spawning.HasDefaultPipeSignal);
        Assert.Equal(0, kernel.Spawning.Leftover);
        kernel.EndChild(child.Pid, 0);
        Assert.Equal(0, child.Wait(Patience));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AChildLeadsItsSessionWhereTheSystemHasAFlagForIt(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        StartOptions options = new() { NewSession = true };
        Assert.Equal(folder == "MacOS", processes.StartFeatures.HasFlag(StartFeatures.NewSession));
        if (folder != "MacOS")
        {
            PsutilNotSupportedException refusal = Assert.Throws<PsutilNotSupportedException>(() => processes.Start(new(Program), options));
            Assert.Contains("A new session for a child", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("posix_spawn", kernel.Calls);
            return;
        }

        using ChildProcess child = processes.Start(new(Program), options);
        SimulatedProcess started = kernel.Machine.Find(child.Pid)!;
        Assert.Equal((child.Pid, child.Pid), (started.SessionId, started.ProcessGroupId));
        kernel.EndChild(child.Pid, 0);
        Assert.Equal(0, child.Wait(Patience));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task ItsExitCodeIsCollected(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        using ChildProcess exits = processes.Start(new(Program), InGroup);
        using ChildProcess killed = processes.Start(new(Program), InGroup);
        kernel.EndChild(exits.Pid, 3 << 8);
        kernel.EndChild(killed.Pid, 9);
        Assert.Equal(3, exits.Wait(Patience));
        Assert.Equal(
            -9,
            await killed.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );

        // Nobody is left as a zombie.
        AssertCollected(kernel, exits);
        AssertCollected(kernel, killed);
    }

    // As of one that has ended before it is watched.
    [Theory]
    [MemberData(nameof(Systems))]
    public async Task ItsExitCodeIsCollectedThoughTheKernelReportsNoEnd(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.RefuseWatch = _ => "ESRCH";
        using ChildProcess child = processes.Start(new(Program), InGroup);
        kernel.EndChild(child.Pid, 4 << 8);
        Assert.Equal(
            4,
            await child.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
        AssertCollected(kernel, child);
    }

    // Waits for two seconds, hence not in every version.
    [Theory]
    [InlineData("FreeBsd", "amd64")]
    [InlineData("MacOS", "arm64")]
    [InlineData("OpenBsd", "amd64")]
    [InlineData("NetBsd", "arm64")]
    public void ItIsCollectedThoughItsEventIsLate(string folder, string architecture)
    {
        using BsdKernel kernel = Boot(folder, AbiTable.BaseVersion, architecture, out Processes processes);
        using ChildProcess child = processes.Start(new(Program), InGroup);
        kernel.Machine.Processes.Change(child.Pid, ended => ended with { Status = ProcessStatus.Zombie });
        AssertCollected(kernel, child);

        // It comes late.
        kernel.End(child.Pid, 0);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ItsStreamsArePipes(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.Spawning.Programs[Program] = "Grüße\n";
        ProcessStartInfo program = new(Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using ChildProcess child = processes.Start(program, InGroup);
        Assert.NotNull(child.StandardInput);

        // The end of the stream: no copy of the child's end is left open here.
        Assert.Equal("Grüße\n", child.StandardOutput!.ReadToEnd());
        Assert.Empty(child.StandardError!.ReadToEnd());
        kernel.EndChild(child.Pid, 0);
        Assert.Equal(0, child.Wait(Patience));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AProgramThatCannotBeStartedIsAnError(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        SystemCallException missing = Assert.Throws<SystemCallException>(() => processes.Start(new("/bin/missing"), InGroup));
        Assert.Equal(("start(/bin/missing)", kernel.Abi.Constant("ENOENT")), (missing.SystemCall, missing.ErrorCode));
        Assert.DoesNotContain("posix_spawn", kernel.Calls);
        kernel.Spawning.Failure = "EAGAIN";
        SystemCallException refused = Assert.Throws<SystemCallException>(() => processes.Start(new(Program), InGroup));
        Assert.Equal(kernel.Abi.Constant("EAGAIN"), refused.ErrorCode);
        Assert.Equal(0, kernel.Spawning.Leftover);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AWorkingDirectoryIsSetOrRefused(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        ProcessStartInfo program = new(Program) { WorkingDirectory = "/var/tmp" };
        if (folder is "NetBsd" or "OpenBsd")
        {
            Assert.Throws<PsutilNotSupportedException>(() => processes.Start(program, InGroup));
            Assert.DoesNotContain("posix_spawn", kernel.Calls);
            return;
        }

        using ChildProcess child = processes.Start(program, InGroup);
        Assert.Equal("/var/tmp", kernel.Machine.Find(child.Pid)!.WorkingDirectory);
        kernel.EndChild(child.Pid, 0);
        Assert.Equal(0, child.Wait(Patience));
    }

    private static void AssertCollected(BsdKernel kernel, ChildProcess child) =>
        Assert.True(SpinWait.SpinUntil(() => kernel.Machine.Find(child.Pid) is null, Patience), "The child is left as a zombie.");

    private static BsdKernel Boot(string folder, string version, string architecture, out Processes processes)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        BsdKernel kernel = (BsdKernel)system.Boot(AbiTable.Load(system.Name, version, architecture), new SimulatedMachine());
        processes = system.Open(kernel.Abi).Processes;
        return kernel;
    }
}
