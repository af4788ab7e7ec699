using System.Diagnostics;

namespace Psutil.LinuxTests;

public class ControlTests
{
    private static readonly TimeSpan Patience = Child.Patience;

    private static Processes Processes => Machine.Local.Processes;

    private static ChildProcess Sleep() => Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);

    private static ChildProcess Shell(string script) =>
        Processes.Start(
            new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true },
            killOnDispose: true
        );

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -TERM $$", -15)]
    [InlineData("kill -KILL $$", -9)]
    public async Task AChildsExitCodeIsItsOwnAndASignalsIsNegative(string script, int expected)
    {
        using (ChildProcess child = Shell($"read line; {script}"))
        {
            child.StandardInput!.WriteLine();
            Assert.Equal(expected, child.Wait(Patience));
            Assert.Equal(expected, child.Wait(TimeSpan.Zero));
        }

        using ChildProcess other = Shell($"read line; {script}");
        Task<int?> wait = other.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        other.StandardInput!.WriteLine();
        Assert.Equal(expected, await wait.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TheRuntimeStillCollectsItsChildAfterWeLooked()
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "read line; exit 9"]) { RedirectStandardInput = true })!;
        OSProcess handle = Processes.Get(process.Id);
        process.StandardInput.WriteLine();
        _ = handle.Wait(Patience);
        Assert.True(process.WaitForExit(Patience));
        Assert.Equal(9, process.ExitCode);
        Child.Until(() => !Processes.Exists(process.Id), "the child to be collected");
    }

    [Fact]
    public async Task TheExitCodeOfAProcessThatIsNoChildIsKnownWhereTheKernelTellsIt()
    {
        Assert.SkipUnless(
            Environment.OSVersion.Version >= new Version(6, 15),
            $"Linux {Environment.OSVersion.Version} does not tell (6.15 does)"
        );
        using ChildProcess parent = Processes.Start(
            new ProcessStartInfo(
                Child.Python3,
                [
                    "-c",
                    "import subprocess, sys; p = subprocess.Popen(['sh', '-c', 'read line; exit 5']); print(p.pid, flush=True); p.wait(); sys.stdin.read()",
                ]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
            killOnDispose: true
        );
        OSProcess grandchild = Processes.Get(int.Parse(parent.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        Assert.NotEqual(Environment.ProcessId, grandchild.GetParentPid());
        Task<int?> wait = grandchild.WaitAsync(TestContext.Current.CancellationToken);
        parent.StandardInput!.WriteLine();
        Assert.Equal(5, await wait.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void AWaitEndsInTimeAndZeroLooksOnce()
    {
        using ChildProcess child = Sleep();
        long start = Stopwatch.GetTimestamp();
        Assert.Throws<PsutilTimeoutException>(() => child.Wait(TimeSpan.Zero));
        PsutilTimeoutException exception = Assert.Throws<PsutilTimeoutException>(() => child.Wait(TimeSpan.FromMilliseconds(50)));
        Assert.Equal((child.Pid, TimeSpan.FromMilliseconds(50)), (exception.Pid, exception.Timeout));
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.Get(child.Pid).Wait(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void EverySignalArrives()
    {
        using ChildProcess child = Sleep();
        child.Suspend();
        Child.Until(() => child.GetStatus() == ProcessStatus.Stopped, "the child to stop");
        child.Resume();
        Child.Until(() => child.GetStatus() == ProcessStatus.Sleeping, "the child to go on");
        child.Send(Signal.User1);
        Assert.Equal(-10, child.Wait(Patience));
        Assert.Throws<NoSuchProcessException>(() => child.Terminate());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void ASignalThatCannotBeIsRefused(int number)
    {
        using ChildProcess child = Sleep();
        Assert.Throws<ArgumentOutOfRangeException>(() => child.Send(Signal.FromNumber(number)));
        Assert.Throws<ArgumentException>(() => child.Send(default));
        Assert.True(child.IsRunning());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void GroupsAreNeverSignalled(int pid) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.FromIdentity(new ProcessIdentity(pid, null)));

    [Fact]
    public void AProcessThatTookOverThePidIsNotSignalled()
    {
        using ChildProcess child = Sleep();
        OSProcess former = Processes.FromIdentity(child.Identity with { StartTime = child.Identity.StartTime - 1 });
        Assert.Throws<NoSuchProcessException>(() => former.Kill());
        Assert.Null(former.Wait(TimeSpan.Zero));
        Assert.True(child.IsRunning());
    }

    [Fact]
    public void WaitingForAllTellsWhoIsLeft()
    {
        using ChildProcess quick = Shell("exit 3");
        using ChildProcess slow = Sleep();
        List<ProcessExit> calls = [];
        Child.Until(() => Child.HasEnded(quick), "the child to end");
        WaitAllResult result = Processes.WaitAll([quick, slow], TimeSpan.FromMilliseconds(500), calls.Add);
        Assert.Equal([(OSProcess)slow], result.Survivors);
        Assert.Equal(new ProcessExit { Process = quick, ExitCode = 3 }, Assert.Single(result.Ended));
        Assert.Equal(result.Ended, calls);
    }

    [Fact]
    public void AWholeTreeIsKilled()
    {
        using ChildProcess root = Shell("sh -c 'sleep 1000 & sleep 1000 & echo two; wait' & sleep 1000 & wait");
        Assert.Equal("two", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren(recursive: true).Count == 4, "the tree to grow");
        IReadOnlyList<OSProcess> descendants = root.GetChildren(recursive: true);
        Assert.Equal(5, root.GetTreeTotals(withPss: true).ProcessCount);
        Assert.True(root.GetTreeTotals(withPss: true).Pss > 0);
        KillTreeResult result = root.KillTree(Child.KillPatiently);
        Assert.Empty(result.Survivors);
        Assert.Equal(5, result.Ended.Count);
        Assert.All(descendants, process => Assert.True(Child.HasEnded(process)));
    }

    [Fact]
    public void WhatForksWhileItIsKilledDoesNotEscape()
    {
        string marker = "psutil-fork-" + Guid.NewGuid().ToString("N");
        using ChildProcess root = Processes.Start(
            new ProcessStartInfo(
                Child.Python3,
                [
                    "-c",
                    "import os, time\nprint('go', flush=True)\nwhile True:\n  if os.fork() == 0:\n    if os.fork() == 0: time.sleep(1000)\n    time.sleep(1000)\n  time.sleep(0.002)",
                    marker,
                ]
            )
            {
                RedirectStandardOutput = true,
            },
            killOnDispose: true
        );
        Assert.Equal("go", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren(recursive: true).Count > 20, "the tree to grow");
        KillTreeResult result = root.KillTree(Child.KillPatiently);
        Assert.Empty(result.Survivors);
        Child.Until(
            () =>
                !Processes
                    .Capture(ProcessFields.CommandLine | ProcessFields.Status)
                    .Any(process => process.CommandLine?.Contains(marker) == true),
            "nobody to be left"
        );
    }

    [Fact]
    public void AGracePeriodLetsProcessesEndByThemselves()
    {
        using ChildProcess polite = Shell("trap 'exit 4' TERM; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", polite.StandardOutput!.ReadLine());
        Assert.Empty(polite.KillTree(new KillTreeOptions { Timeout = Child.Patience, GracePeriod = TimeSpan.FromSeconds(60) }).Survivors);
        Assert.Equal(4, polite.Wait(Patience));
        using ChildProcess stubborn = Shell("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", stubborn.StandardOutput!.ReadLine());
        Assert.Empty(
            stubborn.KillTree(new KillTreeOptions { Timeout = Child.Patience, GracePeriod = TimeSpan.FromMilliseconds(200) }).Survivors
        );
        Assert.Equal(-9, stubborn.Wait(Patience));
    }

    [Fact]
    public void OnlyTheDescendantsGoIfTheRootIsToStay()
    {
        using ChildProcess root = Shell("sleep 1000 & echo ready; wait; read line");
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        KillTreeResult result = root.KillTree(new KillTreeOptions { Timeout = Child.Patience, IncludeRoot = false });
        Assert.Single(result.Ended);
        Assert.True(root.IsRunning());
    }

    [Fact]
    public void AChildsStreamsAreItsOwn()
    {
        using ChildProcess child = Processes.Start(
            new ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true }
        );
        child.StandardInput!.WriteLine("hello");
        Assert.Equal("hello", child.StandardOutput!.ReadLine());
        Assert.Null(child.StandardError);
        child.StandardInput.Close();
        Assert.Equal(0, child.Wait(Patience));
    }

    [Fact]
    public void DisposingKillsOnlyWhereThatWasAskedFor()
    {
        OSProcess handle;
        using (ChildProcess child = Sleep())
        {
            handle = Processes.Get(child.Pid);
        }

        Assert.False(handle.IsRunning());
        ChildProcess kept = Processes.Start(new ProcessStartInfo("sleep", "1000"));
        handle = Processes.Get(kept.Pid);
        kept.Dispose();
        Assert.True(handle.IsRunning());
        handle.Kill();
        _ = handle.Wait(Patience);
    }
}
