using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Psutil.LinuxTests;

/// <summary>A <c>/proc</c> of another PID namespace than ours: its PIDs are other processes to our system calls.</summary>
public class PidNamespaceTests
{
    [Fact]
    public void NothingIsDoneByTheNumbersOfAnotherNamespace()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, to make namespaces.");
        using Child child = new(
            new ProcessStartInfo("unshare", ["--pid", "--fork", "--mount-proc", "sh", "-c", "sleep 1000 & echo ready; wait"])
        );
        Assert.Equal("ready", child.ReadLine());
        int inside = child.Handle.GetChildren()[0].Pid;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                ThreadNamespace.EnterMounts(inside);
                Look();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        Machine.Local.Processes.Get(inside).Kill();
        failure?.Throw();
    }

    private static void Look()
    {
        using Machine machine = Machine.Open(new MachineOptions());
        Processes processes = machine.Processes;
        OSProcess first = processes.Get(1);
        Assert.Equal("sh", first.GetName());
        Assert.True(first.IsRunning());
        Assert.Contains("Mount a /proc", Assert.Throws<PsutilNotSupportedException>(() => first.Send(Signal.Continue)).Message);
        Assert.Throws<PsutilNotSupportedException>(() => first.SetNice(0));
        Assert.Throws<PsutilNotSupportedException>(() => first.SetCpuAffinity([0]));
        Assert.Throws<PsutilNotSupportedException>(() => first.SetIOPriority(IOPriorityClass.None));
        Assert.Throws<PsutilNotSupportedException>(() => first.SetResourceLimit(ResourceKind.CoreFileSize, default));
        Assert.Throws<PsutilNotSupportedException>(() => processes.Get(2).KillTree(Child.KillPatiently));
        Assert.Throws<PsutilNotSupportedException>(() => processes.Current);
        ProcessSnapshot asked = first.Capture(ProcessFields.IOPriority | ProcessFields.CpuAffinity | ProcessFields.UserIds);
        Assert.Equal(UnavailableReason.NotSupported, asked.Unavailable[ProcessFields.IOPriority].Reason);
        Assert.NotNull(asked.CpuAffinity);
        Assert.NotNull(asked.UserIds);

        // Of a child that was started, the runtime knows the PID, and nobody of that PID here is it.
        using ChildProcess child = processes.Start(new ProcessStartInfo("/bin/true"));
        Assert.Equal(0, child.Wait(Child.Patience));
    }
}
