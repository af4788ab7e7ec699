using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>Exit codes do not vanish when somebody signals first and waits afterwards.</summary>
public class ExitCodeTests
{
    private const int Rounds = 1000;

    private static readonly TimeSpan Patience = Child.Patience;

    // Before 6.15 the kernel gives the exit code of a child only until the runtime has collected it.
    private static readonly bool KernelRemembers = Environment.OSVersion.Version >= new Version(6, 15);

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public void AChildThatWasTerminatedByAnotherHandleHasItsExitCode()
    {
        for (int round = 0; round < Rounds; round++)
        {
            using ChildProcess child = Sleep();
            OSProcess handle = Processes.Get(child.Pid);
            handle.Terminate();
            if (round % 2 == 0)
            {
                Child.Until(() => !handle.IsRunning(), "the child to be collected");
            }

            Assert.Equal(-15, handle.Wait(Patience));
            Assert.Equal(-15, child.Wait(Patience));
        }
    }

    [Fact]
    public void AChildOfTheRuntimeThatWasTerminatedHasItsExitCode()
    {
        for (int round = 0; round < Rounds; round++)
        {
            using Child child = new();
            OSProcess handle = child.Handle;
            handle.Terminate();
            if (round % 2 == 0)
            {
                Child.Until(() => !handle.IsRunning(), "the child to be collected");
            }

            int? code = handle.Wait(Patience);
            Assert.True(code == -15 || (code is null && !KernelRemembers), $"The exit code is {code}.");
        }
    }

    [Fact]
    public void AKilledTreeHasItsExitCodes()
    {
        for (int round = 0; round < Rounds; round++)
        {
            using ChildProcess child = Sleep();
            KillTreeExit exit = Assert.Single(Processes.Get(child.Pid).KillTree(Child.KillPatiently).Ended);
            Assert.Equal((child.Pid, -9, true), (exit.Process.Pid, exit.ExitCode, exit.WasForced));
        }
    }

    [Fact]
    public async Task TheHandleThatATreeIsKilledByIsAmongItsExits()
    {
        TimeSpan grace = TimeSpan.FromMilliseconds(500);
        while (!await EndsByItselfAsync(grace))
        {
            // On a busy machine it may not have run for so long.
            Assert.True(grace < Patience, "The root does not end by itself.");
            grace *= 10;
        }

        static async Task<bool> EndsByItselfAsync(TimeSpan grace)
        {
            using ChildProcess root = Processes.Start(
                new ProcessStartInfo(
                    "sh",
                    ["-c", "trap 'exit 4' TERM; (trap '' TERM; echo deaf; while :; do sleep 0.05; done) & while :; do sleep 0.05; done"]
                )
                {
                    RedirectStandardOutput = true,
                },
                killOnDispose: true
            );
            Assert.Equal("deaf", root.StandardOutput!.ReadLine());
            List<KillTreeExit> calls = [];
            KillTreeResult result = await root.KillTreeAsync(
                new KillTreeOptions { GracePeriod = grace, Timeout = Patience },
                calls.Add,
                TestContext.Current.CancellationToken
            );
            Assert.Empty(result.Survivors);
            Assert.False(result.RootWasGone);
            Assert.Equal(result.Ended, calls);
            Assert.Contains(result.Ended, exit => exit.WasForced && (exit.ExitCode == -9 || !KernelRemembers));
            KillTreeExit first = Assert.Single(result.Ended, exit => ReferenceEquals(exit.Process, root));
            Assert.Equal((first.WasForced ? -9 : 4, first.WasForced), (first.ExitCode, first.WasForced));
            return !first.WasForced;
        }
    }

    [Fact]
    public void ATreeGetsTheSignalThatWasAskedFor()
    {
        // Not SIGINT: a shell whose starter ignores that one (a job in the background) cannot trap it.
        using ChildProcess root = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "trap 'exit 6' USR1; echo ready; while :; do sleep 0.05; done"])
            {
                RedirectStandardOutput = true,
            },
            killOnDispose: true
        );
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        KillTreeResult result = root.KillTree(
            new KillTreeOptions
            {
                Timeout = Child.Patience,
                GracePeriod = Patience,
                FirstSignal = Signal.User1,
            }
        );
        Assert.Contains(result.Ended, exit => exit.Process == root && exit is { ExitCode: 6, WasForced: false });
        Assert.True(root.KillTree(Child.KillPatiently).RootWasGone);
        Assert.Throws<ArgumentException>(() =>
            root.KillTree(new KillTreeOptions { Timeout = Child.Patience, FirstSignal = default(Signal) })
        );
    }

    [Fact]
    public void AnExitCodeIsKnownAfterTheChildWasDisposed()
    {
        OSProcess handle;
        using (ChildProcess child = Sleep())
        {
            handle = Processes.FromIdentity(child.Identity);
        }

        Assert.Equal(-9, handle.Wait(Patience));
    }

    [Fact]
    public void AWaitThatRanOutIsFollowedByOneThatKnows()
    {
        using Child parent = Child.Python(
            """
            import os, sys
            pid = os.fork()
            if pid == 0:
                sys.stdin.read()
                os._exit(0)
            print("ready"); print(pid, flush=True)
            os.waitpid(pid, 0)
            print("collected", flush=True)
            sys.stdin.read()
            """
        );
        OSProcess child = Processes.Get(int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture));
        Assert.False(child.TryWait(TimeSpan.Zero, out _));
        Assert.False(child.HasEnded());
        Assert.True(child.TryKill());
        Assert.Equal("collected", parent.ReadLine());
        Assert.True(child.TryWait(Patience, out int? code));
        Assert.True(code == -9 || !KernelRemembers, $"The exit code is {code}.");
        Assert.True(child.HasEnded());
        Assert.False(child.TryKill());
        Assert.False(child.TryTerminate());
        Assert.False(child.TrySend(Signal.User1));
    }

    [Fact]
    public async Task AZombieHasEndedAndTakesNoSignal()
    {
        using Child parent = Child.WithZombie(out OSProcess zombie);
        Assert.True(zombie.HasEnded());
        Assert.True(zombie.IsRunning());
        Assert.False(zombie.TryTerminate());
        Assert.Equal(3, await zombie.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnAsynchronousWaitRunsOut()
    {
        using ChildProcess child = Sleep();
        await Assert.ThrowsAsync<PsutilTimeoutException>(() =>
            child.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken)
        );
        await Assert.ThrowsAsync<PsutilTimeoutException>(() => child.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child.WaitAsync(Patience, new CancellationToken(canceled: true)));
    }

    private static ChildProcess Sleep() => Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
}
