using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcMountsTests
{
    [Fact]
    public void ALineOfMountsIsRead() =>
        Assert.Equal(
            new MountEntry("/dev/sda 1", "/m", "ext3", "rw,noatime", null, null),
            ParseMounts("""/dev/sda\0401 /m ext3 rw,noatime 0 0""")
        );

    // Docker Desktop's mount of a Windows folder in WSL 2.
    [Fact]
    public void OptionsWithSpacesAreWhole()
    {
        const string Options = @"rw,noatime,aname=drvfs;path=C:\Some Folder\x;symlinkroot=/mnt/,mmap,access=client";
        MountEntry entry = ParseMounts($@"C:\134Some\040Folder /mnt/host 9p {Options} 0 0");
        Assert.Equal((@"C:\Some Folder", Options), (entry.Device, entry.Options));
    }

    [Fact]
    public void AnEmptyDeviceLeavesASpaceAtTheStart()
    {
        MountEntry entry = ParseMounts(" /m tmpfs rw,relatime 0 0");
        Assert.Equal(("", "/m", "rw,relatime"), (entry.Device, entry.MountPoint, entry.Options));
    }

    [Theory]
    [InlineData("", "mount point")]
    [InlineData("/dev/sda1 /a\0b ext4 rw 0 0", "mount point")]
    [InlineData("/dev/sda1 /", "filesystem type")]
    [InlineData("/dev/sda1 / ext4", "mount options")]
    public void WhatIsMissingInMountsIsNamed(string line, string expected)
    {
        Assert.False(ProcMounts.TryParse(Encoding.UTF8.GetBytes(line), out _, out string? malformed));
        Assert.Equal(expected, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ProcMounts.TryParse(bytes, out _, out string? malformed) == (malformed is null));

    private static MountEntry ParseMounts(string line)
    {
        Assert.True(ProcMounts.TryParse(Encoding.UTF8.GetBytes(line), out MountEntry? entry, out string? malformed), malformed);
        return entry;
    }
}
