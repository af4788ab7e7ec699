using System.Diagnostics;

namespace Psutil.LinuxTests;

[Collection("mounts")]
public class DeadFileSystemTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private static Disks Disks => Machine.Local.Disks;

    [Fact]
    public void AskingADeadFileSystemEndsInTime()
    {
        using SilentFileSystem dead = new();
        Stopwatch watch = Stopwatch.StartNew();
        PsutilTimeoutException exception = Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, Short));
        Assert.InRange(watch.Elapsed, Short - TimeSpan.FromMilliseconds(5), Long);
        Assert.Equal($"the file system at {dead.Path} did not answer statvfs within 0.1 s", exception.Message);
        Assert.True(SpinWait.SpinUntil(() => dead.Questions == 1, Long));
    }

    [Fact]
    public void AllFileSystemsAreReadAndADeadOneHasAReason()
    {
        using SilentFileSystem dead = new();
        IReadOnlyList<PartitionUsage> all = Disks.GetPartitionUsages(all: true, TimeSpan.FromSeconds(20));
        PartitionUsage silent = Assert.Single(all, entry => entry.Partition.MountPoint == dead.Path);
        Assert.Null(silent.Usage);
        Assert.Equal(UnavailableReason.TimedOut, silent.Unavailable?.Reason);
        Assert.NotNull(Assert.Single(all, entry => entry.Partition.MountPoint == "/").Usage);
        Assert.All(all, entry => Assert.NotEqual(entry.Usage is null, entry.Exception is null));
    }

    [Fact]
    public void ADeadFileSystemIsAskedOnceHoweverOftenItsUserAsks()
    {
        using SilentFileSystem dead = new();
        for (int index = 0; index < 20; index++)
        {
            Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, TimeSpan.FromMilliseconds(5)));
        }

        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, TimeSpan.Zero));
        Assert.True(SpinWait.SpinUntil(() => dead.Questions > 0, Long));
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, Short));
        Assert.Equal(1, dead.Questions);
    }

    [Fact]
    public void OtherFileSystemsAnswerMeanwhile()
    {
        using SilentFileSystem dead = new();
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, Short));
        Assert.True(Disks.GetUsage("/").Total > 0);
        Assert.Contains(Disks.GetPartitions(all: true), partition =>
            partition is { FileSystemType: "fuse", CanHang: true } && partition.MountPoint == dead.Path
        );
        Assert.True(SpinWait.SpinUntil(() => dead.Questions == 1, Long));
    }

    [Fact]
    public async Task LocalFileSystemsAnswerBehindManyDeadOnes()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        List<SilentFileSystem> dead = [];
        using MountedFolder local = new();
        Assert.SkipWhen(
            Disks.GetPartitions(all: true).Last(partition => partition.MountPoint == local.Path).CanHang == true,
            "the folder for temporary files is on a file system that a server answers for"
        );
        try
        {
            for (int index = 0; index < 10; index++)
            {
                dead.Add(new SilentFileSystem());
            }

            // First together, so that no mount is known to be dead yet, then one after the other.
            Task<DiskUsage>[] asked =
            [
                .. dead.Select(mount => Disks.GetUsageAsync(mount.Path, Short, token)),
                Disks.GetUsageAsync(local.Path, Long, token),
            ];
            Assert.Equal(MountedFolder.Size, (await asked[^1]).Total);
            foreach (SilentFileSystem mount in dead)
            {
                Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(mount.Path, Short));
            }

            Assert.Equal(MountedFolder.Size, Disks.GetUsage(local.Path, Long).Total);
            Assert.Equal(MountedFolder.Size, Disks.GetUsage(local.BindPath, Long).Total);
            Assert.Equal(MountedFolder.Size, Disks.GetUsage($"{local.Path}/{MountedFolder.Inner}", Long).Total);
        }
        finally
        {
            dead.ForEach(mount => mount.Dispose());
        }
    }

    [Fact]
    public void ADeadFileSystemIsAskedOnceByWhateverPath()
    {
        using SilentFileSystem dead = new();
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, Short));
        Assert.True(SpinWait.SpinUntil(() => dead.Questions == 1, Long));
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage($"{dead.Path}/.", Short));
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage($"{dead.Path}/", TimeSpan.Zero));
        Assert.Equal(1, dead.Questions);
        dead.Answer();
        Assert.Equal(SilentFileSystem.Blocks * SilentFileSystem.FragmentSize, Disks.GetUsage($"{dead.Path}/.", Long).Total);
    }

    [Fact]
    public void WhatIsMountedOverADeadFileSystemIsAsked()
    {
        using SilentFileSystem dead = new();
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, Short));
        MountCalls.MountMemory("cover", dead.Path, "size=1024k");
        try
        {
            Assert.Equal(1024 * 1024, Disks.GetUsage(dead.Path, Long).Total);
        }
        finally
        {
            MountCalls.Unmount(dead.Path);
        }
    }

    [Fact]
    public void AFileSystemThatComesBackIsAskedAgain()
    {
        using SilentFileSystem dead = new();
        Assert.Throws<PsutilTimeoutException>(() => Disks.GetUsage(dead.Path, Short));
        Assert.True(SpinWait.SpinUntil(() => dead.Questions == 1, Long));
        dead.Answer();
        DiskUsage expected = new()
        {
            Total = SilentFileSystem.Blocks * SilentFileSystem.FragmentSize,
            Used = (SilentFileSystem.Blocks - SilentFileSystem.FreeBlocks) * SilentFileSystem.FragmentSize,
            Free = SilentFileSystem.AvailableBlocks * SilentFileSystem.FragmentSize,
            TotalInodes = SilentFileSystem.Files,
            FreeInodes = SilentFileSystem.FreeFiles,
        };
        Assert.Equal(expected, Disks.GetUsage(dead.Path, Long));
        Assert.Equal(expected, Disks.GetUsage(dead.Path, Long));

        // The server tells of a question through a pipe, which may be read after the answer has come.
        Assert.True(SpinWait.SpinUntil(() => dead.Questions >= 2, Long));
        Assert.InRange(dead.Questions, 2, 3);
    }

    [Fact]
    public async Task AWaiterLearnsThatAFileSystemIsGone()
    {
        Task<PsutilException> waiting;
        using (SilentFileSystem dead = new())
        {
            waiting = Task.Factory.StartNew(
                () => Assert.ThrowsAny<PsutilException>(() => Disks.GetUsage(dead.Path, Long)),
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            Assert.True(SpinWait.SpinUntil(() => dead.Questions == 1, Long));
        }

        Assert.Contains("ECONNABORTED", (await waiting).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileSystemThatDeniesAccessSaysSo()
    {
        using SilentFileSystem dead = new(owner: 12345);
        AccessDeniedException exception = Assert.Throws<AccessDeniedException>(() => Disks.GetUsage($"{dead.Path}/file", Long));
        Assert.Equal($"statvfs({dead.Path}/file)", exception.SystemCall);
        Assert.Null(exception.Pid);
    }
}
