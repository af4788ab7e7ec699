using System.Diagnostics;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.LinuxTests.Kernel;

/// <summary>The kernel's table says of each process what <c>/proc</c> says.</summary>
public class BpfProcessTableTests
{
    [Fact]
    public void ASleeperIsToldAsProcTellsIt()
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child child = new();
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        table.AssertAgrees(child.Pid);
    }

    [Theory]
    [InlineData("os.nice(7)")]
    [InlineData("os.setresgid(11, 12, 13); os.setresuid(21, 22, 23)")]
    [InlineData("open('/proc/self/comm', 'w').write(') R 1 (')")]
    [InlineData("open('/proc/self/comm', 'wb').write(b'\\xff\\xfe\\n0123456789abcdef')")]
    [InlineData("os.setsid(); pid, fd = pty.fork(); pid or (signal.signal(1, signal.SIG_DFL), os.execvp('sleep', ['sleep', '1000']))")]
    [InlineData("mem = bytearray(50_000_000); shared = mmap.mmap(-1, 20_000_000); shared.write(bytes(20_000_000))")]
    [InlineData("[subprocess.run(['sh', '-c', 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done']) for _ in range(2)]")]
    [InlineData("t = time.time()\nwhile time.time() < t + 0.3: os.getppid()")]
    [InlineData("[threading.Thread(target=time.sleep, args=(1000,), daemon=True).start() for _ in range(20)]")]
    [InlineData("ts = [threading.Thread(target=lambda: sum(range(3_000_000))) for _ in range(8)]; [(t.start(), t.join()) for t in ts]")]
    public void AnUnusualProcessIsToldAsProcTellsIt(string program)
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child child = Child.Python(
            "import mmap, os, pty, signal, subprocess, sys, threading, time\n" + program + "\nprint('ready', flush=True)\nsys.stdin.read()"
        );
        Child.Until(() => table.Describe(child.Pid).Contains(", S, ", StringComparison.Ordinal), "the child to sleep");
        table.AssertAgrees(child.Pid);
        foreach (OSProcess descendant in Machine.Local.Processes.Get(child.Pid).GetChildren())
        {
            table.AssertAgrees(descendant.Pid);
        }
    }

    [Fact]
    public void AStoppedProcessAndAZombieAreToldAsProcTellsThem()
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child child = new();
        child.Handle.Suspend();
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Stopped, "the child to stop");
        table.AssertAgrees(child.Pid);
        using Child parent = Child.WithZombie(out OSProcess zombie);
        Assert.Contains(", Z, ", table.Describe(zombie.Pid), StringComparison.Ordinal);
        table.AssertAgrees(zombie.Pid);
    }

    [Fact]
    public void AProcessWhoseFirstThreadEndedIsToldAsProcTellsIt()
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child child = new(new ProcessStartInfo(Control.Program.Path("tree"), ["leaderless"]));
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Zombie, "the first thread to end");
        table.AssertAgrees(child.Pid);
    }

    [Fact]
    public void AProcessInAnotherPidNamespaceHasOurNumber()
    {
        if (Command.TryRun("unshare", "--pid", "--fork", "true").ExitCode != 0)
        {
            Assert.Skip("No PID namespace can be made here (that takes root).");
        }

        using TableUnderTest table = TableUnderTest.Open();
        using Child outside = new(
            new ProcessStartInfo("unshare", ["--pid", "--fork", "--kill-child", "sh", "-c", "sleep 1000 & echo $$ $!; wait"])
        );
        Assert.Equal("1 2", outside.ReadLine());
        OSProcess first = outside.Handle.GetChildren()[0];
        Child.Until(() => first.GetChildren() is [var only] && only.GetName() == "sleep", "the tree to grow");
        OSProcess second = first.GetChildren()[0];
        table.AssertAgrees(first.Pid);
        table.AssertAgrees(second.Pid);
        Assert.Equal(first.Pid, table.Find(second.Pid)!.Value.ParentPid);
    }

    [Fact]
    public void AllProcessesAreThereAndNoThreads() =>
        Sampling.Retry(() =>
        {
            using TableUnderTest table = TableUnderTest.Open();
            HashSet<int> before = [.. Machine.Local.Processes.GetPids()];
            int[] ours = [.. table.Read().Select(record => record.Pid)];
            HashSet<int> after = [.. Machine.Local.Processes.GetPids()];
            Assert.Equal(ours.Order(), ours);
            Assert.Distinct(ours);
            Assert.Empty(before.Intersect(after).Except(ours).Except(table.Unseen));
            Assert.DoesNotContain(table.Unseen, pid => ours.Contains(pid));

            // Of a kernel that hides nothing, none; of one that does, the machine's own first process at most.
            Assert.True(table.Unseen is [] or [1], string.Join(' ', table.Unseen));
            Assert.Empty(ours.Except(before.Union(after)));
        });

    [Fact]
    public void KernelThreadsAreToldAsProcTellsThem()
    {
        using TableUnderTest table = TableUnderTest.Open();
        BpfProcessRecord[] all = table.Read();
        Assert.SkipUnless(all.Any(record => record.Pid == 2), "No kernel threads are seen from here.");
        int checkedNames = 0;
        foreach (BpfProcessRecord record in all)
        {
            if ((record.Flags & 0x200000) == 0 || Machine.Local.Processes.FromIdentity(new(record.Pid, null)) is not { } process)
            {
                continue;
            }

            Assert.Equal(default, (record.ToStatm().Size, record.RssPages));
            if (!record.HasLongerName && Try(process.GetName) is { } name)
            {
                Assert.Equal(name, OSText.GetString(record.Name));
                checkedNames++;
            }
        }

        Assert.True(checkedNames > 0);

        // kthreadd does next to nothing.
        table.AssertAgrees(2);
    }

    [Fact]
    public void WhatMovesIsBetweenTwoReadingsOfProc()
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child child = Child.Python(
            """
            import os, threading, time
            def work():
                while True: os.getppid()
            for _ in range(3): threading.Thread(target=work, daemon=True).start()
            print("ready", flush=True)
            work()
            """
        );
        int settled = 0;
        for (int round = 0; round < 50; round++)
        {
            ProcPidStat before = ReadStat(child.Pid);
            BpfProcessRecord record = table.Find(child.Pid)!.Value;
            ProcPidStat after = ReadStat(child.Pid);
            if (!record.IsSettled)
            {
                continue;
            }

            settled++;
            (ulong User, ulong System) last = default;
            ProcPidStat ours = record.ToStat(ref last);
            Assert.InRange(
                ours.UserTicks + ours.SystemTicks,
                before.UserTicks + before.SystemTicks,
                after.UserTicks + after.SystemTicks + 1
            );
            Assert.True(ours.UserTicks >= before.UserTicks && ours.SystemTicks >= before.SystemTicks);
            Assert.InRange(ours.MinorFaults, before.MinorFaults, after.MinorFaults);
            Assert.Equal(4, ours.ThreadCount);
        }

        Assert.True(settled > 25, $"Of 50 readings, {settled} were settled.");
    }

    [Fact]
    public void WhileThreadsComeAndGoASumIsRightOrSaidToBeDoubtful()
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child child = Child.Python(
            """
            import threading
            print("ready", flush=True)
            while True:
                threads = [threading.Thread(target=sum, args=(range(20000),)) for _ in range(5)]
                for t in threads: t.start()
                for t in threads: t.join()
            """
        );
        int settled = 0;
        for (int round = 0; round < 200; round++)
        {
            ProcPidStat before = ReadStat(child.Pid);
            BpfProcessRecord record = table.Find(child.Pid)!.Value;
            ProcPidStat after = ReadStat(child.Pid);
            if (record.IsSettled)
            {
                settled++;
                (ulong User, ulong System) last = default;
                ProcPidStat ours = record.ToStat(ref last);
                Assert.InRange(
                    ours.UserTicks + ours.SystemTicks,
                    before.UserTicks + before.SystemTicks,
                    after.UserTicks + after.SystemTicks + 1
                );
                Assert.InRange(ours.MinorFaults, before.MinorFaults, after.MinorFaults);
            }
        }

        Assert.True(settled > 0);
    }

    [Fact]
    public void ProcessesThatComeAndGoAreNoTrouble()
    {
        using TableUnderTest table = TableUnderTest.Open();
        using Child storm = new(new ProcessStartInfo("sh", ["-c", "echo ready; while :; do /bin/true & /bin/true; wait; done"]));
        Assert.Equal("ready", storm.ReadLine());
        using Child still = new();
        Child.Until(() => still.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        for (int round = 0; round < 200; round++)
        {
            BpfProcessRecord[] all = table.Read();
            Assert.Contains(all, record => record.Pid == still.Pid);
            Assert.All(all, record => Assert.True(record is { Pid: > 0, ThreadCount: > 0 } && !record.Name.IsEmpty));
        }
    }

    private static ProcPidStat ReadStat(int pid)
    {
        Assert.True(ProcPidStat.TryParse(File.ReadAllBytes($"/proc/{pid}/stat"), out ProcPidStat stat, out string? malformed), malformed);
        return stat;
    }

    private static string? Try(Func<string> get)
    {
        try
        {
            return get();
        }
        catch (NoSuchProcessException)
        {
            return null;
        }
    }
}
