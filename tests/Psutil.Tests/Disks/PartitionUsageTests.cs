namespace Psutil.Tests;

public class PartitionUsageTests
{
    private static readonly DiskUsage Usage = new()
    {
        Total = 10,
        Used = 5,
        Free = 5,
    };

    private readonly FakeMachine _machine = new()
    {
        Disks =
        {
            Partitions = { At("/"), At("/dead"), At("/data"), At("/gone") },
            Usage = { ["/"] = Usage, ["/data"] = Usage },
            DeadPaths = { "/dead" },
        },
    };

    [Fact]
    public async Task EveryFileSystemHasItsSpaceOrAReason()
    {
        IReadOnlyList<PartitionUsage> all = _machine.Disks.GetPartitionUsages();
        Assert.Equal(["/", "/dead", "/data", "/gone"], all.Select(entry => entry.Partition.MountPoint));
        Assert.Equal([Usage, null, Usage, null], all.Select(entry => entry.Usage));
        Assert.Equal(
            [null, UnavailableReason.TimedOut, null, UnavailableReason.NotSupported],
            all.Select(entry => entry.Unavailable?.Reason)
        );
        Assert.IsType<PsutilTimeoutException>(all[1].Exception);
        Assert.Equal(
            all.Select(entry => entry.Usage),
            (await _machine.Disks.GetPartitionUsagesAsync(cancellationToken: TestContext.Current.CancellationToken)).Select(entry =>
                entry.Usage
            )
        );
    }

    [Fact]
    public void OfSeveralMountsOnOnePointTheLastIsThere()
    {
        _machine.Disks.Partitions.Add(At("/") with { FileSystemType = "tmpfs" });
        IReadOnlyList<PartitionUsage> all = _machine.Disks.GetPartitionUsages();
        Assert.Equal(4, all.Count);
        Assert.Equal("tmpfs", all[0].Partition.FileSystemType);
    }

    [Fact]
    public async Task ManyAreReadAFewAtATime()
    {
        DiskPartition[] many = [.. Enumerable.Range(0, 200).Select(index => At($"/{index}"))];
        IReadOnlyList<PartitionUsage> all = await _machine.Disks.GetUsagesAsync(
            many,
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal(many, all.Select(entry => entry.Partition));
    }

    [Fact]
    public async Task AWrongTimeoutIsRefusedAndACancelledCallSaysSo()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            _machine.Disks.GetPartitionUsagesAsync(
                timeout: -TimeSpan.FromSeconds(5),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _machine.Disks.GetPartitionUsagesAsync(cancellationToken: new CancellationToken(canceled: true))
        );
    }

    private static DiskPartition At(string mountPoint) =>
        new()
        {
            MountPoint = mountPoint,
            Options = "rw",
            FileSystemType = "ext4",
        };
}
