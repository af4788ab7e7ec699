using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Abi;

public class FileSystemStatisticsTests
{
    [Theory]
    [InlineData(nameof(FileSystemStatistics.BlockSize), "f_bsize")]
    [InlineData(nameof(FileSystemStatistics.FragmentSize), "f_frsize")]
    [InlineData(nameof(FileSystemStatistics.Blocks), "f_blocks")]
    [InlineData(nameof(FileSystemStatistics.FreeBlocks), "f_bfree")]
    [InlineData(nameof(FileSystemStatistics.AvailableBlocks), "f_bavail")]
    [InlineData(nameof(FileSystemStatistics.Files), "f_files")]
    [InlineData(nameof(FileSystemStatistics.FreeFiles), "f_ffree")]
    [InlineData(nameof(FileSystemStatistics.AvailableFiles), "f_favail")]
    public void AFieldLiesWhereTheHeadersPutIt(string field, string header)
    {
        string offset = $"offsetof(struct statvfs, {header})";
        string size = $"sizeof(((struct statvfs *)0)->{header})";
        IReadOnlyDictionary<string, long> headers = CHeaders.Evaluate("#include <sys/statvfs.h>", offset, size);
        Assert.Equal(headers[offset], Marshal.OffsetOf<FileSystemStatistics>(field));
        Assert.Equal(headers[size], Marshal.SizeOf(typeof(FileSystemStatistics).GetField(field)!.FieldType));
    }

    [Fact]
    public void ThereIsRoomForTheWholeStructure()
    {
        const string Size = "sizeof(struct statvfs)";
        Assert.Equal(CHeaders.Evaluate("#include <sys/statvfs.h>", Size)[Size], Marshal.SizeOf<FileSystemStatistics>());
    }
}
