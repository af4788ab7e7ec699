using System.Buffers.Binary;
using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>
/// What Wine has nothing of: disks' counters and temperatures, sessions, batteries, page files, job limits, many processor groups.
/// </summary>
public unsafe class MachineParsingTests
{
    [Fact]
    public void ADisksTimesAreIn100Nanoseconds()
    {
        NativeMemoryBuilder answer = new();
        answer.Add(
            new DiskPerformance
            {
                BytesRead = 1000,
                BytesWritten = 2000,
                ReadTime = 15_000_000,
                WriteTime = 25_000,
                ReadCount = 3,
                WriteCount = 4,
            }
        );
        long[] counters = new long[DiskPerformanceParser.CounterCount];
        Assert.True(DiskPerformanceParser.TryParse(answer.Bytes, counters));
        Assert.Equal(
            new DiskIOCounters
            {
                ReadCount = 3,
                WriteCount = 4,
                ReadBytes = 1000,
                WriteBytes = 2000,
                ReadTime = TimeSpan.FromSeconds(1.5),
                WriteTime = TimeSpan.FromMilliseconds(2.5),
            },
            DiskPerformanceParser.ToCounters(counters)
        );
        Assert.False(DiskPerformanceParser.TryParse(answer.Bytes.AsSpan(1), counters));
        Assert.False(DiskPerformanceParser.TryParse(answer.Bytes, counters.AsSpan(1)));
        HostileInput.NeverThrows(answer.Bytes, bytes =>
        {
            if (DiskPerformanceParser.TryParse(bytes, counters))
            {
                Assert.True(DiskPerformanceParser.ToCounters(counters).ReadTime >= TimeSpan.Zero);
            }
        });
    }

    [Fact]
    public void ADisksTemperaturesAreRead()
    {
        byte[] answer = new byte[24 + (3 * 16)];
        Put(8, 90);
        Put(10, 80);
        Put(12, 3);
        Put(24, 0);
        Put(26, 41);
        Put(40, 1);
        Put(42, -5);
        Put(56, 2);
        Put(58, short.MinValue);
        Assert.Equal(
            [
                new TemperatureReading
                {
                    CurrentCelsius = 41,
                    HighCelsius = 80,
                    CriticalCelsius = 90,
                },
                new TemperatureReading
                {
                    Label = "Sensor 1",
                    CurrentCelsius = -5,
                    HighCelsius = 80,
                    CriticalCelsius = 90,
                },
            ],
            StorageTemperature.Parse(answer)
        );
        HostileInput.NeverThrows(answer, bytes => _ = StorageTemperature.Parse(bytes));

        void Put(int offset, short value) => BinaryPrimitives.WriteInt16LittleEndian(answer.AsSpan(offset), value);
    }

    [Fact]
    public void ASessionIsALoginIfItHasAUser()
    {
        SessionDetails session = new() { ConnectTime = 132_000_000_000_000_000 };
        Assert.Null(SessionParser.Parse(session, "", default));
        "Adä\ud800".CopyTo(new Span<char>(session.UserName, 21));
        SessionClientAddress client = new() { AddressFamily = 2 };
        ((ReadOnlySpan<byte>)[0, 0, 192, 0, 2, 7]).CopyTo(new Span<byte>(client.Address, 20));
        Assert.Equal(
            new UserSession
            {
                Name = "Adä\ud800",
                Host = "192.0.2.7",
                Started = DateTimeOffset.FromFileTime(132_000_000_000_000_000).ToUniversalTime(),
            },
            SessionParser.Parse(session, "", client)
        );
        Assert.Null(SessionParser.Parse(session, "", default)!.Host);
        session.ConnectTime = 0;
        Assert.Null(SessionParser.Parse(session, "", client)!.Started);
        new Span<char>(session.UserName, 21).Fill('x');
        Assert.Equal(new string('x', 21), SessionParser.Parse(session, "", client)!.Name);

        // The whole name has no limit of 20 characters.
        string whole = new('x', 80);
        Assert.Equal(whole, SessionParser.Parse(session, whole, client)!.Name);
    }

    [Fact]
    public void DisksHaveNumbersWithGapsAndWithoutALimit()
    {
        const string Names =
            "C:\0PhysicalDrive64\0CdRom0\0PhysicalDrive3\0PhysicalDrive\0PHYSICALDRIVE10\0PhysicalDrive3\0PhysicalDriveX\0\0";
        Assert.Equal(["PhysicalDrive3", "PHYSICALDRIVE10", "PhysicalDrive64"], DeviceNames.FindDisks(Names));
        Assert.Empty(DeviceNames.FindDisks(""));
        Assert.Empty(DeviceNames.FindDisks("PhysicalDrive99999999999\0\0"));
    }

    [Fact]
    public void WithAQuotaTheUsedSpaceIsThatOfTheUser()
    {
        // 10 of 100 are left of a quota, on a volume of which far more is free.
        Assert.Equal(
            new DiskUsage
            {
                Total = 100,
                Used = 90,
                Free = 10,
            },
            WindowsDiskUsage.ToUsage(available: 10, total: 100)
        );
        Assert.Equal(0, WindowsDiskUsage.ToUsage(available: 101, total: 100).Used);
        Assert.Equal(long.MaxValue, WindowsDiskUsage.ToUsage(available: 0, total: ulong.MaxValue).Used);
    }

    [Theory]
    [InlineData(0, 1, 55, 3600, false, BatteryStatus.Discharging, 3600)]
    [InlineData(1, 8, 55, 3600, true, BatteryStatus.Charging, null)]
    [InlineData(1, 1, 100, uint.MaxValue, true, BatteryStatus.Full, null)]
    [InlineData(1, 1, 80, uint.MaxValue, true, BatteryStatus.NotCharging, null)]
    [InlineData(0, 2, 20, uint.MaxValue, false, BatteryStatus.Discharging, null)]
    [InlineData(255, 1, 20, 60, null, null, 60)]
    public void ABatteryIsWhatThePowerStatusSays(
        byte line,
        byte flag,
        byte percent,
        uint seconds,
        bool? isPluggedIn,
        BatteryStatus? status,
        int? left
    ) =>
        Assert.Equal(
            new BatteryReading
            {
                Percent = percent,
                TimeLeft = left is { } known ? TimeSpan.FromSeconds(known) : null,
                IsPluggedIn = isPluggedIn,
                Status = status,
            },
            BatteryParser.Parse(
                new SystemPowerStatus
                {
                    ACLineStatus = line,
                    BatteryFlag = flag,
                    BatteryLifePercent = percent,
                    BatteryLifeTime = seconds,
                }
            )
        );

    [Theory]
    [InlineData(128, 255)]
    [InlineData(255, 255)]
    [InlineData(136, 50)]
    public void NoBatteryIsNull(byte flag, byte percent) =>
        Assert.Null(BatteryParser.Parse(new SystemPowerStatus { BatteryFlag = flag, BatteryLifePercent = percent }));

    [Fact]
    public void PageFilesAreAddedUp()
    {
        NativeMemoryBuilder answer = new();
        answer.Add(
            new SystemPageFile
            {
                NextEntryOffset = 32,
                TotalSize = 1000,
                TotalInUse = 30,
            }
        );
        answer.Add(new SystemPageFile { TotalSize = 1000, TotalInUse = 12 });
        answer.Add(new SystemPageFile { TotalInUse = 999 });
        Assert.Equal(42, PageFiles.SumInUse(answer.Bytes));
        HostileInput.NeverThrows(answer.Bytes, bytes => _ = PageFiles.SumInUse(bytes));
    }

    [Fact]
    public void CountersOfTheSystemAreWhereTheyAre()
    {
        byte[] answer = new byte[344];
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(296), 4_000_000_000);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(308), 7);
        Assert.Equal((4_000_000_000, 7), (SystemPerformance.ContextSwitches(answer), SystemPerformance.SystemCalls(answer)));
        Assert.Null(SystemPerformance.ContextSwitches(new byte[344]));
        Assert.Null(SystemPerformance.SystemCalls(answer.AsSpan(0, 311)));
        HostileInput.NeverThrows(answer, bytes => _ = (SystemPerformance.ContextSwitches(bytes), SystemPerformance.SystemCalls(bytes)));
    }

    [Fact]
    public void CoresAreCountedAmongOtherRecords()
    {
        NativeMemoryBuilder answer = new();
        foreach ((int relation, int size) in ((int, int)[])[(0, 48), (3, 80), (0, 56), (2, 40)])
        {
            answer.AddBytes(BitConverter.GetBytes(relation));
            answer.AddBytes(BitConverter.GetBytes(size));
            answer.AddBytes(new byte[size - 8]);
        }

        Assert.Equal(2, ProcessorCores.Count(answer.Bytes));
        Assert.Null(ProcessorCores.Count([]));
        HostileInput.NeverThrows(answer.Bytes, bytes => _ = ProcessorCores.Count(bytes));
    }

    [Fact]
    public void CpuTimesAddUpToTheTimeThatPassed()
    {
        SystemProcessorPerformance one = new()
        {
            IdleTime = 60_000_000,
            KernelTime = 90_000_000,
            UserTime = 10_000_000,
            InterruptTime = 5_000_000,
            DpcTime = 3_000_000,
        };
        CpuTimes times = CpuTimesParser.Parse(one);
        Assert.Equal(TimeSpan.FromSeconds(2.2), times.System);
        Assert.Equal(TimeSpan.FromSeconds(10), times.Total);
        Assert.Equal(TimeSpan.FromSeconds(20), CpuTimesParser.Sum([one, one]).Total);
        Assert.Equal(TimeSpan.Zero, CpuTimesParser.Parse(new SystemProcessorPerformance { IdleTime = 5 }).System);
    }

    [Fact]
    public void CpusAreNumberedThroughAllGroups()
    {
        ProcessorGroups groups = new([64, 40, 8]);
        Assert.Equal(112, groups.TotalCount);
        Assert.Equal([64, 66, 103], groups.ToNumbers(((nuint)1 << 39) | 0b101, 1));
        Assert.Equal(Enumerable.Range(64, 40), groups.ToNumbers(nuint.MaxValue, 1));
        Assert.Equal(Enumerable.Range(0, 64), groups.ToNumbers(nuint.MaxValue, 0));
        Assert.Empty(groups.ToNumbers(nuint.MaxValue, 3));
        Assert.Equal(Enumerable.Range(0, 64).Concat(Enumerable.Range(104, 8)), groups.AllOf([2, 0, 9]));
        Assert.True(groups.TryToMask([65, 64], out int group, out nuint mask));
        Assert.Equal((1, (nuint)0b11), (group, mask));
        Assert.True(groups.TryToMask([63], out group, out mask));
        Assert.Equal((0, (nuint)1 << 63), (group, mask));
        Assert.False(groups.TryToMask([63, 64], out _, out _));
        Assert.False(groups.TryToMask([112], out _, out _));
        Assert.False(groups.TryToMask([-1], out _, out _));
        Assert.False(groups.TryToMask([], out _, out _));
    }

    [Fact]
    public void WhoMayRunInSeveralGroupsIsNotRestrictedToOne()
    {
        ProcessorGroups groups = new([64, 40, 8]);
        Assert.Equal(Enumerable.Range(64, 40), groups.ToWiden([70, 71]));
        Assert.Equal(Enumerable.Range(104, 8), groups.ToWiden([111]));
        Assert.Equal(Enumerable.Range(0, 64), groups.ToWiden([]));
        Assert.Empty(groups.ToWiden([.. Enumerable.Range(0, 112)]));
        Assert.Empty(groups.ToWiden([.. Enumerable.Range(0, 104)]));
        Assert.Equal(Enumerable.Range(0, 8), new ProcessorGroups([8]).ToWiden([3]));

        // Windows lists a group only if a thread of the process is assigned to it: this one may be allowed to run in the others too.
        Assert.Empty(groups.ToWiden([.. Enumerable.Range(64, 40)]));
        Assert.Empty(new ProcessorGroups([8]).ToWiden([.. Enumerable.Range(0, 8)]));
    }

    [Theory]
    [InlineData(JobCpuRate.Enabled | JobCpuRate.HardCap, 2500, 2.0)]
    [InlineData(JobCpuRate.Enabled | JobCpuRate.MinimumMaximum, (5000 << 16) | 1000, 4.0)]
    [InlineData(JobCpuRate.Enabled | JobCpuRate.WeightBased, 5, null)]
    [InlineData(JobCpuRate.HardCap, 2500, null)]
    [InlineData(JobCpuRate.Enabled, 2500, null)]
    public void AJobsCpuRateIsInCpus(uint flags, uint rate, double? cpus) =>
        Assert.Equal(cpus, JobLimits.Combine(default, new JobCpuRate { ControlFlags = flags, Rate = rate }, null, cpuCount: 8).CpuCount);

    [Fact]
    public void AJobThatAllowsEverythingHasTheLargestLimit()
    {
        JobExtendedLimits limits = new()
        {
            Basic = new JobBasicLimits { LimitFlags = uint.MaxValue, ActiveProcessLimit = uint.MaxValue },
            JobMemoryLimit = nuint.MaxValue,
            ProcessMemoryLimit = nuint.MaxValue,
        };
        Assert.Equal(
            new MachineLimits
            {
                CpuCount = 52428.0 / 10000 * 8,
                MemoryBytes = long.MaxValue,
                MemoryUsedBytes = long.MaxValue,
                ProcessCount = uint.MaxValue,
            },
            JobLimits.Combine(
                limits,
                new JobCpuRate { ControlFlags = JobCpuRate.Enabled | JobCpuRate.MinimumMaximum, Rate = 52428u << 16 },
                new JobMemoryUsage { JobMemory = ulong.MaxValue },
                8
            )
        );
    }

    [Theory]
    [InlineData(0, WindowsIOPriority.VeryLow)]
    [InlineData(1, WindowsIOPriority.Low)]
    [InlineData(2, WindowsIOPriority.Normal)]
    [InlineData(3, WindowsIOPriority.High)]
    [InlineData(4, null)]
    [InlineData(-1, null)]
    [InlineData(int.MaxValue, null)]
    public void AnIOPriorityIsTheKernelsNumber(int number, WindowsIOPriority? expected)
    {
        Assert.Equal(expected, IOPriorityNumber.Parse(number)?.Windows);
        Assert.True(expected is not { } priority || IOPriorityNumber.Of(priority) == number);
    }

    [Fact]
    public void AJobsLimitsAreThoseThatItSets()
    {
        JobExtendedLimits limits = new()
        {
            Basic = new JobBasicLimits
            {
                LimitFlags = JobBasicLimits.LimitsJobMemory | JobBasicLimits.LimitsActiveProcesses,
                ActiveProcessLimit = 5,
            },
            JobMemoryLimit = 1000,
            ProcessMemoryLimit = 10,
        };
        JobMemoryUsage usage = new() { JobMemory = 400 };
        Assert.Equal(
            new MachineLimits
            {
                MemoryBytes = 1000,
                MemoryUsedBytes = 400,
                ProcessCount = 5,
            },
            JobLimits.Combine(limits, default, usage, 8)
        );
        limits.Basic.LimitFlags |= JobBasicLimits.LimitsProcessMemory;
        Assert.Equal(new MachineLimits { MemoryBytes = 10, ProcessCount = 5 }, JobLimits.Combine(limits, default, usage, 8));
        limits.Basic.LimitFlags = 0;
        Assert.Equal(default, JobLimits.Combine(limits, default, usage, 8));
    }

    [Fact]
    public void AChildsLimitsAreThoseOfItsJob()
    {
        Assert.Equal(JobBasicLimits.KillsOnClose, JobLimits.OfChild(true, null).Basic.LimitFlags);
        JobExtendedLimits limits = JobLimits.OfChild(
            false,
            new Dictionary<ResourceKind, ResourceLimit>
            {
                [ResourceKind.CpuTime] = new(90, null),
                [ResourceKind.DataSize] = new(1 << 20, 1 << 30),
                [ResourceKind.ProcessCount] = new(ulong.MaxValue, null),
            }
        );
        Assert.Equal(
            JobBasicLimits.LimitsProcessTime | JobBasicLimits.LimitsProcessMemory | JobBasicLimits.LimitsActiveProcesses,
            limits.Basic.LimitFlags
        );
        Assert.Equal(TimeSpan.FromSeconds(90).Ticks, limits.Basic.PerProcessUserTimeLimit);
        Assert.Equal((nuint)(1 << 20), limits.ProcessMemoryLimit);
        Assert.Equal(uint.MaxValue, limits.Basic.ActiveProcessLimit);
        limits = JobLimits.OfChild(
            false,
            new Dictionary<ResourceKind, ResourceLimit>
            {
                [ResourceKind.CpuTime] = new(ulong.MaxValue, null),
                [ResourceKind.ProcessCount] = new(null, null),
            }
        );
        Assert.True(limits.Basic.PerProcessUserTimeLimit > TimeSpan.FromDays(365).Ticks);
        Assert.Equal(JobBasicLimits.LimitsProcessTime, limits.Basic.LimitFlags);
        Assert.True(JobLimits.CanLimit(ResourceKind.ProcessCount));
        Assert.False(JobLimits.CanLimit(ResourceKind.OpenFiles));
    }

    [Fact]
    public void TheLoadFallsByHalfInFortyTwoSeconds()
    {
        DampedLoad load = new(10);
        Assert.Equal(new LoadAverage(10, 10, 10), load.Value);
        for (int count = 0; count < 12; count++)
        {
            load.Add(0);
        }

        Assert.Equal(
            (10 / Math.E, 10 * Math.Exp(-0.2), 10 * Math.Exp(-1.0 / 15)),
            (load.Value.OneMinute, load.Value.FiveMinutes, load.Value.FifteenMinutes),
            EqualityComparer<(double, double, double)>.Create(
                (left, right) =>
                    Math.Abs(left.Item1 - right.Item1) + Math.Abs(left.Item2 - right.Item2) + Math.Abs(left.Item3 - right.Item3) < 1e-9
            )
        );
    }
}
