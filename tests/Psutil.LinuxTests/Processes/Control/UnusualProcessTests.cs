using System.Diagnostics;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests.Control;

/// <summary>
/// Orphans, stopped and traced processes, threads, programs that become others, other PID namespaces: the same process all along, and its
/// end is seen.
/// </summary>
public class UnusualProcessTests
{
    private static readonly bool TellsEveryExitCode = Environment.OSVersion.Version >= new Version(6, 15);

    private static Processes Processes => Machine.Local.Processes;

    private static Child Start(params string[] arguments) => new(new ProcessStartInfo(Program.Path("tree"), arguments));

    private static Task<int?> EndOf(Task<int?> wait) => wait.WaitAsync(Child.Patience, TestContext.Current.CancellationToken);

    private static int ReadNumber(Child child) => int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnOrphanGetsAnotherParentAndStaysItself(bool hasSubreaper)
    {
        using Child top = hasSubreaper ? Start("orphan", "subreaper") : Start("orphan");
        int[] pids = [.. top.ReadLine()!.Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        OSProcess middle = Processes.Get(pids[0]);
        OSProcess orphan = Processes.Get(pids[1]);
        ProcessIdentity identity = orphan.Identity;
        Task<int?> wait = orphan.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(middle, orphan.GetParent());
        Assert.Equal([middle.Pid, top.Pid], orphan.GetParents().Select(process => process.Pid).Take(2));
        middle.Kill();
        Assert.Equal("orphaned", top.ReadLine());
        Assert.True(orphan.IsRunning());
        Assert.Equal(identity, Processes.Get(orphan.Pid).Identity);
        if (hasSubreaper)
        {
            Assert.Equal(top.Pid, orphan.GetParent()!.Pid);
            Assert.Equal([orphan], top.Handle.GetChildren());
        }
        else
        {
            Assert.NotEqual(middle.Pid, orphan.GetParentPid());
            Assert.Empty(top.Handle.GetChildren());
        }

        Assert.False(wait.IsCompleted);
        top.Say("\n");
        int? code = await EndOf(wait);
        if (hasSubreaper && TellsEveryExitCode)
        {
            Assert.Equal(6, code);
        }
    }

    [Fact]
    public void TheSignalsOfAStoppedProcessArePending()
    {
        Assert.SkipUnless(
            File.ReadAllText("/proc/self/status").Contains("ShdPnd", StringComparison.Ordinal),
            "This kernel does not report pending signals."
        );
        using ChildProcess child = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        child.Suspend();
        Child.Until(() => child.GetStatus() == ProcessStatus.Stopped, "the child to stop");
        Assert.Equal(0, child.GetPendingSignalCount());
        child.Terminate();
        child.Terminate();
        Assert.Equal(1, child.GetPendingSignalCount());
        child.Send(Signal.FromNumber(50));
        Assert.Equal(2, child.Capture(ProcessFields.PendingSignalCount | ProcessFields.Name).PendingSignalCount);
    }

    [Fact]
    public void AStoppedProcessIsWaitedForAndEndsWhenItIsKilled()
    {
        using ChildProcess child = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        child.Suspend();
        Child.Until(() => child.GetStatus() == ProcessStatus.Stopped, "the child to stop");
        Assert.Throws<PsutilTimeoutException>(() => child.Wait(TimeSpan.FromMilliseconds(20)));
        child.Terminate();
        Assert.Equal(ProcessStatus.Stopped, child.GetStatus());
        child.Resume();
        Assert.Equal(-15, child.Wait(Child.Patience));

        using ChildProcess other = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        other.Suspend();
        other.Kill();
        Assert.Equal(-9, other.Wait(Child.Patience));
    }

    [Fact]
    public async Task ATracedProcessIsSeenAndKilled()
    {
        using Child tracer = Start("trace");
        OSProcess traced = Processes.Get(ReadNumber(tracer));
        Assert.Equal(ProcessStatus.TracingStop, traced.GetStatus());
        Task<int?> wait = traced.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Throws<PsutilTimeoutException>(() => traced.Wait(TimeSpan.Zero));
        tracer.Say("\n");
        Child.Until(() => traced.GetStatus() == ProcessStatus.Sleeping, "the tracer to let it go on");
        traced.Send(Signal.User1);
        Assert.Equal("-10", tracer.ReadLine());
        Assert.Equal(TellsEveryExitCode ? -10 : null, await EndOf(wait));

        using Child other = Start("trace");
        OSProcess standing = Processes.Get(ReadNumber(other));
        KillTreeResult result = other.Handle.KillTree(Child.KillPatiently);
        Assert.Equal([other.Pid, standing.Pid], result.Ended.Select(exit => exit.Process.Pid).Order());
    }

    [Fact]
    public void AThreadsNumberIsNoProcess()
    {
        using Child child = Child.WithThread(out int thread);
        Assert.Throws<NoSuchProcessException>(() => Processes.Get(thread));
        Assert.DoesNotContain(thread, Processes.GetPids());
        OSProcess handle = Processes.FromIdentity(new ProcessIdentity(thread, null));
        Assert.Throws<NoSuchProcessException>(handle.Kill);
        Assert.Null(handle.Wait(TimeSpan.Zero));
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the process to be as it was");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AProcessThatBecomesAnotherProgramIsTheSame(bool inAnotherThread)
    {
        using Child child = inAnotherThread
            ? Start("execute")
            : new(new ProcessStartInfo("sh", ["-c", "echo ready; read line; exec sleep 1000"]));
        Assert.Equal("ready", child.ReadLine());
        OSProcess handle = child.Handle;
        Assert.Equal(inAnotherThread ? "program" : "sh", handle.GetName());
        ProcessIdentity identity = handle.Identity;
        Task<int?> wait = handle.WaitAsync(TestContext.Current.CancellationToken);
        child.Say("\n");
        Child.Until(() => handle.GetName() == "sleep", "the program to become another");
        Assert.True(handle.IsRunning());
        Assert.Equal(identity, child.Handle.Identity);
        Assert.Throws<PsutilTimeoutException>(() => handle.Wait(TimeSpan.Zero));
        Assert.False(wait.IsCompleted);
        handle.Terminate();
        _ = await EndOf(wait);
    }

    [Fact]
    public async Task AProcessWhoseFirstThreadEndedLivesUntilTheLastDoes()
    {
        using Child child = Start("leaderless");
        OSProcess handle = child.Handle;
        Task<int?> wait = handle.WaitAsync(TestContext.Current.CancellationToken);
        Child.Until(() => handle.GetStatus() == ProcessStatus.Zombie, "the first thread to end");
        Assert.Throws<PsutilTimeoutException>(() => handle.Wait(TimeSpan.FromMilliseconds(20)));
        Assert.False(wait.IsCompleted);
        handle.Kill();
        _ = await EndOf(wait);
    }

    [Fact]
    public async Task AProcessInAnotherPidNamespaceIsActedOnByOurNumber()
    {
        if (Command.TryRun("unshare", "--pid", "--fork", "true").ExitCode != 0)
        {
            Assert.Skip("No PID namespace can be made here (that takes root).");
        }

        using ChildProcess outside = Processes.Start(
            new ProcessStartInfo("unshare", ["--pid", "--fork", "--kill-child", "sh", "-c", "sleep 1000 & echo $$ $!; wait"])
            {
                RedirectStandardOutput = true,
            },
            killOnDispose: true
        );

        // Inside, the shell is process 1.
        Assert.Equal("1 2", outside.StandardOutput!.ReadLine());
        Child.Until(() => outside.GetChildren(recursive: true) is [_, var last] && last.GetName() == "sleep", "the tree to grow");
        OSProcess first = outside.GetChildren()[0];
        OSProcess second = first.GetChildren()[0];
        Assert.Equal([first, outside], second.GetParents().Take(2));
        Task<int?> wait = second.WaitAsync(TestContext.Current.CancellationToken);
        second.Suspend();
        Child.Until(() => second.GetStatus() == ProcessStatus.Stopped, "the inner process to stop");
        second.Kill();
        Assert.Equal(TellsEveryExitCode ? -9 : null, await EndOf(wait));
        Assert.Empty(outside.KillTree(Child.KillPatiently).Survivors);
        Assert.True(Child.HasEnded(first));
    }

    [Fact]
    public async Task TheRuntimeCollectsItsChildrenWhileWeWaitForThemToo()
    {
        const int Count = 100;
        Process[] processes =
        [
            .. Enumerable
                .Range(0, Count)
                .Select(index =>
                    Process.Start(new ProcessStartInfo("sh", ["-c", $"read line; exit {index}"]) { RedirectStandardInput = true })!
                ),
        ];
        try
        {
            OSProcess[] handles = [.. processes.Select(process => Processes.Get(process.Id))];
            Task<WaitAllResult> wait = Processes.WaitAllAsync(
                handles,
                Child.Patience,
                cancellationToken: TestContext.Current.CancellationToken
            );
            Array.ForEach(processes, process => process.StandardInput.Close());
            WaitAllResult result = await wait;
            Assert.Empty(result.Survivors);
            Dictionary<int, int?> codes = result.Ended.ToDictionary(exit => exit.Process.Pid, exit => exit.ExitCode);
            foreach ((int index, Process process) in processes.Index())
            {
                Assert.True(process.WaitForExit(Child.Patience));
                Assert.Equal(index, process.ExitCode);
                Assert.True(
                    codes[process.Id] == index || (codes[process.Id] is null && !TellsEveryExitCode),
                    $"Child {index} is said to have ended with {codes[process.Id]}."
                );
            }

            Child.Until(() => !handles.Any(handle => handle.IsRunning()), "the children to be collected");
        }
        finally
        {
            Array.ForEach(processes, process =>
            {
                process.Kill();
                process.Dispose();
            });
        }
    }
}
