using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Tests.Linux;

public sealed class DiskUsageFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void BlocksAreCountedInFragments() =>
        Assert.Equal(
            new()
            {
                Total = 1000 * 512,
                Used = 400 * 512,
                Free = 500 * 512,
                TotalInodes = 10,
                FreeInodes = 4,
            },
            LinuxDisks.DiskUsageOf(
                new()
                {
                    BlockSize = 4096,
                    FragmentSize = 512,
                    Blocks = 1000,
                    FreeBlocks = 600,
                    AvailableBlocks = 500,
                    Files = 10,
                    FreeFiles = 4,
                }
            )
        );

    [Fact]
    public void AFileSystemWithoutInodesHasAnUnknownNumberOfThem()
    {
        DiskUsage usage = LinuxDisks.DiskUsageOf(
            new()
            {
                FragmentSize = 4096,
                Blocks = 10,
                FreeBlocks = 5,
                AvailableBlocks = 5,
            }
        );
        Assert.Null(usage.TotalInodes);
        Assert.Null(usage.FreeInodes);
    }

    [Fact]
    public void HugeAndContradictoryCountsDoNotOverflow()
    {
        Assert.Equal(
            new()
            {
                Total = long.MaxValue,
                Used = 0,
                Free = long.MaxValue,
                TotalInodes = long.MaxValue,
                FreeInodes = long.MaxValue,
            },
            LinuxDisks.DiskUsageOf(
                new()
                {
                    FragmentSize = 4096,
                    Blocks = ulong.MaxValue,
                    FreeBlocks = ulong.MaxValue,
                    AvailableBlocks = ulong.MaxValue,
                    Files = ulong.MaxValue,
                    FreeFiles = ulong.MaxValue,
                }
            )
        );
        Assert.Equal(
            0,
            LinuxDisks
                .DiskUsageOf(
                    new()
                    {
                        FragmentSize = 1,
                        Blocks = 5,
                        FreeBlocks = 7,
                        AvailableBlocks = 7,
                    }
                )
                .Used
        );
    }

    [Fact]
    public void WhatIsFreeBelowZeroIsNothing() =>
        Assert.Equal(
            0,
            LinuxDisks
                .DiskUsageOf(
                    new()
                    {
                        FragmentSize = 4096,
                        Blocks = 1000,
                        FreeBlocks = 10,
                        AvailableBlocks = unchecked((ulong)-5),
                    }
                )
                .Free
        );

    [Fact]
    public void APathIsTakenBelowTheMachinesRoot()
    {
        _tree.AddFolder("mnt/data");
        Assert.True(_tree.Machine.Disks.GetUsage("/mnt/data").Total > 0);
        Assert.Throws<SystemCallException>(() => Machine.Local.Disks.GetUsage("/mnt/data"));
    }

    [Fact]
    public void APathThatIsNotThereIsNamed()
    {
        SystemCallException exception = Assert.Throws<SystemCallException>(() => _tree.Machine.Disks.GetUsage("/nowhere\n"));
        Assert.Equal($"statvfs({_tree.Root}/nowhere\n)", exception.SystemCall);
        Assert.Equal(Errno.ENOENT, exception.ErrorCode);
        Assert.Equal($"statvfs({_tree.Root}/nowhere\\n): ENOENT, no such file or directory", exception.Message);
    }

    [Fact]
    public void APathThatTheKernelCannotHaveIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => _tree.Machine.Disks.GetUsage(null!));
        Assert.Throws<ArgumentException>(() => _tree.Machine.Disks.GetUsage("/\0x"));
        Assert.Equal(
            Errno.ENAMETOOLONG,
            Assert.Throws<SystemCallException>(() => _tree.Machine.Disks.GetUsage(new string('x', 300))).ErrorCode
        );
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-10000)]
    public void ATimeBelowZeroIsRefused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _tree.Machine.Disks.GetUsage("/", TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void AnyLongTimeWillDo()
    {
        Assert.True(_tree.Machine.Disks.GetUsage("/", Timeout.InfiniteTimeSpan).Total > 0);
        Assert.True(_tree.Machine.Disks.GetUsage("/", TimeSpan.MaxValue).Total > 0);
    }
}
