using System.Diagnostics;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

public class MonitorTests
{
    private const ProcessFields Compared = ProcessFields.Basic;

    private const ProcessFields Rich = ProcessFields.Basic | ProcessFields.UserName | ProcessFields.CommandLine | ProcessFields.IOCounters;

    [Theory]
    [InlineData(Compared)]
    [InlineData(Rich)]
    public void StartsAndExitsAreToldOnce(ProcessFields fields)
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(fields);
        ProcessChanges first = monitor.Refresh();
        Assert.Null(first.Elapsed);
        Assert.Empty(first.Started);
        Assert.Empty(first.Exited);
        Assert.Contains(monitor.Processes, process => process.Pid == Environment.ProcessId);

        using Child child = new();
        ProcessIdentity identity = child.Handle.Identity;
        ProcessChanges second = monitor.Refresh();
        Assert.True(second.Elapsed > TimeSpan.Zero);
        MonitoredProcess started = Assert.Single(second.Started, process => process.Identity == identity);
        Assert.Contains(started, monitor.Processes);
        Assert.DoesNotContain(monitor.Refresh().Started, process => process.Identity == identity);
        Assert.Contains(started, monitor.Processes);

        child.End();
        Assert.Single(monitor.Refresh().Exited, process => ReferenceEquals(process, started));
        Assert.DoesNotContain(started, monitor.Processes);
        Assert.DoesNotContain(monitor.Refresh().Exited, process => process.Identity == identity);
        Assert.Equal(monitor.Processes.Select(process => process.Pid).Order(), monitor.Processes.Select(process => process.Pid));
    }

    [Theory]
    [InlineData(Compared)]
    [InlineData(Rich)]
    [InlineData(ProcessFields.All & ~ProcessFields.Connections)]
    public void ItSaysWhatACaptureSays(ProcessFields fields)
    {
        using Child child = new();
        Child.Until(() => child.Handle.GetName() == "sleep" && child.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(fields);
        monitor.Refresh();
        monitor.Refresh();
        ProcessSnapshot expected = child.Handle.Capture(fields);
        ProcessSnapshot actual = Row(monitor, child).Snapshot;
        Assert.Equal(expected.Identity, actual.Identity);
        Assert.Equal("sleep", actual.Name);
        Assert.Equal(expected.ParentPid, actual.ParentPid);
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.CreateTime, actual.CreateTime);
        Assert.Equal(expected.CpuTimes, actual.CpuTimes);
        Assert.Equal(expected.Memory, actual.Memory);
        Assert.Equal(expected.ThreadCount, actual.ThreadCount);
        Assert.Equal(expected.CommandLine, actual.CommandLine);
        Assert.Equal(expected.UserName, actual.UserName);
        Assert.Equal(expected.IOCounters, actual.IOCounters);
        Assert.Equal(expected.Environment, actual.Environment);
        Assert.Equal(expected.Unavailable, actual.Unavailable);
    }

    [Fact]
    public void AProcessThatSaysTheSameKeepsItsSnapshotAndOneThatChangesGetsANewOne()
    {
        using Child sleeper = new();
        using Child worker = Child.Python(
            """
            import sys
            print("ready", flush=True)
            sys.stdin.read(1)
            block = bytearray(64 << 20)
            print("done", flush=True)
            sys.stdin.read()
            """
        );
        Child.Until(
            () => sleeper.Handle.GetStatus() == ProcessStatus.Sleeping && worker.Handle.GetStatus() == ProcessStatus.Sleeping,
            "both to sleep"
        );
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(Compared);
        monitor.Refresh();
        ProcessSnapshot sleeping = Row(monitor, sleeper).Snapshot;
        long before = Row(monitor, worker).Snapshot.Memory!.Value.Rss;
        worker.Say("x");
        Assert.Equal("done", worker.ReadLine());
        monitor.Refresh();
        Assert.Same(sleeping, Row(monitor, sleeper).Snapshot);
        Assert.InRange(Row(monitor, worker).Snapshot.Memory!.Value.Rss, before + (60 << 20), long.MaxValue);
    }

    [Fact]
    public void ARefreshOfUnchangedProcessesMakesNothingForThem()
    {
        const int Many = 200;
        Child[] children = [.. Enumerable.Range(0, Many).Select(_ => new Child())];
        try
        {
            using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(Compared);
            Child.Until(() => children.All(child => child.Handle.GetStatus() == ProcessStatus.Sleeping), "all to sleep");
            monitor.Refresh();

            // The others on this machine may change and cost an object each; the fewest of several refreshes are the machine at rest.
            long fewest = long.MaxValue;
            Child.Until(
                () =>
                {
                    long start = GC.GetAllocatedBytesForCurrentThread();
                    monitor.Refresh();
                    fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - start);
                    return fewest < Many * 64;
                },
                "a refresh that makes less than one small object per process"
            );
        }
        finally
        {
            Array.ForEach(children, child => child.Dispose());
        }
    }

    [Fact]
    public void CpuPercentIsUnknownFirstAndThenTheTimeUsed()
    {
        using Child busy = new(new ProcessStartInfo("/bin/sh", ["-c", "while :; do :; done"]));
        using Child idle = new();
        Child.Until(() => idle.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(Compared);
        monitor.Refresh();
        Assert.Null(Row(monitor, busy).CpuPercent);
        Assert.Null(Row(monitor, busy).CpuPercentOfMachine);
        Assert.Null(Row(monitor, idle).CpuPercent);

        long start = Stopwatch.GetTimestamp();
        TimeSpan used = busy.Handle.GetCpuTimes().Total;
        Child.Until(() => busy.Handle.GetCpuTimes().Total - used >= TimeSpan.FromSeconds(0.5), "half a second of CPU time");
        monitor.Refresh();
        double atMost = (busy.Handle.GetCpuTimes().Total - used + TimeSpan.FromMilliseconds(30)).TotalMilliseconds;
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        MonitoredProcess row = Row(monitor, busy);
        Assert.InRange(row.CpuPercent!.Value, 450 / elapsed * 100 * 0.8, atMost / elapsed * 100 * 1.3);
        Assert.Equal(row.CpuPercent.Value / Machine.Local.Cpu.GetLogicalCount(), row.CpuPercentOfMachine!.Value, 6);
        Assert.Equal(0, Row(monitor, idle).CpuPercent);
        Assert.Equal(0, Row(monitor, idle).CpuPercentOfMachine);
    }

    [Fact]
    public void IORatesAreUnknownFirstAndThenWhatWasMoved()
    {
        using Child worker = Child.Python(
            """
            import os, sys
            zero = os.open("/dev/zero", os.O_RDONLY)
            print("ready", flush=True)
            sys.stdin.read(1)
            for _ in range(5000): os.read(zero, 1)
            print("done", flush=True)
            sys.stdin.read()
            """
        );
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(Rich);
        monitor.Refresh();
        Assert.Null(Row(monitor, worker).IORates);
        long start = Stopwatch.GetTimestamp();
        worker.Say("x");
        Assert.Equal("done", worker.ReadLine());
        TimeSpan shortest = Stopwatch.GetElapsedTime(start);
        monitor.Refresh();
        ProcessIORates rates = Row(monitor, worker).IORates!.Value;
        Assert.InRange(rates.ReadsPerSecond!.Value, 1, 5100 / shortest.TotalSeconds);
        Assert.True(rates.ReadsPerSecond > rates.WritesPerSecond);
        Assert.NotNull(rates.ReadBytesPerSecond);
        monitor.Refresh();
        Assert.Equal(0, Row(monitor, worker).IORates!.Value.ReadsPerSecond);
    }

    [Fact]
    public void AProcessThatExecsStaysTheSameRowWithANewName()
    {
        using Child child = new(new ProcessStartInfo("/bin/sh", ["-c", "read line; exec sleep 1000"]));
        Child.Until(() => child.Handle.GetName() == "sh", "the shell");
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(Compared);
        monitor.Refresh();
        MonitoredProcess row = Row(monitor, child);
        Assert.Equal("sh", row.Snapshot.Name);
        child.Say("go\n");
        Child.Until(() => child.Handle.GetName() == "sleep", "the exec");
        ProcessChanges changes = monitor.Refresh();
        Assert.Same(row, Row(monitor, child));
        Assert.Equal("sleep", row.Snapshot.Name);
        Assert.DoesNotContain(changes.Started, process => process.Pid == child.Pid);
    }

    [Fact]
    public void AZombieIsThereUntilItIsCollected()
    {
        using Child parent = Child.Python(
            """
            import os, sys
            child = os.fork()
            if child == 0: os._exit(3)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            print("ready", flush=True)
            sys.stdin.read(1)
            os.waitpid(child, 0)
            print("done", flush=True)
            sys.stdin.read()
            """
        );
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(Compared);
        monitor.Refresh();
        monitor.Refresh();
        MonitoredProcess zombie = Assert.Single(monitor.Processes, process => process.Snapshot.ParentPid == parent.Pid);
        Assert.Equal(ProcessStatus.Zombie, zombie.Snapshot.Status);
        parent.Say("x");
        Assert.Equal("done", parent.ReadLine());
        Assert.Contains(zombie, monitor.Refresh().Exited);
    }

    [Fact]
    public void DescriptorsAreKeptWithinTheLimitAndGivenBack()
    {
        const int Limit = 7;
        LinuxProcesses processes = (LinuxProcesses)Machine.Local.Processes;
        using Child child = new();
        using (LinuxProcessMonitor monitor = processes.CreateMonitor(Compared, TimeProvider.System, Limit))
        {
            monitor.Refresh();
            Assert.Equal(Limit, monitor.KeptDescriptorCount);

            // Those without a descriptor are read all the same.
            monitor.Refresh();
            Assert.Equal("sleep", Row(monitor, child).Snapshot.Name);
            Assert.True(monitor.Processes.Count > Limit);
            child.End();
            Assert.Contains(monitor.Refresh().Exited, process => process.Pid == child.Pid);
        }

        using LinuxProcessMonitor whole = processes.CreateMonitor(Compared, TimeProvider.System, null);
        whole.Refresh();
        int kept = whole.KeptDescriptorCount;
        Assert.InRange(kept, whole.Processes.Count, whole.Processes.Count * 2);
        Assert.InRange(OwnDescriptors("stat"), 1, int.MaxValue);
        whole.Dispose();
        Assert.Equal(0, whole.KeptDescriptorCount);
        Assert.Throws<ObjectDisposedException>(() => whole.Refresh());
    }

    [Fact]
    public void ItCanBeDisposedWhileItReads()
    {
        LinuxProcesses processes = (LinuxProcesses)Machine.Local.Processes;
        for (int round = 0; round < 30; round++)
        {
            LinuxProcessMonitor monitor = processes.CreateMonitor(Compared, TimeProvider.System, null);
            using ManualResetEventSlim reads = new();
            Thread reader = new(() =>
            {
                try
                {
                    while (true)
                    {
                        reads.Set();
                        monitor.Refresh();
                    }
                }
                catch (ObjectDisposedException)
                {
                    // As is right.
                }
            });
            reader.Start();
            reads.Wait(TestContext.Current.CancellationToken);
            Thread.SpinWait(round * 1000);
            monitor.Dispose();
            Assert.True(reader.Join(Child.Patience));
            Assert.Equal(0, monitor.KeptDescriptorCount);
        }
    }

    [Fact]
    public void MonitorsShareAThirdOfTheDescriptorLimit()
    {
        string line = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Assert.Equal(long.Parse(soft, CultureInfo.InvariantCulture) / 3, KeptDescriptors.SharedBudget);
    }

    [Fact]
    public void AProcessThatEndsGivesItsDescriptorsBackAtTheNextRefresh()
    {
        LinuxProcesses processes = (LinuxProcesses)Machine.Local.Processes;
        using Child child = new();
        using LinuxProcessMonitor monitor = processes.CreateMonitor(Compared, TimeProvider.System, null);
        monitor.Refresh();
        Assert.Equal(2, OwnDescriptorsOf(child.Pid));
        child.End();
        monitor.Refresh();
        Assert.Equal(0, OwnDescriptorsOf(child.Pid));
    }

    [Fact]
    public async Task AStormOfShortLivesLeavesNothingBehind()
    {
        LinuxProcesses processes = (LinuxProcesses)Machine.Local.Processes;
        using LinuxProcessMonitor monitor = processes.CreateMonitor(Compared, TimeProvider.System, null);
        monitor.Refresh();
        HashSet<ProcessIdentity> present = [.. monitor.Processes.Select(process => process.Identity)];
        ProcessIdentity stormIdentity;
        using (
            Child storm = new(
                new ProcessStartInfo(
                    "/bin/sh",
                    ["-c", "i=0; while [ $i -lt 1000 ]; do /bin/true & i=$((i+1)); done; wait; echo done; read line"]
                )
            )
        )
        {
            stormIdentity = storm.Handle.Identity;
            Task<string?> done = Task.Run(storm.ReadLine, TestContext.Current.CancellationToken);
            do
            {
                Refresh();
            } while (!done.IsCompleted);
            Assert.Equal("done", await done);
            Assert.Contains(stormIdentity, present);
        }

        Refresh();
        Assert.DoesNotContain(stormIdentity, present);
        Assert.InRange(monitor.KeptDescriptorCount, 1, monitor.Processes.Count * 2);

        // What was there, and what started, and what exited, add up to what is there.
        void Refresh()
        {
            ProcessChanges changes = monitor.Refresh();
            Assert.All(changes.Exited, process => Assert.True(present.Remove(process.Identity)));
            Assert.All(changes.Started, process => Assert.True(present.Add(process.Identity)));
            Assert.Equal(monitor.Processes.Count, present.Count);
            Assert.All(monitor.Processes, process => Assert.Contains(process.Identity, present));
        }
    }

    private static MonitoredProcess Row(ProcessMonitor monitor, Child child) =>
        monitor.Processes.Single(process => process.Pid == child.Pid);

    private static int OwnDescriptorsOf(int pid)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/");
        return OwnLinks().Count(link => link.StartsWith(folder, StringComparison.Ordinal));
    }

    private static int OwnDescriptors(string file) =>
        OwnLinks()
            .Count(link => link.StartsWith("/proc/", StringComparison.Ordinal) && link.EndsWith("/" + file, StringComparison.Ordinal));

    private static IEnumerable<string> OwnLinks() =>
        from name in Directory.GetFileSystemEntries("/proc/self/fd")
        select new FileInfo(name).LinkTarget ?? "";
}
