using System.Diagnostics;
using Psutil.LinuxTests.Kernel;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>A monitor that reads the kernel's table says what one says that reads <c>/proc</c>.</summary>
public class BpfMonitorTests
{
    [Fact]
    public void ItSaysWhatACaptureSays()
    {
        using Child child = new();
        using Child parent = Child.WithZombie(out OSProcess zombie);
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        using Machine machine = OpenMachine();
        using LinuxProcessMonitor monitor = CreateLoaded(machine);
        foreach (OSProcess process in (OSProcess[])[child.Handle, zombie])
        {
            Sampling.Retry(() =>
            {
                ProcessSnapshot before = process.Capture(ProcessFields.Basic);
                monitor.Refresh();
                ProcessSnapshot actual = monitor.Processes.Single(row => row.Pid == process.Pid).Snapshot;
                ProcessSnapshot after = process.Capture(ProcessFields.Basic);
                Assert.SkipWhen(Describe(before) != Describe(after), "");
                Assert.Equal(Describe(after), Describe(actual));
            });
        }

        // The kernel may hide the first process of a virtual machine from the table, but not from /proc.
        Assert.Contains(monitor.Processes, row => row.Pid == 1);
        Assert.True(monitor.Table!.IsLoaded);
    }

    [Fact]
    public void StartsAndExitsAreToldOnceAndNoFileIsKeptOpen()
    {
        using Machine machine = OpenMachine();
        using LinuxProcessMonitor monitor = CreateLoaded(machine);
        using Child child = new(new ProcessStartInfo("/bin/sh", ["-c", "read line; exec sleep 1000"]));
        Child.Until(() => child.Handle.GetName() == "sh" && child.Handle.GetStatus() == ProcessStatus.Sleeping, "the shell");
        MonitoredProcess started = Assert.Single(monitor.Refresh().Started, process => process.Identity == child.Handle.Identity);
        Assert.Equal("sh", started.Snapshot.Name);
        Assert.Equal(0, monitor.KeptDescriptorCount);

        child.Say("go\n");
        Child.Until(() => child.Handle.GetName() == "sleep" && child.Handle.GetStatus() == ProcessStatus.Sleeping, "the exec");
        Assert.DoesNotContain(monitor.Refresh().Started, process => process.Pid == child.Pid);
        Assert.Equal("sleep", started.Snapshot.Name);
        Assert.Contains(started, monitor.Processes);

        child.End();
        Assert.Single(monitor.Refresh().Exited, process => ReferenceEquals(process, started));
        Assert.DoesNotContain(started, monitor.Processes);
        Assert.Equal(monitor.Processes.Select(process => process.Pid).Order(), monitor.Processes.Select(process => process.Pid));
        Assert.True(monitor.Table!.IsLoaded);
    }

    [Fact]
    public void ChangesAddUpWhileProcessesComeAndGo()
    {
        using Machine machine = OpenMachine();
        using LinuxProcessMonitor monitor = CreateLoaded(machine);
        HashSet<ProcessIdentity> present = [.. monitor.Processes.Select(process => process.Identity)];
        using Child storm = new(new ProcessStartInfo("/bin/sh", ["-c", "echo ready; while :; do /bin/true & /bin/true; wait; done"]));
        Assert.Equal("ready", storm.ReadLine());
        for (int round = 0; round < 100; round++)
        {
            ProcessChanges changes = monitor.Refresh();
            Assert.All(changes.Exited, process => Assert.True(present.Remove(process.Identity)));
            Assert.All(changes.Started, process => Assert.True(present.Add(process.Identity)));
            Assert.Equal(monitor.Processes.Count, present.Count);
        }

        Assert.Contains(storm.Handle.Identity, present);
        Assert.True(monitor.Table!.IsLoaded);
    }

    [Fact]
    public void ALongNameIsCompletedAndStays()
    {
        using Machine machine = OpenMachine();
        using LinuxProcessMonitor monitor = CreateLoaded(machine);
        string folder = Directory.CreateTempSubdirectory("psutil-").FullName;
        try
        {
            string program = Path.Join(folder, "a-name-longer-than-the-kernel-keeps");
            File.CreateSymbolicLink(program, "/bin/sh");
            using Child child = new(new ProcessStartInfo(program, ["-c", "read line; exit"]));
            Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the shell to wait");
            monitor.Refresh();
            MonitoredProcess row = monitor.Processes.Single(process => process.Pid == child.Pid);
            Assert.Equal("a-name-longer-than-the-kernel-keeps", row.Snapshot.Name);
            monitor.Refresh();
            Assert.Equal("a-name-longer-than-the-kernel-keeps", row.Snapshot.Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ItIsSharedByTheMonitorsOfAMachineAndUnloadedWithIt()
    {
        Machine machine = OpenMachine();
        using LinuxProcessMonitor monitor = CreateLoaded(machine);
        monitor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => monitor.Refresh());

        // The next one need not wait for it.
        using LinuxProcessMonitor next = Create(machine);
        next.Refresh();
        Assert.Equal((true, 0), (next.Table!.IsLoaded, next.KeptDescriptorCount));
        machine.Dispose();
        Assert.False(next.Table.IsLoaded);

        // Also while it is loaded.
        Machine early = OpenMachine();
        using LinuxProcessMonitor loading = Create(early);
        loading.Refresh();
        loading.Refresh();
        early.Dispose();
        Assert.False(loading.Table!.IsLoaded);
    }

    [Fact]
    public void ItIsNotTriedUnlessAllowedNorForOtherFieldsNorForFewProcesses()
    {
        using LinuxProcessMonitor forbidden = Create(PlainMachine.Local);
        Assert.Null(forbidden.Table);
        using Machine machine = OpenMachine();
        LinuxProcesses processes = (LinuxProcesses)machine.Processes;
        using LinuxProcessMonitor rich = processes.CreateMonitor(ProcessFields.CommandLine, TimeProvider.System, null);
        Assert.Null(rich.Table);
        using Machine small = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = int.MaxValue });
        using LinuxProcessMonitor few = Create(small);
        for (int round = 0; round < 3; round++)
        {
            few.Refresh();
            Assert.Equal((false, null), (few.Table!.IsLoaded, few.Table.Refusal));
        }
    }

    [Fact]
    public void WhereItIsRefusedTheFilesAreRead()
    {
        using Machine machine = Machine.Open(
            new MachineOptions
            {
                AllowBpf = true,
                LeastProcessesForBpf = 1,
                ProcPath = "/proc/.",
            }
        );
        using LinuxProcessMonitor monitor = Create(machine);
        Child.Until(
            () =>
            {
                monitor.Refresh();
                return monitor.Table!.Refusal is not null;
            },
            "the refusal"
        );
        Assert.Contains("another machine", monitor.Table!.Refusal, StringComparison.Ordinal);
        using Child child = new();
        Assert.Contains(monitor.Refresh().Started, process => process.Pid == child.Pid);
    }

    private static Machine OpenMachine()
    {
        TableUnderTest.Open().Dispose();
        return Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 1 });
    }

    private static LinuxProcessMonitor Create(Machine machine) =>
        ((LinuxProcesses)machine.Processes).CreateMonitor(ProcessFields.Basic, TimeProvider.System, null);

    private static LinuxProcessMonitor CreateLoaded(Machine machine)
    {
        LinuxProcessMonitor monitor = Create(machine);
        monitor.Refresh();
        Assert.False(monitor.Table!.IsLoaded);
        Child.Until(
            () =>
            {
                monitor.Refresh();
                Assert.Null(monitor.Table.Refusal);
                return monitor.Table.IsLoaded;
            },
            "the table to be loaded"
        );
        monitor.Refresh();
        return monitor;
    }

    private static string Describe(ProcessSnapshot snapshot) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{snapshot.Identity} {snapshot.Name} {snapshot.ParentPid} {snapshot.Status} {snapshot.ThreadCount} {snapshot.CpuTimes} "
                + $"{snapshot.Memory} {snapshot.IsKernelThread} {string.Join(',', snapshot.Unavailable)}"
        );
}
