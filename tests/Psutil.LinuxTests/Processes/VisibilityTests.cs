using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>What a caller can see of the processes, with each <c>hidepid</c>, as root and as somebody else.</summary>
public class VisibilityTests
{
    [Theory]
    [InlineData("hidepid=0", ProcessVisibility.All)]
    [InlineData("hidepid=1", ProcessVisibility.All)]
    [InlineData("hidepid=2", ProcessVisibility.Own)]
    [InlineData("hidepid=2,gid=65534", ProcessVisibility.All)]
    public void SomebodyElseSeesWhatTheMountAllows(string option, ProcessVisibility expected)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, to mount /proc and to become another user.");
        Assert.SkipUnless(
            Environment.OSVersion.Version >= new Version(5, 8),
            "Before Linux 5.8 the options of all /proc of a PID namespace are one: this would hide the machine's processes."
        );
        Assert.SkipUnless(ThreadUser.IsSupported, "The system calls to become another user have other numbers here.");
        using Child child = new(
            new ProcessStartInfo(
                "unshare",
                ["--mount", "sh", "-c", $"mount -t proc -o {option} proc /proc && echo ready && exec sleep 1000"]
            )
        );
        Assert.Equal("ready", child.ReadLine());
        Sight root = default;
        Sight other = default;
        InMountsOf(child.Handle.Pid, () =>
        {
            root = Look();
            other = ThreadUser.AsNobody(Look);
        });

        // Root itself may be confined here (Landlock, SELinux), so that the first process is hidden from it too.
        Assert.Equal(root.SeesFirst ? ProcessVisibility.All : ProcessVisibility.Own, root.Visibility);
        Assert.Equal((expected, expected == ProcessVisibility.All), (other.Visibility, other.SeesFirst));
        if (expected == ProcessVisibility.All)
        {
            Assert.Equal(0, other.Hidden);
        }
        else if (root.SeesFirst && IsInFirstPidNamespace)
        {
            // Others come and go between the two looks, but the kernel's own threads are hidden for all the time.
            Assert.InRange(Assert.NotNull(other.Hidden), 1, int.MaxValue);
        }
    }

    [Fact]
    public void TheKernelsCountIsThatOfTheList()
    {
        Assert.SkipUnless(IsInFirstPidNamespace && Directory.Exists("/proc/2"), "The kernel counts the processes of all PID namespaces.");

        // Some start and end in between, now and then.
        Child.Until(() => LinuxVisibility.CountHidden(new FileTree("/proc")) == 0, "a moment in which nobody starts or ends");
    }

    private static bool IsInFirstPidNamespace => new FileInfo("/proc/self/ns/pid").LinkTarget == "pid:[4026531836]";

    private static Sight Look()
    {
        using Machine machine = Machine.Open(new MachineOptions());
        return new Sight(machine.Processes.GetVisibility(), machine.Processes.GetPids().Contains(1), machine.Processes.GetHiddenCount());
    }

    private readonly record struct Sight(ProcessVisibility Visibility, bool SeesFirst, int? Hidden);

    // A thread that has moved cannot come back.
    private static void InMountsOf(int pid, Action action)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                ThreadNamespace.EnterMounts(pid);
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
