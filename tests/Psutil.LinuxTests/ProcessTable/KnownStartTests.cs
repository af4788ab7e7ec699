using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests.ProcessTable;

/// <summary>Identity where <c>stat</c> is not read, because the number of a process's descriptor tells whose the other files are.</summary>
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
        using Child parent = Child.Python("""
            import os, sys
            child = os.fork()
            if child == 0:
                sys.stdin.read(1)
                os._exit(0)
            print("ready", flush=True)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            print("ended", flush=True)
            sys.stdin.read()
            """);
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
    public void WhatIsRememberedIsThatOfTheProcessAndNoOther()
    {
        KnownStarts starts = new(new LinuxRoots(new MachineOptions()));
        using Child first = new();
        using Child second = new();
        Assert.SkipUnless(starts.TryFind(first.Pid, out ulong number, out long? ticks), "this kernel gives the descriptors of processes no numbers of their own (before Linux 6.9)");
        Assert.Null(ticks);
        Assert.True(starts.TryFind(second.Pid, out ulong other, out _));
        Assert.NotEqual(number, other);
        starts.Remember(first.Pid, number, 4711);
        Assert.True(starts.TryFind(first.Pid, out ulong again, out ticks));
        Assert.Equal(number, again);
        Assert.Equal(4711, ticks);

        // As if the PID had passed on.
        starts.Remember(first.Pid, other, 4711);
        Assert.True(starts.TryFind(first.Pid, out _, out ticks));
        Assert.Null(ticks);

        first.End();
        Assert.False(starts.TryFind(first.Pid, out _, out _));
        starts.Remember(second.Pid, other, 12);
        starts.Trim(100);
        Assert.True(starts.TryFind(second.Pid, out _, out ticks));
        Assert.Equal(12, ticks);
        Assert.False(new KnownStarts(new LinuxRoots(new MachineOptions { ProcPath = "/elsewhere" })).TryFind(second.Pid, out _, out _));
    }
}
