namespace Psutil.Tests.Linux;

public class LinuxCpuTests
{
    private const string CpuFolder = "sys/devices/system/cpu";

    [Fact]
    public void TimesAndCountersComeFromOneFile()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("proc/stat", ProcStatCaptures.Linux310)
            .Add("proc/loadavg", "0.50 1.25 2.00 2/300 4321\n");
        Cpu cpu = tree.Machine.Cpu;
        Assert.Equal(TimeSpan.FromMilliseconds(101321530), cpu.GetTimes().User);
        Assert.Equal([0, 2, 3], cpu.GetTimesPerCpu().Select(core => core.Number));
        Assert.Equal(
            new CpuStatistics
            {
                ContextSwitches = 38014093,
                Interrupts = 8688370575,
                SoftInterrupts = 5057579,
                TasksCreated = 26442,
            },
            cpu.GetStatistics()
        );
        Assert.Equal(new LoadAverage(0.5, 1.25, 2), cpu.GetLoadAverage());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1418183276), tree.Machine.GetBootTime());
    }

    [Fact]
    public void AFileLongerThanTheBufferIsReadOn()
    {
        // 700 CPUs need some 80 KB, the line of the interrupts 200 KB more.
        string cpus = string.Concat(
            Enumerable
                .Range(0, 700)
                .Select(cpu =>
                    $"cpu{cpu} {cpu} 1000000000 1000000000 1000000000 1000000000 1000000000 1000000000 1000000000 1000000000 1000000000\n"
                )
        );
        string interrupts = string.Concat(Enumerable.Repeat(" 0", 100_000));
        using FixtureTree tree = new FixtureTree().Add(
            "proc/stat",
            $"cpu  7 8 9 10 11 12 13 14 15 16\n{cpus}intr 99{interrupts}\nctxt 88\nbtime 1700000000\nprocesses 5\nsoftirq 77 1 2\n"
        );
        Cpu cpu = tree.Machine.Cpu;
        IReadOnlyList<CpuCoreTimes> cores = cpu.GetTimesPerCpu();
        Assert.Equal(700, cores.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(6990), cores[699].Times.User);
        Assert.Equal(TimeSpan.FromMilliseconds(70), cpu.GetTimes().User);
        Assert.Equal(
            new CpuStatistics
            {
                ContextSwitches = 88,
                Interrupts = 99,
                SoftInterrupts = 77,
                TasksCreated = 5,
            },
            cpu.GetStatistics()
        );
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), tree.Machine.GetBootTime());
        Assert.Equal(700, cpu.GetLogicalCount());
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        using FixtureTree tree = new();
        Cpu cpu = tree.Machine.Cpu;
        SystemCallException exception = Assert.Throws<SystemCallException>(() => cpu.GetTimes());
        Assert.Equal($"openat({tree.Root}/proc/stat)", exception.SystemCall);
        Assert.Throws<SystemCallException>(() => cpu.GetTimesPerCpu());
        Assert.Throws<SystemCallException>(() => cpu.GetStatistics());
        Assert.Throws<SystemCallException>(() => cpu.GetLogicalCount());
        Assert.Throws<SystemCallException>(() => cpu.GetLoadAverage());
        Assert.Throws<SystemCallException>(() => tree.Machine.GetBootTime());
        Assert.Null(cpu.GetPhysicalCount());
        Assert.Null(cpu.GetFrequency());
        Assert.Null(cpu.GetPressure());
    }

    [Fact]
    public void AMalformedFileIsNamedWithItsField()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("proc/stat", "cpu  x 1\n")
            .Add("proc/loadavg", "1.0")
            .Add("proc/pressure/cpu", "none");
        Cpu cpu = tree.Machine.Cpu;
        MalformedDataException exception = Assert.Throws<MalformedDataException>(() => cpu.GetTimes());
        Assert.Equal($"{tree.Root}/proc/stat", exception.DataSource);
        Assert.Equal("user", exception.Field);
        Assert.Equal("cpu0", Assert.Throws<MalformedDataException>(() => cpu.GetTimesPerCpu()).Field);
        Assert.Equal("ctxt", Assert.Throws<MalformedDataException>(() => cpu.GetStatistics()).Field);
        Assert.Equal("5 minutes", Assert.Throws<MalformedDataException>(() => cpu.GetLoadAverage()).Field);
        Assert.Equal("btime", Assert.Throws<MalformedDataException>(() => tree.Machine.GetBootTime()).Field);
        Assert.Equal("some", Assert.Throws<MalformedDataException>(() => cpu.GetPressure()).Field);
        Assert.Equal("cpu0", Assert.Throws<MalformedDataException>(() => cpu.GetLogicalCount()).Field);
    }

    [Fact]
    public void LogicalCpusAreCountedInSysfsThenInTheInfoThenInTheTimes()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/stat", ProcStatCaptures.Linux310);
        Cpu cpu = tree.Machine.Cpu;
        Assert.Equal(3, cpu.GetLogicalCount());
        tree.Add("proc/cpuinfo", ProcCpuinfoCaptures.OldArm);
        Assert.Equal(3, cpu.GetLogicalCount());
        tree.Add("proc/cpuinfo", ProcCpuinfoCaptures.TwoPackages);
        Assert.Equal(8, cpu.GetLogicalCount());
        tree.Add($"{CpuFolder}/online", "x\n");
        Assert.Equal(8, cpu.GetLogicalCount());
        tree.Add($"{CpuFolder}/online", "0,2-4\n");
        Assert.Equal(4, cpu.GetLogicalCount());
    }

    [Fact]
    public void CoresAreDifferentSetsOfSiblingsOfTheCpusThatAreOnline()
    {
        using FixtureTree tree = new FixtureTree().Add($"{CpuFolder}/online", "0-2,5\n");
        AddSiblings(tree, "core_cpus_list", (0, "0,4"), (1, "1,5"), (2, "2"), (5, "1,5"), (6, "6-7"));
        Assert.Equal(3, tree.Machine.Cpu.GetPhysicalCount());
    }

    [Fact]
    public void OldKernelsHaveAnotherNameForTheSiblings()
    {
        using FixtureTree tree = new FixtureTree().Add($"{CpuFolder}/online", "0-3\n").Add("proc/cpuinfo", ProcCpuinfoCaptures.Arm);
        Assert.Null(tree.Machine.Cpu.GetPhysicalCount());
        AddSiblings(tree, "thread_siblings_list", (0, "0-1"), (1, "0-1"), (2, "2-3"), (3, "2-3"));
        Assert.Equal(2, tree.Machine.Cpu.GetPhysicalCount());
    }

    [Fact]
    public void WithoutTopologyTheInfoTellsTheCores()
    {
        using FixtureTree tree = new FixtureTree().Add($"{CpuFolder}/online", "0-7\n").Add("proc/cpuinfo", ProcCpuinfoCaptures.TwoPackages);
        Assert.Equal(4, tree.Machine.Cpu.GetPhysicalCount());
    }

    [Theory]
    [InlineData("max 100000", 8)]
    [InlineData("250000 100000", 3)]
    [InlineData("50000 100000", 1)]
    [InlineData("1600000 100000", 8)]
    public void AQuotaLeavesWholeCpusButAtLeastOne(string quota, int expected)
    {
        using FixtureTree tree = new FixtureTree()
            .Add($"{CpuFolder}/online", "0-7\n")
            .Add("proc/self/cgroup", "0::/app\n")
            .Add("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
            .Add("sys/fs/cgroup/app/cpu.max", quota);
        Assert.Equal(expected, tree.Machine.Cpu.GetAvailableCount());
    }

    [Fact]
    public void FrequenciesAreThoseOfThePolicyOfEachCpu()
    {
        using FixtureTree tree = new FixtureTree().Add($"{CpuFolder}/online", "0-3\n");
        AddPolicy(tree, "cpufreq/policy0", "0 1", 1800000, 400000, 2000000);
        AddPolicy(tree, "cpufreq/policy2", "2 3", 2400000, 500000, 3000000);

        // All CPUs of this policy are offline.
        AddPolicy(tree, "cpufreq/policy4", "", 2400000, 500000, 3000000);
        Assert.Equal(
            [Frequency(0, 1800, 400, 2000), Frequency(1, 1800, 400, 2000), Frequency(2, 2400, 500, 3000), Frequency(3, 2400, 500, 3000)],
            tree.Machine.Cpu.GetFrequencyPerCpu()
        );
        Assert.Equal(
            new CpuFrequency
            {
                CurrentMegahertz = 2100,
                MinimumMegahertz = 450,
                MaximumMegahertz = 2500,
            },
            tree.Machine.Cpu.GetFrequency()
        );
    }

    [Fact]
    public void WhatTheKernelMeasuredIsBelievedIfItIsThereForEachCpu()
    {
        using FixtureTree tree = new FixtureTree()
            .Add($"{CpuFolder}/online", "0-1\n")
            .Add("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 1234.5\n\nprocessor\t: 1\ncpu MHz\t\t: 2345.5\n\n");
        AddPolicy(tree, "cpufreq/policy0", "0", 1800000, 400000, 2000000);
        AddPolicy(tree, "cpufreq/policy1", "1", 1900000, 400000, 2000000);
        Assert.Equal([Frequency(0, 1234.5, 400, 2000), Frequency(1, 2345.5, 400, 2000)], tree.Machine.Cpu.GetFrequencyPerCpu());

        tree.Add("proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 1234.5\n\nprocessor\t: 1\ncpu MHz\t\t: Unknown\n\n");
        Assert.Equal([Frequency(0, 1800, 400, 2000), Frequency(1, 1900, 400, 2000)], tree.Machine.Cpu.GetFrequencyPerCpu());
    }

    [Fact]
    public void OldKernelsHaveThePolicyInTheFolderOfTheCpu()
    {
        using FixtureTree tree = new FixtureTree()
            .Add($"{CpuFolder}/online", "0-1\n")
            .AddFolder($"{CpuFolder}/cpufreq")
            .Add($"{CpuFolder}/cpu0/cpufreq/cpuinfo_cur_freq", "1600000\n")
            .Add($"{CpuFolder}/cpu1/cpufreq/cpuinfo_cur_freq", "1700000\n")
            .Add($"{CpuFolder}/cpu2/cpufreq/cpuinfo_cur_freq", "1700000\n")
            .AddFolder($"{CpuFolder}/cpuidle");
        Assert.Equal([Frequency(0, 1600), Frequency(1, 1700)], tree.Machine.Cpu.GetFrequencyPerCpu());
    }

    [Fact]
    public void ACpuWithoutACurrentFrequencyIsLeftOut()
    {
        using FixtureTree tree = new FixtureTree()
            .Add($"{CpuFolder}/online", "0-1\n")
            .Add($"{CpuFolder}/cpufreq/policy0/affected_cpus", "0\n")
            .Add($"{CpuFolder}/cpufreq/policy0/scaling_cur_freq", "<unknown>\n")
            .Add($"{CpuFolder}/cpufreq/policy1/affected_cpus", "1\n")
            .Add($"{CpuFolder}/cpufreq/policy1/scaling_cur_freq", "1000000\n");
        Assert.Equal([Frequency(1, 1000)], tree.Machine.Cpu.GetFrequencyPerCpu());
    }

    [Fact]
    public void WithoutPoliciesTheInfoTellsTheFrequenciesAndNoLimits()
    {
        using FixtureTree tree = new FixtureTree().AddFolder($"{CpuFolder}/cpufreq").Add("proc/cpuinfo", ProcCpuinfoCaptures.Power);
        Assert.Equal([Frequency(0, 3425), Frequency(8, 3026)], tree.Machine.Cpu.GetFrequencyPerCpu());
        tree.Add("proc/cpuinfo", ProcCpuinfoCaptures.Arm);
        Assert.Empty(tree.Machine.Cpu.GetFrequencyPerCpu());
    }

    [Fact]
    public void PressureIsThatOfTheCpu()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/pressure/cpu", "some avg10=1.50 avg60=0.00 avg300=0.00 total=12\n");
        Assert.Equal(
            new PressureStall
            {
                Some = new PressureShare
                {
                    TenSeconds = 1.5,
                    OneMinute = 0,
                    FiveMinutes = 0,
                    Total = TimeSpan.FromMicroseconds(12),
                },
            },
            tree.Machine.Cpu.GetPressure()
        );
    }

    private static void AddSiblings(FixtureTree tree, string file, params (int Cpu, string List)[] siblings)
    {
        foreach ((int cpu, string list) in siblings)
        {
            tree.Add($"{CpuFolder}/cpu{cpu}/topology/{file}", $"{list}\n");
        }
    }

    private static CpuCoreFrequency Frequency(int number, double current, double? minimum = null, double? maximum = null) =>
        new()
        {
            Number = number,
            Frequency = new CpuFrequency
            {
                CurrentMegahertz = current,
                MinimumMegahertz = minimum,
                MaximumMegahertz = maximum,
            },
        };

    private static void AddPolicy(FixtureTree tree, string folder, string affected, int current, int minimum, int maximum) =>
        tree.Add($"{CpuFolder}/{folder}/affected_cpus", $"{affected}\n")
            .Add($"{CpuFolder}/{folder}/scaling_cur_freq", $"{current}\n")
            .Add($"{CpuFolder}/{folder}/cpuinfo_cur_freq", "1\n")
            .Add($"{CpuFolder}/{folder}/scaling_min_freq", $"{minimum}\n")
            .Add($"{CpuFolder}/{folder}/scaling_max_freq", $"{maximum}\n");
}
