using Psutil.LinuxTests.Control;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests;

/// <summary>Identity where <c>stat</c> is not read, because the stamp of another file tells whose it is.</summary>
[Collection(Alone.Name)]
public class KnownStartTests
{
    [Fact]
    public void AFootprintHasTheSameIdentityTheFirstTimeAndLater()
    {
        using Child child = new();
        Processes processes = Machine.Local.Processes;
        ProcessIdentity identity = child.Handle.Identity;
        for (int time = 0; time < 3; time++)
        {
            ProcessSnapshot snapshot = processes.Capture(ProcessFields.MemoryFootprint).Single(snapshot => snapshot.Pid == child.Pid);
            Assert.Equal(identity, snapshot.Identity);
            Assert.True(snapshot.MemoryFootprint!.Value.Uss > 0);
            Assert.Empty(snapshot.Unavailable);
        }
    }

    [Fact]
    public void AHandleOfAnotherProcessGetsNothing()
    {
        using Child child = new();
        Processes processes = Machine.Local.Processes;
        ProcessIdentity identity = child.Handle.Identity;
        OSProcess former = processes.FromIdentity(identity with { StartTime = identity.StartTime - 1 });
        for (int time = 0; time < 3; time++)
        {
            _ = child.Handle.GetMemoryFootprint();
            ProcessSnapshot snapshot = former.Capture(ProcessFields.MemoryFootprint);
            Assert.Null(snapshot.MemoryFootprint);
            Assert.Equal(UnavailableReason.Gone, snapshot.Unavailable[ProcessFields.MemoryFootprint].Reason);
        }
    }

    [Fact]
    public void AProcessThatBecameAZombieIsOne()
    {
        using Child parent = Child.Python(
            """
            import os, sys
            child = os.fork()
            if child == 0:
                sys.stdin.read(1)
                os._exit(0)
            print("ready", flush=True)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            print("ended", flush=True)
            sys.stdin.read()
            """
        );
        OSProcess child = Assert.Single(parent.Handle.GetChildren());
        Assert.Equal(child.Identity, child.Capture(ProcessFields.Memory).Identity);
        Assert.Equal(child.Identity, child.Capture(ProcessFields.Memory).Identity);
        parent.Say("x");
        Assert.Equal("ended", parent.ReadLine());
        ProcessSnapshot zombie = child.Capture(ProcessFields.Memory | ProcessFields.CommandLine);
        Assert.Equal(child.Identity, zombie.Identity);
        Assert.Equal(UnavailableReason.Zombie, zombie.Unavailable[ProcessFields.CommandLine].Reason);
    }

    [Fact]
    public void AStampIsThatOfOneFileOfOneProcess()
    {
        using FileTree proc = new("/proc");
        using Child first = new();
        using Child second = new();
        ProcFileStamp stamp = Stamp(proc, first.Pid, "statm");
        Assert.NotEqual(default, stamp);
        Assert.NotEqual(stamp, Stamp(proc, second.Pid, "statm"));
        Assert.NotEqual(stamp, Stamp(proc, first.Pid, "status"));

        // An open file keeps its inode, and whoever opens it meanwhile gets the same.
        using FileStream open = File.OpenRead($"/proc/{first.Pid}/statm");
        stamp = Stamp(proc, first.Pid, "statm");
        Assert.Equal(stamp, Stamp(proc, first.Pid, "statm"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhoGetsAPidAgainHasAnotherStampAndItsOwnStart(bool afterTheTick)
    {
        using FileTree proc = new("/proc");
        using PidReuser reuser = new(count: 50);
        for (int round = 0; round < 20; round++)
        {
            ProcFileStamp[] former = [.. reuser.Pids.Select(pid => Stamp(proc, pid, "smaps_rollup"))];
            Assert.All(reuser.Pids, pid => Assert.True(Machine.Local.Processes.Get(pid).GetMemoryFootprint().Uss > 0));
            Assert.Equal(reuser.Pids.Count, Captured(reuser).Count());
            reuser.PassOn(afterTheTick);
            Assert.Equal(
                reuser.Pids.Select(pid => Machine.Local.Processes.Get(pid).Identity).OrderBy(identity => identity.Pid),
                Captured(reuser).OrderBy(identity => identity.Pid)
            );
            Assert.All(former.Zip(reuser.Pids), pair => Assert.NotEqual(pair.First, Stamp(proc, pair.Second, "smaps_rollup")));
        }

        static IEnumerable<ProcessIdentity> Captured(PidReuser reuser) =>
            from snapshot in Machine.Local.Processes.Capture(ProcessFields.MemoryFootprint)
            where reuser.Pids.Contains(snapshot.Pid)
            select snapshot.Identity;
    }

    [Fact]
    public void WhatIsRememberedIsThatOfTheStampAndNoOther()
    {
        KnownStarts starts = new(new LinuxRoots(new MachineOptions()));
        Assert.True(starts.IsOffered);
        ProcFileStamp stamp = new(1, 2, 3);
        Assert.Null(starts.Find(7, stamp));
        starts.Remember(7, stamp, 4711);
        Assert.Equal(4711, starts.Find(7, stamp));
        Assert.Null(starts.Find(8, stamp));
        Assert.All([new ProcFileStamp(0, 2, 3), new(1, 0, 3), new(1, 2, 0)], other => Assert.Null(starts.Find(7, other)));
        starts.Trim(100);
        Assert.Equal(4711, starts.Find(7, stamp));
        Assert.False(new KnownStarts(new LinuxRoots(new MachineOptions { ProcPath = "/elsewhere" })).IsOffered);
    }

    private static ProcFileStamp Stamp(FileTree proc, int pid, string file)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadResult result = proc.Read(
            KernelPath.OfProcess(pid, OSText.GetBytes(file), room),
            stackalloc byte[4096],
            stamped: true,
            out ProcFileStamp? stamp
        );
        Assert.False(result.Failed);
        return Assert.NotNull(stamp);
    }
}
