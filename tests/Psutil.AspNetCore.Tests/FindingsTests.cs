using Psutil.AspNetCore.Sampling;
using Psutil.Tool.Readings;

namespace Psutil.AspNetCore.Tests;

public class FindingsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly Findings _findings = new();

    [Fact]
    public void AMachineThatIsWellHasNone() => Assert.Empty(_findings.Judge(Sample(0), null));

    [Theory]
    [InlineData(101, null, null)]
    [InlineData(99, false, 10.0)]
    [InlineData(49, true, 5.0)]
    public void LittleMemoryIsAFinding(long available, bool? isCritical, double? limit)
    {
        Finding? finding = _findings.Judge(Sample(0, available), null).SingleOrDefault();
        Assert.Equal(isCritical, finding?.IsCritical);
        Assert.Equal(limit, finding?.Limit);
    }

    [Fact]
    public void AFindingNamesTheProcessAndTheTimeSinceWhen()
    {
        ProcessSample processes = new([Process(1, 10), Process(2, 30), Process(3, 20)], [], []);
        Assert.Equal(Start, Assert.Single(_findings.Judge(Sample(0, available: 10), processes)).Since);
        Finding later = Assert.Single(_findings.Judge(Sample(100 - 91, available: 10), processes));
        Assert.Equal(Start, later.Since);
        Assert.Equal((2, "p2"), later.Process);
    }

    [Fact]
    public void WhatCameBackAfterAWhileIsNew()
    {
        Assert.Single(_findings.Judge(Sample(0, available: 10), null));
        Assert.Empty(_findings.Judge(Sample(5), null));
        Assert.Equal(Start, Assert.Single(_findings.Judge(Sample(9, available: 10), null)).Since);
        Assert.Empty(_findings.Judge(Sample(30), null));
        Assert.Equal(Start.AddSeconds(31), Assert.Single(_findings.Judge(Sample(31, available: 10), null)).Since);
    }

    [Fact]
    public void ABusyCpuIsAFindingOnlyAfterAWhile()
    {
        Assert.Empty(_findings.Judge(Sample(0, busy: 100), null));
        Assert.Empty(_findings.Judge(Sample(5, busy: 100), null));
        Finding finding = Assert.Single(_findings.Judge(Sample(10, busy: 100), null));
        Assert.Equal(("cpu", false, Start), (finding.Kind, finding.IsCritical, finding.Since));
    }

    [Fact]
    public void AFullFileSystemIsAFindingUnlessItIsReadOnly()
    {
        MachineSample sample = Sample(0) with { FileSystems = [Full("/", "rw,noatime"), Full("/snap", "nosuid,ro")] };
        Finding finding = Assert.Single(_findings.Judge(sample, null));
        Assert.Equal(("file-system", "/", true), (finding.Kind, finding.Subject, finding.IsCritical));
    }

    private static PartitionUsage Full(string mountPoint, string options) =>
        new()
        {
            Partition = new DiskPartition { MountPoint = mountPoint, Options = options },
            Usage = new DiskUsage
            {
                Total = 100,
                Used = 99,
                Free = 1,
            },
        };

    private static LiveProcess Process(int pid, long rss) =>
        new()
        {
            Identity = new ProcessIdentity(pid, 1),
            CreateTime = null,
            ParentPid = null,
            Name = $"p{pid}",
            UserName = null,
            Status = null,
            CpuPercent = null,
            Rss = rss,
            ThreadCount = null,
            ReadRate = null,
            WriteRate = null,
            Arguments = null,
        };

    private static MachineSample Sample(int second, long available = 600, double busy = 0) =>
        new()
        {
            Time = Start.AddSeconds(second),
            Cpu = new CpuTimesPercent
            {
                Busy = busy,
                User = busy,
                System = 0,
                Idle = 100 - busy,
            },
            Cores = [],
            Load = null,
            Memory = new MemoryReading(
                new VirtualMemory
                {
                    Total = 1000,
                    Available = available,
                    Used = 1000 - available,
                    Free = available,
                },
                null,
                null
            ),
            SwapInRate = null,
            SwapOutRate = null,
            CpuPressure = null,
            IOPressure = null,
            Disks = null,
            Network = null,
            FileSystems = null,
            Sensors = null,
            Gpus = null,
            Gaps = new Gaps(),
        };
}
