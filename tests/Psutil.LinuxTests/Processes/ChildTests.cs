using System.Diagnostics;

namespace Psutil.LinuxTests;

public class ChildTests
{
    [Fact]
    public void WhatAChildWasStartedWithIsSeen()
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new("/bin/sleep", ["1000"]) { WorkingDirectory = folder.Path };
        start.Environment["PSUTIL_TEST"] = "a=b=c";
        using Child child = new(start);
        OSProcess process = child.Handle;
        Child.Until(() => process.GetName() == "sleep" && process.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");
        Assert.Equal(["/bin/sleep", "1000"], process.GetCommandLine());
        Assert.Equal("a=b=c", process.GetEnvironment()["PSUTIL_TEST"]);
        Assert.Equal(new DirectoryInfo(folder.Path).FullName, process.GetWorkingDirectory());
        Assert.Equal(Resolve("/bin/sleep"), process.GetExecutablePath());
        Assert.Equal(Environment.ProcessId, process.GetParentPid());
        Assert.Equal(Environment.ProcessId, process.GetParent()!.Pid);
        Assert.Contains(process, Machine.Local.Processes.Current.GetChildren());
        Assert.InRange(process.GetCreateTime(), DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddSeconds(2));
        Assert.Equal(Environment.UserName, process.GetUserName());
        Assert.Equal(1, process.GetThreadCount());
        Child.Until(() => process.GetStatus() == ProcessStatus.Sleeping, "the child to sleep again");
        Assert.True(process.IsRunning());
    }

    [Fact]
    public void AProcessThatEndedIsGoneAndNothingElse()
    {
        using Child child = new();
        OSProcess process = child.Handle;
        child.End();
        Assert.False(process.IsRunning());
        Assert.False(Machine.Local.Processes.Exists(child.Pid));
        Assert.Equal(child.Pid, Assert.Throws<NoSuchProcessException>(() => process.GetName()).Pid);
        Assert.Throws<NoSuchProcessException>(() => process.GetMemory());
        Assert.Throws<NoSuchProcessException>(() => process.SetNice(1));
        Assert.Throws<NoSuchProcessException>(() => process.GetChildren());
        Assert.Throws<NoSuchProcessException>(() => Machine.Local.Processes.Get(child.Pid));
        ProcessSnapshot snapshot = process.Capture(ProcessFields.All);
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(UnavailableReason.Gone, reason.Reason));
        Assert.Contains(ProcessFields.Name, snapshot.Unavailable.Keys);
        Assert.Null(snapshot.Name);
    }

    [Fact]
    public void AHandleNeverAnswersForAnotherProcessWithItsPid()
    {
        // The same PID with an older start: what a reused PID looks like.
        using Child child = new();
        ProcessIdentity real = child.Handle.Identity;
        int nice = child.Handle.GetNice();
        OSProcess former = Machine.Local.Processes.FromIdentity(real with { StartTime = real.StartTime - 1 });
        Assert.False(former.IsRunning());
        Assert.NotEqual(child.Handle, former);
        Assert.Throws<NoSuchProcessException>(() => former.GetCommandLine());
        Assert.Throws<NoSuchProcessException>(() => former.SetNice(nice == 5 ? 6 : 5));
        Assert.Equal(nice, child.Handle.GetNice());
    }

    [Fact]
    public void AZombieIsToldFromTheGone()
    {
        using Child parent = Child.WithZombie(out OSProcess zombie);
        Assert.Equal(ProcessStatus.Zombie, zombie.GetStatus());
        Assert.True(zombie.IsRunning());
        Assert.Equal("python3", zombie.GetName());
        ZombieProcessException exception = Assert.Throws<ZombieProcessException>(() => zombie.GetCommandLine());
        Assert.Equal(zombie.Pid, exception.Pid);
        Assert.Throws<ZombieProcessException>(() => zombie.GetExecutablePath());
        Assert.Throws<ZombieProcessException>(() => zombie.GetMemory());
        Assert.Throws<ZombieProcessException>(() => zombie.GetMemoryFootprint());
        Assert.Throws<ZombieProcessException>(() => zombie.GetMemoryPercent());
        ProcessSnapshot snapshot = zombie.Capture(ProcessFields.Memory | ProcessFields.MemoryFootprint | ProcessFields.ApproximateRss);
        Assert.Equal(UnavailableReason.Zombie, snapshot.WhyMissing(ProcessFields.Memory)?.Reason);
        Assert.Equal(UnavailableReason.Zombie, snapshot.WhyMissing(ProcessFields.MemoryFootprint)?.Reason);
        Assert.Equal(UnavailableReason.Zombie, snapshot.WhyMissing(ProcessFields.ApproximateRss)?.Reason);
        Assert.Equal($"process {zombie.Pid} (python3)", zombie.ToString());
        Assert.Equal(UnavailableReason.Zombie, zombie.Capture(ProcessFields.All).Unavailable[ProcessFields.CommandLine].Reason);
        Assert.Equal(parent.Pid, zombie.GetParentPid());
    }

    [Theory]
    [InlineData("a) (b")]
    [InlineData("name with spaces and a newline\nhere")]
    [InlineData("sixteen-bytes-or-more-of-name")]
    [InlineData("naïve-漢字")]
    public void AnyNameComesWhole(string name)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, name);
        ProgramCopy.Create("/bin/sleep", path);
        using Child child = new(new ProcessStartInfo(path, "1000"));

        // The kernel sets the program first and its arguments, which complete the name, a moment later.
        Child.Until(() => child.Handle.GetExecutablePath() == path && child.Handle.GetCommandLine().Count > 0, "the child to exec");
        Assert.Equal(name, child.Handle.GetName());
    }

    [Fact]
    public void BytesThatAreNotUtf8SurviveInEveryText()
    {
        using Child child = Child.Python(
            """
            import os, sys
            d = b"/tmp/psutil-\xff-" + str(os.getpid()).encode()
            os.mkdir(d); os.chdir(d)
            r, w = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.execve(b"/bin/sleep", [b"sl\xfe\x80ep", b"1000"], {b"K\xe9Y": b"v\xffl"})
            print("ready"); print(pid, flush=True)
            sys.stdin.readline()
            os.kill(pid, 9); os.wait(); os.rmdir(d)
            print("removed", flush=True)
            sys.stdin.read()
            """
        );
        OSProcess process = Machine.Local.Processes.Get(int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture));
        Child.Until(() => process.GetCommandLine().Count == 2, "the grandchild to exec");
        Assert.Equal([0x73, 0x6C, 0xFE, 0x80, 0x65, 0x70], OSText.GetBytes(process.GetCommandLine()[0]));
        Assert.Equal("/tmp/psutil-\uDCFF-" + child.Pid, process.GetWorkingDirectory());
        Assert.Equal("v\uDCFFl", process.GetEnvironment()["K\uDCE9Y"]);
        child.Say("\n");
        Assert.Equal("removed", child.ReadLine());
    }

    [Fact]
    public void AProgramThatWasDeletedKeepsItsPath()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "deleted-program");
        ProgramCopy.Create("/bin/sleep", path);
        using Child child = new(new ProcessStartInfo(path, "1000"));
        Child.Until(() => child.Handle.GetExecutablePath() == path, "the child to exec");
        File.Delete(path);
        Assert.Equal(path, child.Handle.GetExecutablePath());
    }

    [Fact]
    public void OpenFilesTellPositionModeFlagsAndDeletion()
    {
        using TemporaryFolder folder = new();
        using Child child = Child.Python(
            """
            import os, sys
            d = sys.argv[1]
            os.open(d + "/w", os.O_CREAT | os.O_WRONLY)
            fd = os.open(d + "/rw", os.O_CREAT | os.O_RDWR); os.write(fd, b"x" * 1234)
            os.open(d + "/a", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
            os.open(d + "/ra", os.O_CREAT | os.O_RDWR | os.O_APPEND)
            os.open(d + "/gone", os.O_CREAT | os.O_RDONLY); os.unlink(d + "/gone")
            os.open(d, os.O_RDONLY); os.pipe(); os.open("/dev/null", os.O_RDONLY); os.memfd_create("m")
            print("ready", flush=True)
            sys.stdin.read()
            """,
            folder.Path
        );
        Dictionary<string, ProcessOpenFile> files = child
            .Handle.GetOpenFiles()
            .Where(file => file.Path.StartsWith(folder.Path, StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file.Path));
        Assert.Equal(["a", "gone", "ra", "rw", "w"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("w", "r+", "a", "a+", "r"),
            (files["w"].Mode, files["rw"].Mode, files["a"].Mode, files["ra"].Mode, files["gone"].Mode)
        );
        Assert.Equal(1234, files["rw"].Position);
        Assert.Equal(0, files["w"].Position);
        Assert.Equal(1, files["w"].Flags & 3);
        Assert.True(files["gone"].IsDeleted);
        Assert.False(files["w"].IsDeleted);
        Assert.DoesNotContain(child.Handle.GetOpenFiles(), file =>
            file.Path.Contains("memfd", StringComparison.Ordinal) || file.Path == "/dev/null"
        );
        int listed = Directory.GetFileSystemEntries($"/proc/{child.Pid}/fd").Length;
        Assert.Equal(listed, child.Handle.GetFileDescriptorCount());
    }

    [Fact]
    public void SettersChangeWhatGettersRead()
    {
        using Child child = new();
        OSProcess process = child.Handle;
        process.SetNice(7);
        Assert.Equal(7, process.GetNice());
        process.SetIOPriority(IOPriorityClass.BestEffort, 6);
        Assert.Equal(new IOPriority { Class = IOPriorityClass.BestEffort, Level = 6 }, process.GetIOPriority());
        process.SetIOPriority(IOPriorityClass.Idle);
        Assert.Equal(IOPriorityClass.Idle, process.GetIOPriority().Class);
        process.SetResourceLimit(ResourceKind.OpenFiles, new ResourceLimit(100, 200));
        Assert.Equal(new ResourceLimit(100, 200), process.GetResourceLimit(ResourceKind.OpenFiles));
        ResourceLimit cpuTime = process.GetResourceLimit(ResourceKind.CpuTime);
        process.SetResourceLimit(ResourceKind.CpuTime, cpuTime);
        Assert.Equal(cpuTime, process.GetResourceLimit(ResourceKind.CpuTime));
        int cpu = process.GetCpuAffinity()[^1];
        process.SetCpuAffinity([cpu]);
        Assert.Equal([cpu], process.GetCpuAffinity());
        process.ResetCpuAffinity();
        Assert.Equal(Machine.Local.Processes.Current.GetCpuAffinity(), process.GetCpuAffinity());
    }

    [Fact]
    public void SettersRefuseWhatMakesNoSense()
    {
        using Child child = new();
        OSProcess process = child.Handle;
        Assert.Throws<ArgumentOutOfRangeException>(() => process.SetNice(20));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.SetNice(-21));
        Assert.Throws<ArgumentException>(() => process.SetIOPriority(IOPriorityClass.Idle, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.SetIOPriority(IOPriorityClass.BestEffort, 8));
        Assert.Throws<ArgumentException>(() => process.SetResourceLimit(ResourceKind.OpenFiles, new ResourceLimit(2, 1)));
        Assert.Throws<ArgumentException>(() => process.SetResourceLimit(ResourceKind.OpenFiles, new ResourceLimit(null, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.SetResourceLimit(ResourceKind.Unknown, new ResourceLimit(1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.GetResourceLimit(ResourceKind.Unknown));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.GetMemoryPercent(ProcessMemoryKind.Unknown));
        Assert.Throws<ArgumentException>(() => process.SetCpuAffinity([-1]));
        Assert.Throws<ArgumentException>(() => process.SetCpuAffinity([5000]));
        Assert.Throws<ArgumentException>(() => process.SetCpuAffinity(Array.Empty<int>()));
    }

    [Fact]
    public void AnIOPriorityOfWindowsIsRefusedAndChangesNothing()
    {
        using Child child = new();
        IOPriority before = child.Handle.GetIOPriority();
#pragma warning disable CA1416 // What the compiler warns of is what is tried.
        foreach (
            WindowsIOPriority priority in (WindowsIOPriority[])[WindowsIOPriority.VeryLow, WindowsIOPriority.Low, WindowsIOPriority.High]
        )
        {
            Assert.Throws<PsutilNotSupportedException>(() => child.Handle.SetIOPriority(priority));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => child.Handle.SetIOPriority(WindowsIOPriority.Unknown));
#pragma warning restore CA1416
        Assert.Throws<ArgumentOutOfRangeException>(() => child.Handle.SetIOPriority((IOPriorityClass)17));
        Assert.Equal(before, child.Handle.GetIOPriority());
    }

    [Fact]
    public void TheFrameworksProcessIsFoundAndOpenedBothWays()
    {
        using Child child = new();
        OSProcess handle = child.Handle;
        using Process framework = handle.OpenProcess();
        Assert.Equal(child.Pid, framework.Id);
        Assert.Equal(handle, Machine.Local.Processes.Get(framework));
        handle.Kill();
        handle.Wait();
        Child.Until(() => !handle.IsRunning(), "the child to be collected");
        Assert.Throws<NoSuchProcessException>(handle.OpenProcess);
        Assert.Throws<NoSuchProcessException>(() => Machine.Local.Processes.Get(framework));
    }

    [Fact]
    public void TheFirstProcessHasNoParent()
    {
        OSProcess first = Machine.Local.Processes.Get(1);
        Assert.Null(first.GetParentPid());
        Assert.Null(first.GetParent());
        Assert.Empty(first.Capture(ProcessFields.ParentPid).Unavailable);
    }

    [Fact]
    public void ThreadsHaveNamesAndTimesAndAreNoProcesses()
    {
        using Child child = Child.Python(
            """
            import ctypes, sys, threading
            go = threading.Event(); named = threading.Semaphore(0)
            def work():
                ctypes.CDLL(None).prctl(15, b"worker) (x", 0, 0, 0)
                named.release(); go.wait()
            for _ in range(2): threading.Thread(target=work, daemon=True).start()
            named.acquire(); named.acquire()
            print("ready", flush=True)
            sys.stdin.read()
            """
        );
        IReadOnlyList<ProcessThreadInfo> threads = child.Handle.GetThreads();
        Assert.Equal(3, threads.Count);
        Assert.Equal(3, child.Handle.GetThreadCount());
        Assert.Equal(["python3", "worker) (x", "worker) (x"], threads.Select(thread => thread.Name));
        Assert.Equal(child.Pid, threads[0].Id);
        Assert.False(Machine.Local.Processes.Exists(threads[1].Id));
        Assert.False(Machine.Local.Processes.TryGet(threads[1].Id, out _));
    }

    [Fact]
    public void MemoryAgreesWithWhatAChildTouched()
    {
        const long Touched = 64 << 20;
        using Child child = Child.Python(
            $"import sys, mmap; m = mmap.mmap(-1, {Touched}, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\nfor i in range(0, {Touched}, 4096): m[i] = 1\nprint('ready', flush=True); sys.stdin.read()"
        );
        ProcessSnapshot snapshot = child.Handle.Capture(
            ProcessFields.Memory | ProcessFields.MemoryDetails | ProcessFields.MemoryFootprint | ProcessFields.MemoryMaps
        );
        Assert.InRange(snapshot.Memory!.Value.Rss, Touched, Touched * 2);
        Assert.InRange(snapshot.MemoryFootprint!.Value.Uss, Touched, snapshot.Memory.Value.Rss);
        Assert.InRange(snapshot.MemoryFootprint.Value.Pss!.Value, snapshot.MemoryFootprint.Value.Uss, snapshot.Memory.Value.Rss);
        Assert.InRange(snapshot.MemoryDetails!.RssAnonymous!.Value, Touched, Touched * 2);
        Assert.True(snapshot.MemoryDetails.PeakRss >= snapshot.Memory.Value.Rss);
        Assert.Equal(snapshot.Memory.Value.Rss, snapshot.MemoryMaps!.Sum(map => map.Rss));
        Assert.Contains(snapshot.MemoryMaps!, map => map.Path == "[heap]");
        Assert.Equal(snapshot.MemoryMaps!.Sum(map => map.Size), child.Handle.GetMemoryMaps(grouped: true).Sum(map => map.Size));
        double percent = child.Handle.GetMemoryPercent(ProcessMemoryKind.Uss);
        Assert.InRange(percent, Touched * 100.0 / Machine.Local.Memory.GetVirtual().Total * 0.99, 100);
    }

    [Theory]
    [InlineData(ProcessMemoryKind.Shared)]
    [InlineData(ProcessMemoryKind.RssAnonymous)]
    [InlineData(ProcessMemoryKind.RssFile)]
    [InlineData(ProcessMemoryKind.RssSharedMemory)]
    [InlineData(ProcessMemoryKind.HugePages)]
    [InlineData(ProcessMemoryKind.PeakRss)]
    [InlineData(ProcessMemoryKind.PeakVms)]
    public void OtherValuesOfTheMemoryArePercentagesToo(ProcessMemoryKind kind) =>
        Assert.InRange(Machine.Local.Processes.Current.GetMemoryPercent(kind), 0, double.MaxValue);

    [Fact]
    public void AMeterSeesABusyChildAndItsEnd()
    {
        using Child busy = Child.Python("print('ready', flush=True)\nwhile True: pass");
        ProcessCpuMeter meter = busy.Handle.CreateMeter();
        double highest = 0;
        Child.Until(() => (highest = Math.Max(highest, meter.Read() ?? 0)) > 5, "the busy child to be seen");
        busy.End();
        Child.Until(
            () =>
            {
                try
                {
                    meter.Read();
                    return false;
                }
                catch (NoSuchProcessException)
                {
                    return true;
                }
            },
            "the meter to miss the child"
        );
    }

    [Fact]
    public void CpuPercentIsOfOneCpu()
    {
        using Child idle = new();
        Child.Until(
            () => idle.Handle.GetCpuPercent(TimeSpan.FromMilliseconds(200)) is >= 0 and <= 5,
            "the idle child to have begun to sleep"
        );
        using Child busy = Child.Python("print('ready', flush=True)\nwhile True: pass");

        // On a busy machine it gets little, and this thread may not run between the two readings of which one is the clock's.
        Child.Until(() => busy.Handle.GetCpuPercent(TimeSpan.FromMilliseconds(300)) is > 5 and <= 110, "the busy child to be seen");
    }

    [Fact]
    public void AStoppedProcessIsSeenStopped()
    {
        using Child child = Child.Python("import os, signal\nprint('ready', flush=True)\nos.kill(os.getpid(), signal.SIGSTOP)");
        Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Stopped, "the child to stop");
    }

    [Fact]
    public void DescendantsComeParentsFirst()
    {
        using Child child = Child.Python(
            """
            import subprocess, sys
            p = subprocess.Popen([sys.executable, "-c", "import subprocess,sys; q=subprocess.Popen(['sleep','1000']); print(q.pid, flush=True); sys.stdin.read(); q.kill()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            q = p.stdout.readline().decode().strip()
            print("ready"); print(p.pid, q, flush=True)
            sys.stdin.readline(); p.stdin.close(); p.wait(); print("done", flush=True)
            """
        );
        int[] expected = [.. child.ReadLine()!.Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(expected[..1], child.Handle.GetChildren().Select(process => process.Pid));
        Assert.Equal(expected, child.Handle.GetChildren(recursive: true).Select(process => process.Pid));
        Assert.Equal(
            [expected[0], child.Pid, Environment.ProcessId],
            Machine.Local.Processes.Get(expected[1]).GetParents().Select(process => process.Pid).Take(3)
        );
        child.Say("\n");
        Assert.Equal("done", child.ReadLine());
    }

    private static string Resolve(string path) => Oracle.Command.Run("readlink", "-f", path).Trim();
}
