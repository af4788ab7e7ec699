using System.Diagnostics;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>What a monitor does, whether it reads <c>/proc</c> or the kernel's table.</summary>
public abstract class MonitorPathTests
{
    private protected const ProcessFields Compared = ProcessFields.Basic;

    /// <summary>The fewest descriptors that a monitor keeps open after a refresh.</summary>
    private protected abstract int LeastKeptDescriptors { get; }

    private protected abstract LinuxProcessMonitor CreateMonitor(ProcessFields fields);

    [Fact]
    public void StartsAndExitsAreToldOnce() => AssertStartsAndExitsAreToldOnce(Compared);

    [Fact]
    public void ItSaysWhatACaptureSays() => AssertItSaysWhatACaptureSays(Compared);

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
        using ProcessMonitor monitor = CreateMonitor(Compared);
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
            using ProcessMonitor monitor = CreateMonitor(Compared);
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
    public void AProcessThatExecsStaysTheSameRowWithANewName()
    {
        using Child child = new(new ProcessStartInfo("/bin/sh", ["-c", "read line; exec sleep 1000"]));
        Child.Until(() => child.Handle.GetName() == "sh", "the shell");
        using ProcessMonitor monitor = CreateMonitor(Compared);
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
        using ProcessMonitor monitor = CreateMonitor(Compared);
        monitor.Refresh();
        monitor.Refresh();
        MonitoredProcess zombie = Assert.Single(monitor.Processes, process => process.Snapshot.ParentPid == parent.Pid);
        Assert.Equal(ProcessStatus.Zombie, zombie.Snapshot.Status);
        parent.Say("x");
        Assert.Equal("done", parent.ReadLine());
        Assert.Contains(zombie, monitor.Refresh().Exited);
    }

    [Fact]
    public void ItCanBeDisposedWhileItReads()
    {
        for (int round = 0; round < 30; round++)
        {
            LinuxProcessMonitor monitor = CreateMonitor(Compared);
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
    public async Task AStormOfShortLivesLeavesNothingBehind()
    {
        using LinuxProcessMonitor monitor = CreateMonitor(Compared);
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
        Assert.InRange(monitor.KeptDescriptorCount, LeastKeptDescriptors, monitor.Processes.Count * 2);

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

    private protected void AssertStartsAndExitsAreToldOnce(ProcessFields fields)
    {
        using ProcessMonitor monitor = CreateMonitor(fields);
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

    private protected void AssertItSaysWhatACaptureSays(ProcessFields fields)
    {
        using Child child = new();
        Child.Until(() => child.Handle.GetName() == "sleep" && child.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        using ProcessMonitor monitor = CreateMonitor(fields);
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

    private protected static MonitoredProcess Row(ProcessMonitor monitor, Child child) =>
        monitor.Processes.Single(process => process.Pid == child.Pid);
}
