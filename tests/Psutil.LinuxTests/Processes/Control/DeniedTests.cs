using System.Diagnostics;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Control;

/// <summary>
/// What the kernel refuses a user, and a process without descriptors left, is told with the call that was refused. It never looks like an
/// answer.
/// </summary>
public class DeniedTests
{
    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public void ADeniedSignalNamesTheCall()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(ADeniedSignalNamesTheCall)))
        {
            return;
        }

        using Child child = new();
        OSProcess handle = child.Handle;
        RestrictedThread.RunAsNobody(() =>
        {
            // SIGCONT is not among them: within a session everybody may send it to everybody (kill(2)).
            foreach (Action send in (Action[])[handle.Suspend, handle.Terminate, handle.Kill, () => handle.Send(Signal.User1)])
            {
                AccessDeniedException exception = Assert.Throws<AccessDeniedException>(send);
                Assert.Equal(
                    (child.Pid, $"pidfd_send_signal({child.Pid})", Errno.EPERM),
                    (exception.Pid, exception.SystemCall, exception.ErrorCode)
                );
                Assert.Contains($"pidfd_send_signal({child.Pid}): EPERM", exception.Message, StringComparison.Ordinal);
            }

            Assert.Equal($"setpriority({child.Pid})", Assert.Throws<AccessDeniedException>(() => handle.SetNice(19)).SystemCall);

            // Looking and waiting take no rights.
            Assert.True(handle.IsRunning());
            Assert.Throws<PsutilTimeoutException>(() => handle.Wait(TimeSpan.Zero));
        });
        Child.Until(() => handle.GetStatus() == ProcessStatus.Sleeping, "the process to be as it was");
    }

    [Fact]
    public void WithoutPidFdTheCallIsKill()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(WithoutPidFdTheCallIsKill)))
        {
            return;
        }

        using Child child = new();
        OSProcess handle = child.Handle;
        RestrictedThread.RunAsNobody(() =>
            RestrictedThread.RunWithout([new(SystemCallNumbers.PidFdOpen, Errno.ENOSYS)], () =>
                Assert.Equal($"kill({child.Pid})", Assert.Throws<AccessDeniedException>(handle.Kill).SystemCall)
            )
        );
        Assert.True(handle.IsRunning());
    }

    [Fact]
    public void ATreeThatMayNotBeKilledSurvivesAndIsReported()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(ATreeThatMayNotBeKilledSurvivesAndIsReported)))
        {
            return;
        }

        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can start processes of several users.");
        using ChildProcess root = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "setpriv --reuid=65534 --clear-groups sleep 1000 & sleep 1000 & echo ready; wait"])
            {
                RedirectStandardOutput = true,
            },
            killOnDispose: true
        );
        Assert.Equal("ready", root.StandardOutput!.ReadLine());
        Child.Until(() => root.GetChildren().Count(child => child.GetName() == "sleep") == 2, "the tree to grow");
        OSProcess theirs = root.GetChildren().Single(child => child.GetUserName() != root.GetUserName());
        OSProcess ours = root.GetChildren().Single(child => child != theirs);
        KillTreeResult? result = null;
        RestrictedThread.RunAsNobody(() =>
            result = root.KillTree(new KillTreeOptions { GracePeriod = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(3) })
        );

        // On a busy machine it may end later.
        Assert.Empty(result!.Ended.Select(exit => exit.Process).Except([theirs]));
        Child.Until(() => Child.HasEnded(theirs), "the process that may be killed to end");
        Assert.Equal([root.Pid, ours.Pid], result.Survivors.Except([theirs]).Select(process => process.Pid).Order());
        Assert.Empty(root.KillTree(Child.KillPatiently).Survivors);
    }

    [Fact]
    public void WithoutDescriptorsNothingIsSaidToHaveEnded()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(WithoutDescriptorsNothingIsSaidToHaveEnded)))
        {
            return;
        }

        using Child child = new();
        OSProcess handle = child.Handle;

        // Once before, so that all code is there when files cannot be opened any more.
        Look();
        int openRelative = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 257 : 56;
        List<Exception?> outcomes = [];
        RestrictedThread.RunWithout([new(openRelative, Errno.EMFILE)], () => outcomes = Look());
        Assert.All(outcomes, outcome => Assert.Equal(Errno.EMFILE, Assert.IsType<SystemCallException>(outcome).ErrorCode));
        Assert.True(handle.IsRunning());

        // The descriptor of a process is one too.
        RestrictedThread.RunWithout([new(SystemCallNumbers.PidFdOpen, Errno.EMFILE)], () =>
        {
            Assert.True(handle.IsRunning());
            Assert.Equal($"pidfd_open({child.Pid})", Assert.Throws<SystemCallException>(handle.Kill).SystemCall);
            Assert.Throws<SystemCallException>(() => handle.Wait(TimeSpan.Zero));
            Assert.IsType<SystemCallException>(handle.WaitAsync().Exception?.InnerException);
        });
        Assert.True(handle.IsRunning());

        List<Exception?> Look() =>
            [
                Record.Exception(() => handle.IsRunning()),
                Record.Exception(() => Processes.Get(child.Pid)),
                Record.Exception(() => Processes.Exists(child.Pid)),
                Record.Exception(() => handle.Send(Signal.FromNumber(28))),
                Record.Exception(() => handle.SetNice(19)),
            ];
    }
}
