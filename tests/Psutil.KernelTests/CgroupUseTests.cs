namespace Psutil.KernelTests;

/// <summary>
/// What groups of the second version use, with the controllers cpu, memory, io and pids: the test does a known amount in a group of its
/// own, and what the library reports lies between what the kernel's files say before and after.
/// </summary>
public sealed class CgroupUseTests : IClassFixture<KernelMachine>, IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private const string Group = $"{Root}/use";
    private const int Mega = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly KernelMachine _machine;
    private readonly bool _measuresPressure = File.ReadAllText("/proc/cmdline").Split(' ').Any(word => word.Trim() == "psi=1");

    public CgroupUseTests(KernelMachine machine)
    {
        _machine = machine;
        Shell.Run($"echo +cpu +memory +io +pids > {Root}/cgroup.subtree_control; mkdir {Group}");
    }

    public void Dispose() =>
        Assert.True(
            SpinWait.SpinUntil(
                () => Shell.Succeeds($"rmdir {Group} && echo -cpu -memory -io -pids > {Root}/cgroup.subtree_control"),
                Patience
            )
        );

    [Fact]
    public void AProcessThatIsKilledForItsMemoryIsCounted()
    {
        const long Limit = 32 * Mega;
        Shell.Run($"echo {Limit} > {Group}/memory.max");
        Assert.Equal(0, Read().Memory!.OomKills);

        // It reads on until it has no memory left: a line of zeros without an end.
        Shell.Run($"(echo $BASHPID > {Group}/cgroup.procs; exec tail /dev/zero) > /dev/null 2>&1; [ $? -eq 137 ]");
        CgroupMemory memory = Read().Memory!;
        Assert.Equal(1, memory.OomKills);
        Assert.InRange(memory.OomEvents!.Value, 1, long.MaxValue);
        Assert.InRange(memory.MaxEvents!.Value, 1, long.MaxValue);
        Assert.Equal(Limit, memory.Limit);
        if (File.Exists($"{Group}/memory.peak"))
        {
            // The kernel lets a charge that must not fail pass the limit.
            Assert.InRange(memory.Peak!.Value, Limit / 2, Limit + Mega);
        }
        else
        {
            Assert.Null(memory.Peak);
        }
    }

    [Fact]
    public void ASharedFileOfTheGroupIsItsMemory()
    {
        const string File = "/dev/shm/psutil-use";
        try
        {
            RunInGroup($"dd if=/dev/zero of={File} bs=1M count=24 status=none");

            // The kernel adds up what single CPUs have counted every two seconds.
            Assert.True(SpinWait.SpinUntil(() => Read().Memory!.Shared >= 24 * Mega, Patience), $"{Read().Memory}");
            AssertBetween("memory.current", "", snapshot => snapshot.Memory!.Current);
            AssertBetween("memory.stat", "shmem", snapshot => snapshot.Memory!.Shared);
            AssertBetween("memory.stat", "file", snapshot => snapshot.Memory!.File);
            AssertBetween("memory.stat", "anon", snapshot => snapshot.Memory!.Anonymous);
        }
        finally
        {
            Shell.Run($"rm -f {File}");
        }
    }

    [Fact]
    public void ALimitOfCpuTimeStopsTheGroupForACountedTime()
    {
        Shell.Run($"echo 10000 100000 > {Group}/cpu.max; echo 50 > {Group}/cpu.weight");
        RunInGroup("timeout 3 bash -c 'while :; do :; done'; true");
        AssertBetween("cpu.stat", "usage_usec", snapshot => (long)snapshot.Cpu!.Usage!.Value.TotalMicroseconds);
        AssertBetween("cpu.stat", "nr_periods", snapshot => snapshot.Cpu!.Periods);
        AssertBetween("cpu.stat", "nr_throttled", snapshot => snapshot.Cpu!.ThrottledPeriods);
        AssertBetween("cpu.stat", "throttled_usec", snapshot => (long)snapshot.Cpu!.ThrottledTime!.Value.TotalMicroseconds);
        CgroupCpu cpu = Read().Cpu!;
        Assert.Equal((0.1, 50), (cpu.LimitCpuCount, cpu.Weight));
        Assert.InRange(cpu.ThrottledPeriods!.Value, 1, cpu.Periods!.Value);
        Assert.InRange(cpu.ThrottledTime!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        Assert.InRange(cpu.Usage!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void WhatTheGroupReadsAndWritesIsCountedByDevice()
    {
        _machine.Need("nvme");
        const string Disk = "/dev/nvme0n1";
        const long Written = 4 * Mega;
        RunInGroup(
            $"dd if=/dev/zero of={Disk} bs=1M count=4 oflag=direct status=none && dd if={Disk} of=/dev/null bs=1M count=2 iflag=direct status=none"
        );
        string number = File.ReadAllText("/sys/block/nvme0n1/dev").Trim();

        // The kernel counts a request when it has ended, and adds up the CPUs when the file is read.
        Assert.True(
            SpinWait.SpinUntil(() => Read().DeviceIO!.Any(device => device.Number == number && device.ReadBytes >= Written / 2), Patience),
            string.Join(' ', Read().DeviceIO!)
        );
        CgroupDeviceIO device = Read().DeviceIO!.Single(device => device.Number == number);
        Assert.Equal("nvme0n1", device.Name);
        Assert.Equal((Written / 2, Written), (device.ReadBytes, device.WriteBytes));
        Assert.InRange(device.WriteCount!.Value, 4, long.MaxValue);
        Assert.InRange(device.ReadCount!.Value, 2, long.MaxValue);
    }

    [Fact]
    public void TasksAreCountedAndLimited()
    {
        Shell.Run($"echo 50 > {Group}/pids.max");
        using ChildProcess first = StartInGroup("/bin/sleep", "600");
        using ChildProcess second = StartInGroup("/bin/sleep", "600");
        CgroupSnapshot group = Read();
        Assert.Equal(new CgroupTasks { Count = 2, Limit = 50 }, group.Tasks);
        Assert.Equal(2, group.ProcessCount);
        Assert.Empty(group.Unavailable?.Keys.Except([CgroupFields.Pressure]) ?? []);
    }

    [Fact]
    public void PressureIsThatOfTheGroup()
    {
        if (!_measuresPressure)
        {
            Assert.Null(Read().Pressure);
            Assert.Equal(UnavailableReason.NotSupported, Read().WhyMissing(CgroupFields.Pressure));
            return;
        }

        // A group that is stopped at its limit waits for a CPU.
        Shell.Run($"echo 10000 100000 > {Group}/cpu.max");
        RunInGroup("timeout 3 bash -c 'while :; do :; done'; true");
        Assert.InRange(Read().Pressure!.Cpu!.Value.Some.Total, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        foreach (string resource in (string[])["cpu", "memory", "io"])
        {
            AssertBetween($"{resource}.pressure", "some", snapshot => (long)Of(snapshot.Pressure!).Some.Total.TotalMicroseconds);

            PressureStall Of(CgroupPressure pressure) =>
                (
                    resource == "cpu" ? pressure.Cpu
                    : resource == "memory" ? pressure.Memory
                    : pressure.IO
                )!.Value;
        }
    }

    [Fact]
    public void AMonitorMeasuresTheGroupAndSaysThatItVanished()
    {
        using CgroupMonitor monitor = Machine.Local.Cgroups!.CreateMonitor();
        monitor.Refresh();
        using (ChildProcess busy = StartInGroup("/bin/bash", "-c", "while :; do :; done"))
        {
            Assert.True(
                SpinWait.SpinUntil(
                    () =>
                    {
                        monitor.Refresh();
                        return monitor.TryGet("/use", out MonitoredCgroup? group) && group.Rates?.CpuPercent > 0;
                    },
                    Patience
                )
            );
        }

        Assert.True(SpinWait.SpinUntil(() => Shell.Succeeds($"rmdir {Group}"), Patience));
        Assert.Equal(["/use"], monitor.Refresh().Vanished.Select(group => group.Path));
        Assert.False(monitor.TryGet("/use", out _));
        Shell.Run($"mkdir {Group}");
        Assert.Equal(["/use"], monitor.Refresh().Appeared.Select(group => group.Path));
    }

    private static CgroupSnapshot Read() => Machine.Local.Cgroups!.Capture().Groups.Single(group => group.Path == "/use");

    private static void RunInGroup(string line) => Shell.Run($"echo $$ > {Group}/cgroup.procs; {line}");

    private static ChildProcess StartInGroup(string program, params string[] arguments)
    {
        ChildProcess child = Machine.Local.Processes.Start(new(program, arguments), killOnDispose: true);
        File.WriteAllText($"{Group}/cgroup.procs", child.Pid.ToString(CultureInfo.InvariantCulture));
        return child;
    }

    // A value of the kernel's file; the number alone if it has no name.
    private static long ReadKernel(string file, string name)
    {
        string text = File.ReadAllText($"{Group}/{file}");
        if (name.Length == 0)
        {
            return long.Parse(text, CultureInfo.InvariantCulture);
        }

        string line = text.Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        return long.Parse(line[(line.LastIndexOfAny([' ', '=']) + 1)..], CultureInfo.InvariantCulture);
    }

    // The group is at rest, but the kernel may still add up or give back what single CPUs hold.
    private static void AssertBetween(string file, string name, Func<CgroupSnapshot, long?> select)
    {
        string seen = "";
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    long before = ReadKernel(file, name);
                    long? value = select(Read());
                    long after = ReadKernel(file, name);
                    seen = $"{file} {name}: {before}, {value}, {after}";
                    return before <= value && value <= after;
                },
                Patience
            ),
            seen
        );
    }
}
