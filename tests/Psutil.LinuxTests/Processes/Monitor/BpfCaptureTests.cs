using System.Diagnostics;
using Psutil.LinuxTests.Kernel;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>A capture of all processes says the same, whether it reads <c>/proc</c> or the kernel's table.</summary>
public class BpfCaptureTests
{
    private const ProcessFields Everything = MachineProcessTable.Fields;

    [Fact]
    public void ItSaysWhatTheFilesSay()
    {
        using Child sleeper = new();
        using Child worker = Child.Python(
            """
            import sys, threading
            block = bytearray(32 << 20)
            def work():
                for i in range(300000): pass
            for i in range(3): threading.Thread(target=lambda: (work(), threading.Event().wait()), daemon=True).start()
            work()
            print("ready", flush=True)
            sys.stdin.read(1)
            """
        );
        using Child parent = Child.WithZombie(out OSProcess zombie);
        OSProcess[] all = [sleeper.Handle, worker.Handle, zombie];
        Child.Until(() => sleeper.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        Child.Until(
            () =>
                worker.Handle.GetThreads().Count == 4 && worker.Handle.GetThreads().All(thread => thread.Status == ProcessStatus.Sleeping),
            "all threads to sleep"
        );
        using Machine plain = Machine.Open(new MachineOptions { AllowBpf = false });
        using Machine machine = OpenMachine(leastProcesses: 0);
        Sampling.Retry(() =>
        {
            string[] before = Describe(plain, all);
            string[] ours = Describe(machine, all);
            string[] after = Describe(plain, all);
            Assert.SkipUnless(before.SequenceEqual(after), "");
            Assert.Equal(after, ours);
        });
        Assert.True(Table(machine).IsLoaded);
        Assert.Null(machine.Processes.GetBpfRefusal());
    }

    [Fact]
    public void EveryProcessIsThereInTheOrderOfPids()
    {
        using Machine machine = OpenMachine(leastProcesses: 0);
        Sampling.Retry(() =>
        {
            int[] before = [.. Machine.Local.Processes.GetPids()];
            ProcessSnapshot[] ours = [.. machine.Processes.Capture(Everything)];
            HashSet<int> after = [.. Machine.Local.Processes.GetPids()];
            int[] pids = [.. ours.Select(snapshot => snapshot.Pid)];
            Assert.Equal(pids.Order().Distinct(), pids);
            Assert.Empty(before.Where(after.Contains).Except(pids));
            Assert.All(ours, snapshot => Assert.NotEqual("", snapshot.Name));
        });
        Assert.True(Table(machine).IsLoaded);
    }

    [Fact]
    public void TheFirstCaptureNeverLoadsItAndALaterOneReadsIt()
    {
        using Machine machine = OpenMachine(leastProcesses: 1);
        Assert.Null(machine.Processes.GetBpfRefusal());
        for (int round = 0; round < 3; round++)
        {
            _ = machine.Processes.Capture(ProcessFields.CommandLine);
            Assert.False(Table(machine).IsLoaded);
        }

        Child.Until(
            () =>
            {
                Assert.Contains(machine.Processes.Capture(Everything), snapshot => snapshot.Pid == Environment.ProcessId);
                Assert.Null(Table(machine).Refusal);
                return Table(machine).IsLoaded;
            },
            "the table to be loaded"
        );
        using Child child = new();
        Assert.Contains(machine.Processes.Capture(Everything), snapshot => snapshot.Identity == child.Handle.Identity);

        // Fields that the table does not have are read from the files, whatever else is asked for.
        ProcessSnapshot whole = machine
            .Processes.Capture(Everything | ProcessFields.CommandLine)
            .Single(snapshot => snapshot.Pid == child.Pid);
        Assert.Equal(child.Handle.GetCommandLine(), whole.CommandLine);
    }

    [Fact]
    public void ItIsNotLoadedUnlessAllowedNorForFewProcesses()
    {
        using Machine forbidden = Machine.Open(new MachineOptions { AllowBpf = false, LeastProcessesForBpf = 0 });
        using Machine small = OpenMachine(leastProcesses: int.MaxValue);
        for (int round = 0; round < 3; round++)
        {
            Assert.NotEmpty(forbidden.Processes.Capture(Everything));
            Assert.NotEmpty(small.Processes.Capture(Everything));
        }

        Assert.Equal((false, false), (Table(forbidden).IsLoaded, Table(small).IsLoaded));
        Assert.Contains("AllowBpf", forbidden.Processes.GetBpfRefusal(), StringComparison.Ordinal);
        Assert.Null(small.Processes.GetBpfRefusal());
    }

    [Fact]
    public async Task SeveralThreadsCaptureAtOnce()
    {
        using Machine machine = OpenMachine(leastProcesses: 0);
        using Child child = new();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        for (int round = 0; round < 25; round++)
                        {
                            IReadOnlyList<ProcessSnapshot> all = machine.Processes.Capture(Everything);
                            Assert.Equal(all.Select(snapshot => snapshot.Pid).Order().Distinct(), all.Select(snapshot => snapshot.Pid));
                            Assert.Contains(all, snapshot => snapshot.Identity == child.Handle.Identity);
                        }
                    })
                )
        );
        Assert.True(Table(machine).IsLoaded);
    }

    [Fact]
    public void ATreeIsWhole()
    {
        using Machine machine = OpenMachine(leastProcesses: 0);
        using Child root = new(new ProcessStartInfo("/bin/sh", ["-c", "sleep 1000 & sleep 1000 & echo ready; wait"]));
        Assert.Equal("ready", root.ReadLine());
        IReadOnlyList<ProcessSnapshot> tree = machine.Processes.FromIdentity(root.Handle.Identity).CaptureTree(Everything);
        Assert.Equal(root.Handle.GetChildren().Select(child => child.Pid).Prepend(root.Pid), tree.Select(member => member.Pid));
    }

    private static Machine OpenMachine(int leastProcesses)
    {
        TableUnderTest.Open().Dispose();
        return Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = leastProcesses });
    }

    private static MachineProcessTable Table(Machine machine) => ((LinuxProcesses)machine.Processes).Table;

    private static string[] Describe(Machine machine, OSProcess[] processes) =>
        [
            .. machine
                .Processes.Capture(Everything)
                .Where(snapshot => processes.Any(process => process.Identity == snapshot.Identity))
                .Select(snapshot =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{snapshot.Identity} {snapshot.Name} {snapshot.ParentPid} {snapshot.Status} {snapshot.CreateTime:O} {snapshot.CpuTimes} "
                            + $"{snapshot.Memory} {snapshot.ThreadCount} {snapshot.Nice} {snapshot.CpuNumber} {snapshot.PageFaults} "
                            + $"{snapshot.Terminal} {snapshot.IsKernelThread} {string.Join(',', snapshot.Unavailable)}"
                    )
                ),
        ];
}
