using System.Diagnostics;

namespace Psutil.WindowsTests;

/// <summary>The process table beside what Windows' documented calls tell of the same processes.</summary>
public unsafe class ProcessTableTests
{
    private static readonly Processes Processes = Machine.Local.Processes;

    [Fact]
    public void ThePidsAreThoseOfEnumProcesses()
    {
        using TestChild child = TestChild.Start("wait");
        Assert.True(
            Capability.Within(TestChild.Patience, () =>
                Processes.GetPids().Where(pid => pid is not (0 or 4)).SequenceEqual(EnumProcesses())
            )
        );
        Assert.Contains(child.Process.Pid, Processes.GetPids());

        static IEnumerable<int> EnumProcesses()
        {
            int[] pids = new int[4096];
            uint needed = 0;
            fixed (int* first = pids)
            {
                Assert.NotEqual(0, Win32.K32EnumProcesses(first, 4096 * sizeof(int), &needed));
            }

            return pids[..(int)(needed / sizeof(int))].Where(pid => pid is not (0 or 4)).Order();
        }
    }

    [Fact]
    public void NamesParentsAndThreadsAreThoseOfToolhelp()
    {
        using TestChild child = TestChild.Start("wait");
        Assert.True(Capability.Within(TestChild.Patience, () =>
            {
                ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.ThreadCount);
                return (snapshot.Name, snapshot.ParentPid, snapshot.ThreadCount) == Toolhelp(child.Process.Pid);
            }));

        static (string? Name, int? ParentPid, int? ThreadCount) Toolhelp(int pid)
        {
            nint snapshot = Win32.CreateToolhelp32Snapshot(Win32.SnapshotProcesses, 0);
            Win32.ProcessEntry entry = new() { Size = (uint)sizeof(Win32.ProcessEntry) };
            (string?, int?, int?) found = default;
            for (int more = Win32.Process32FirstW(snapshot, &entry); more != 0; more = Win32.Process32NextW(snapshot, &entry))
            {
                found = entry.ProcessId == pid ? (new string(entry.ExeFile), (int)entry.ParentProcessId, (int)entry.ThreadCount) : found;
            }

            _ = Win32.CloseHandle(snapshot);
            return found;
        }
    }

    [Fact]
    public void ThreadNumbersAreThoseOfToolhelp()
    {
        using TestChild child = TestChild.Start("wait");
        Assert.True(
            Capability.Within(TestChild.Patience, () =>
                child.Process.GetThreads().Select(thread => thread.Id).SequenceEqual(Toolhelp(child.Process.Pid))
            )
        );

        static IEnumerable<int> Toolhelp(int pid)
        {
            nint snapshot = Win32.CreateToolhelp32Snapshot(Win32.SnapshotThreads, 0);
            Win32.ThreadEntry entry = new() { Size = (uint)sizeof(Win32.ThreadEntry) };
            List<int> threads = [];
            for (int more = Win32.Thread32First(snapshot, &entry); more != 0; more = Win32.Thread32Next(snapshot, &entry))
            {
                if (entry.OwnerProcessId == pid)
                {
                    threads.Add((int)entry.ThreadId);
                }
            }

            _ = Win32.CloseHandle(snapshot);
            return threads.Order();
        }
    }

    [Fact]
    public void TheIdentityIsTheCreationTimeOfTheHandleAndOfTheTable()
    {
        using TestChild child = TestChild.Start("wait");
        using Process runtime = Process.GetProcessById(child.Process.Pid);
        long created = 0,
            other = 0;
        Assert.NotEqual(0, Win32.GetProcessTimes(runtime.Handle, &created, &other, &other, &other));
        Assert.Equal(new ProcessIdentity(child.Process.Pid, created), child.Process.Identity);
        Assert.Contains(Processes.Capture(ProcessFields.None), snapshot => snapshot.Identity == child.Process.Identity);
        Assert.Equal(DateTimeOffset.FromFileTime(created).ToUniversalTime(), child.Process.GetCreateTime());
    }

    [Fact]
    public void CpuTimesAreThoseOfGetProcessTimes()
    {
        using TestChild child = TestChild.Start("spin");
        child.Act();

        // So much of our own that it cannot be taken for the child's.
        TimeSpan enough = CpuTime() + TimeSpan.FromSeconds(1);
        while (Environment.CpuUsage.TotalTime < enough) { }

        using Process runtime = Process.GetProcessById(child.Process.Pid);
        long before = 0,
            kernel = 0,
            user = 0;
        ProcessCpuTimes first = child.Process.GetCpuTimes();
        Assert.NotEqual(0, Win32.GetProcessTimes(runtime.Handle, &before, &before, &kernel, &user));
        ProcessCpuTimes last = child.Process.GetCpuTimes();
        Assert.InRange(user, first.User.Ticks, last.User.Ticks);
        Assert.InRange(kernel, first.System.Ticks, last.System.Ticks);
        TimeSpan second = CpuTime();
        TimeSpan slack = TimeSpan.FromSeconds(0.5);
        Assert.SkipWhen(
            first.Total > second + slack,
            "GetProcessTimes: of another process this system tells the caller's own times; the process table tells the right ones."
        );
        Assert.InRange(second, first.Total - slack, last.Total + slack);

        TimeSpan CpuTime() =>
            Processes.Capture(ProcessFields.CpuTimes).Single(snapshot => snapshot.Pid == child.Process.Pid).CpuTimes!.Value.Total;
    }

    [Fact]
    public void ANumberThatIsNoMultipleOfFourIsNobodys()
    {
        using TestChild child = TestChild.Start("wait");
        for (int beside = 1; beside < 4; beside++)
        {
            Assert.False(Processes.Exists(child.Process.Pid + beside));
            Assert.False(Processes.TryGet(child.Process.Pid + beside, out _));
            Assert.Throws<NoSuchProcessException>(
                Processes.FromIdentity(child.Process.Identity with { Pid = child.Process.Pid + beside }).Kill
            );
        }

        Assert.True(child.Process.IsRunning());
        Assert.False(Processes.Exists(-4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.FromIdentity(new ProcessIdentity(-4, null)));
    }

    [Fact]
    public void OneProcessAndTheTableTellTheSame()
    {
        const ProcessFields Fields =
            ProcessFields.Name
            | ProcessFields.ParentPid
            | ProcessFields.CreateTime
            | ProcessFields.CommandLine
            | ProcessFields.ExecutablePath
            | ProcessFields.WorkingDirectory
            | ProcessFields.UserName
            | ProcessFields.PriorityClass
            | ProcessFields.CpuAffinity;
        using TestChild child = TestChild.Start("wait", "x y");
        ProcessSnapshot alone = child.Process.Capture(Fields);
        ProcessSnapshot among = Processes.Capture(Fields | ProcessFields.Status).Single(snapshot => snapshot.Pid == child.Process.Pid);
        Assert.Equal(
            (alone.Identity, alone.Name, alone.ParentPid, alone.CreateTime),
            (among.Identity, among.Name, among.ParentPid, among.CreateTime)
        );
        Assert.Equal(
            (alone.ExecutablePath, alone.WorkingDirectory, alone.UserName),
            (among.ExecutablePath, among.WorkingDirectory, among.UserName)
        );
        Assert.Equal(alone.CommandLine, among.CommandLine);
        Assert.Equal(alone.CpuAffinity, among.CpuAffinity);
        Assert.Equal(alone.PriorityClass, among.PriorityClass);
    }

    [Fact]
    public void TheSessionIsTheOneThatTheBaseClassesName()
    {
        using System.Diagnostics.Process current = System.Diagnostics.Process.GetCurrentProcess();
        Assert.Equal(current.SessionId, Processes.Current.GetSessionId());
    }

    [Fact]
    public void WhatUnixAloneHasIsNotSupported()
    {
        OSProcess current = Processes.Current;
        Assert.Throws<PsutilNotSupportedException>(() => current.GetNice());
        Assert.Throws<PsutilNotSupportedException>(() => current.GetProcessGroupId());
        Assert.Throws<PsutilNotSupportedException>(() => current.GetUserIds());
        Assert.Throws<PsutilNotSupportedException>(() => current.GetTerminal());
        Assert.Throws<PsutilNotSupportedException>(() => current.GetFileDescriptorCount());
        Assert.Throws<PsutilNotSupportedException>(() => current.GetResourceLimits());
        Assert.Throws<PsutilNotSupportedException>(() => current.SetNice(1));
    }

    [Fact]
    public void AThreadsNameIsItsDescription()
    {
        using ManualResetEventSlim done = new();
        Thread thread = new(() => done.Wait()) { Name = "psutil näme" };
        thread.Start();
        Assert.True(Capability.Within(TestChild.Patience, () => Processes.Current.GetThreads().Any(info => info.Name == "psutil näme")));
        done.Set();
        thread.Join();
    }

    [Fact]
    public void TheOwnerIsWhoTheRuntimeSaysHeIs() =>
        Assert.Equal($@"{Environment.UserDomainName}\{Environment.UserName}", Processes.Current.GetUserName(), ignoreCase: true);

    [Fact]
    public void HandlesAreCounted()
    {
        OSProcess current = Processes.Current;
        int before = current.GetHandleCount();
        int moves = 0;
        int after = before;
        List<EventWaitHandle> events = [];
        for (int count = 0; count < 50; count++)
        {
            events.Add(new EventWaitHandle(false, EventResetMode.ManualReset));
            int now = current.GetHandleCount();
            moves += now == after ? 0 : 1;
            after = now;
        }

        events.ForEach(handle => handle.Dispose());
        Assert.SkipWhen(moves < 10, "This system's count of handles does not move with each that is opened.");
        Assert.InRange(after - before, 40, 200);
    }
}
