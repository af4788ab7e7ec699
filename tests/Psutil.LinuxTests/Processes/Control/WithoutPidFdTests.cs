using System.Diagnostics;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Control;

/// <summary>
/// Kernels before 5.3, and sandboxes, know no pidfd: everything works still, by check-then-kill and by looking again and again.
/// </summary>
public class WithoutPidFdTests
{
    private static Processes Processes => Machine.Local.Processes;

    [Theory]
    [InlineData(Errno.ENOSYS)]
    [InlineData(Errno.EPERM)]
    public void SignalsArriveAndNeverAtAnotherProcess(int error) => RunWithout(error, () =>
        {
            using Child child = new();
            OSProcess handle = child.Handle;
            handle.Suspend();
            Child.Until(() => handle.GetStatus() == ProcessStatus.Stopped, "the child to stop");
            handle.Resume();
            Child.Until(() => handle.GetStatus() == ProcessStatus.Sleeping, "the child to go on");
            OSProcess former = Processes.FromIdentity(handle.Identity with { StartTime = handle.Identity.StartTime - 1 });
            Assert.Throws<NoSuchProcessException>(former.Kill);
            Assert.True(handle.IsRunning());
            handle.Kill();
            _ = handle.Wait(Child.Patience);
            Child.Until(() => !handle.IsRunning(), "the child to be collected");
            Assert.Throws<NoSuchProcessException>(handle.Terminate);
        });

    [Fact]
    public void AThreadsNumberIsNotTakenForItsProcess() => RunWithout(Errno.ENOSYS, () =>
        {
            using Child child = Child.WithThread(out int thread);
            Assert.Throws<NoSuchProcessException>(() => Processes.Get(thread));
            Assert.Throws<NoSuchProcessException>(Processes.FromIdentity(child.Handle.Identity with { Pid = thread }).Kill);
            Assert.Throws<NoSuchProcessException>(Processes.FromIdentity(new ProcessIdentity(thread, null)).Kill);
            Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the process to be as it was");
        });

    [Fact]
    public void WaitingSeesTheEnd() => RunWithout(Errno.ENOSYS, () =>
        {
            using Child child = new(new ProcessStartInfo("sh", ["-c", "read line; exit 3"]));
            OSProcess handle = child.Handle;
            Assert.Throws<PsutilTimeoutException>(() => handle.Wait(TimeSpan.Zero));
            Assert.Throws<PsutilTimeoutException>(() => handle.Wait(TimeSpan.FromMilliseconds(20)));
            using CancellationTokenSource source = new();
            Task<int?> cancelled = handle.WaitAsync(source.Token);
            Task<int?> wait = handle.WaitAsync(TestContext.Current.CancellationToken);
            source.Cancel();
            Assert.Throws<TaskCanceledException>(() => cancelled.GetAwaiter().GetResult());
            Assert.False(wait.IsCompleted);
            child.Say("\n");

            // The runtime may collect it before anybody could look.
            Assert.True(handle.Wait(Child.Patience) is null or 3);
            Assert.True(wait.Wait(Child.Patience));
            Assert.True(wait.Result is null or 3);
        });

    [Theory]
    [InlineData("exit 5", 5)]
    [InlineData("kill -TERM $$", 143)]
    public void AChildsExitCodeIsWhatTheRuntimeCollected(string script, int expected) => RunWithout(Errno.ENOSYS, () =>
        {
            using ChildProcess child = Processes.Start(
                new ProcessStartInfo("sh", ["-c", $"read line; {script}"]) { RedirectStandardInput = true },
                killOnDispose: true
            );
            Assert.Throws<PsutilTimeoutException>(() => child.Wait(TimeSpan.Zero));
            child.StandardInput!.WriteLine();
            int? code = child.Wait(Child.Patience);

            // A signal is told as such if it was seen before the runtime collected the child.
            Assert.True(code == expected || code == 128 - expected, $"The exit code is {code}.");
        });

    [Fact]
    public void AZombieHasEnded() => RunWithout(Errno.ENOSYS, () =>
        {
            using Child parent = Child.WithZombie(out OSProcess zombie);
            Assert.Equal(3, zombie.Wait(TimeSpan.Zero));
            Assert.True(zombie.WaitAsync(TestContext.Current.CancellationToken).Wait(Child.Patience));
            Assert.True(zombie.IsRunning());
        });

    [Fact]
    public void AZombieChildHasItsExitCodeAndIsNotCollected() => RunWithout(Errno.ENOSYS, () =>
        {
            int pid = RawChild.Start(exitCode: 42);
            try
            {
                OSProcess child = Processes.Get(pid);
                Assert.Equal(42, child.Wait(Child.Patience));
                Assert.Equal(ProcessStatus.Zombie, child.GetStatus());
            }
            finally
            {
                Assert.Equal(42, RawChild.Collect(pid));
            }
        });

    [Fact]
    public void AProcessWhoseFirstThreadEndedLivesOn() => RunWithout(Errno.ENOSYS, () =>
        {
            using Child child = new(new ProcessStartInfo(Program.Path("tree"), "leaderless"));
            OSProcess handle = child.Handle;
            Child.Until(() => handle.GetStatus() == ProcessStatus.Zombie, "the first thread to end");
            Assert.Throws<PsutilTimeoutException>(() => handle.Wait(TimeSpan.Zero));
            handle.Kill();
            _ = handle.Wait(Child.Patience);
        });

    [Fact]
    public void AWholeTreeIsKilled() => RunWithout(Errno.ENOSYS, () =>
        {
            using ChildProcess root = Processes.Start(
                new ProcessStartInfo("sh", ["-c", "sh -c 'sleep 1000 & sleep 1000 & echo two; wait' & sleep 1000 & wait"])
                {
                    RedirectStandardOutput = true,
                },
                killOnDispose: true
            );
            Assert.Equal("two", root.StandardOutput!.ReadLine());
            Child.Until(() => root.GetChildren(recursive: true).Count == 4, "the tree to grow");
            KillTreeResult result = root.KillTree(Child.KillPatiently);
            Assert.Empty(result.Survivors);
            Assert.Equal(5, result.Ended.Count);
            Assert.All(result.Ended, exit => Assert.True(Child.HasEnded(exit.Process)));
        });

    /// <summary>
    /// On a thread that is refused <c>pidfd_open</c>. Every wait opens its descriptor, or does not, on the thread that begins it.
    /// </summary>
    private static void RunWithout(int error, Action body)
    {
        if (OwnProcess.IsOf(typeof(WithoutPidFdTests)))
        {
            RestrictedThread.RunWithout([new(SystemCallNumbers.PidFdOpen, error)], () =>
            {
                Assert.Equal(-error, Libc.OpenPidFd(Environment.ProcessId));
                body();
            });
        }
    }
}
