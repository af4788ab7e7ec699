using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcMountinfoTests
{
    // The line of the kernel's own document (Documentation/filesystems/proc.rst).
    [Fact]
    public void ALineOfMountInfoIsRead()
    {
        MountEntry entry = ParseMountInfo("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue");
        Assert.Equal(
            new MountEntry("/dev/root", "/mnt2", "ext3", "rw,noatime,errors=continue", "/mnt1", new DeviceNumber(98, 0), 36),
            entry
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("shared:7 ")]
    [InlineData("shared:7 master:1 propagate_from:2 unbindable ")]
    public void OptionalFieldsAreSkipped(string optional)
    {
        MountEntry entry = ParseMountInfo($"26 1 8:2 / / rw,relatime {optional}- xfs /dev/sda2 rw,attr2,inode64");
        Assert.Equal(new MountEntry("/dev/sda2", "/", "xfs", "rw,relatime,attr2,inode64", "/", new DeviceNumber(8, 2), 26), entry);
    }

    // Docker Desktop's mount of a Windows folder in WSL 2.
    [Fact]
    public void OptionsWithSpacesAreWhole()
    {
        const string Options = @"rw,noatime,aname=drvfs;path=C:\Some Folder\x;symlinkroot=/mnt/,mmap,access=client";
        MountEntry entry = ParseMountInfo(
            $@"560 10 0:138 / /mnt/host rw,noatime - 9p C:\134Some\040Folder {Options.Replace(",noatime", "", StringComparison.Ordinal)}"
        );
        Assert.Equal((@"C:\Some Folder", Options), (entry.Device, entry.Options));
    }

    [Fact]
    public void AMountPointCalledLikeTheSeparatorIsNotTakenForIt()
    {
        MountEntry entry = ParseMountInfo("26 1 0:40 /- /- rw - tmpfs - rw");
        Assert.Equal(("-", "/-", "/-"), (entry.Device, entry.MountPoint, entry.Root));
    }

    [Fact]
    public void AnEmptyDeviceLeavesTwoSpaces()
    {
        MountEntry entry = ParseMountInfo("42 27 0:39 / /m rw,relatime - tmpfs  rw");
        Assert.Equal(("", "/m", "rw,relatime"), (entry.Device, entry.MountPoint, entry.Options));
    }

    [Fact]
    public void EscapesAreUndoneBeforeBytesBecomeText()
    {
        MountEntry entry = ParseMountInfo("""7 1 0:1 /a\040b /t\011\012\134\043x\303\244 rw - fuse.sshfs user@host:/a\040b rw""");
        Assert.Equal("/t\t\n\\#xä", entry.MountPoint);
        Assert.Equal("/a b", entry.Root);
        Assert.Equal("user@host:/a b", entry.Device);
        Assert.Equal("fuse.sshfs", entry.FileSystemType);
    }

    [Fact]
    public void BytesThatAreNotUtf8AreKept()
    {
        byte[] line = [.. "7 1 0:1 / /bad"u8, 0xFF, .. "\\040\\377 rw - tmpfs t rw"u8];
        Assert.True(ProcMountinfo.TryParse(line, out MountEntry? entry, out _));
        Assert.Equal("/bad\uDCFF \uDCFF", entry.MountPoint);
    }

    [Theory]
    [InlineData("""\""", """\""")]
    [InlineData("""\04""", """\04""")]
    [InlineData("""\08a""", """\08a""")]
    [InlineData("""\999""", """\999""")]
    [InlineData("""\777""", """\777""")]
    [InlineData("""\134040""", """\040""")]
    [InlineData("""\\040""", """\ """)]
    [InlineData("""a\054b\075c""", """a\054b\075c""")]
    public void WhatIsNoEscapeIsLeftAsItIs(string field, string expected) =>
        Assert.Equal(expected, MountText.Decode(Encoding.UTF8.GetBytes(field)));

    // Left and middle: the two halves in mountinfo; right: the same mount in 'mounts'.
    [Theory]
    [InlineData("rw,relatime", "rw", "rw,relatime")]
    [InlineData("rw", "rw", "rw")]
    [InlineData("ro,relatime", "rw,discard", "ro,relatime,discard")]
    [InlineData("rw,relatime", "ro,discard", "ro,relatime,discard")]
    [InlineData("rw,nosuid,nodev,noexec", "rw,seclabel,size=4k", "rw,seclabel,nosuid,nodev,noexec,size=4k")]
    [InlineData("rw,relatime", "rw,sync,dirsync,mand,lazytime,stripe=64", "rw,sync,dirsync,mand,lazytime,relatime,stripe=64")]
    [InlineData("rw,relatime", "rw,lazytime", "rw,lazytime,relatime")]
    [InlineData("rw,relatime", "rw,stripe=64,sync", "rw,relatime,stripe=64,sync")]
    [InlineData(
        "rw",
        "rw,context=\"system_u:object_r:container_file_t:s0:c1,c2\",lowerdir=/a,upperdir=/b",
        "rw,context=\"system_u:object_r:container_file_t:s0:c1,c2\",lowerdir=/a,upperdir=/b"
    )]
    [InlineData(
        "rw,relatime",
        "rw,context=\"u:r:t:s0:c1,c2\",seclabel,lowerdir=/a",
        "rw,context=\"u:r:t:s0:c1,c2\",seclabel,relatime,lowerdir=/a"
    )]
    [InlineData("rw,relatime", "rw,lowerdir=/a\"b,upperdir=/c", "rw,relatime,lowerdir=/a\"b,upperdir=/c")]
    [InlineData("rw,relatime", "rw,synced,s,contexts=1", "rw,relatime,synced,s,contexts=1")]
    public void OptionsStandInTheOrderOfMounts(string mount, string fileSystem, string expected) =>
        Assert.Equal(expected, ParseMountInfo($"1 0 8:1 / / {mount} - ext4 /dev/sda1 {fileSystem}").Options);

    [Theory]
    [InlineData("", "major:minor")]
    [InlineData("1 2 x / / rw - ext4 d rw", "major:minor")]
    [InlineData("1 2 8:-1 / / rw - ext4 d rw", "major:minor")]
    [InlineData("1 2 8:99999999999 / / rw - ext4 d rw", "major:minor")]
    [InlineData("1 2 8:1", "root")]
    [InlineData("1 2 8:1 /", "mount point")]
    [InlineData("1 2 8:1 / /a\0b rw - ext4 d rw", "mount point")]
    [InlineData("1 2 8:1 / /a\\000b rw - ext4 d rw", "mount point")]
    [InlineData("1 2 8:1 / / rw shared:1", "separator")]
    [InlineData("1 2 8:1 / / rw -", "filesystem type")]
    [InlineData("1 2 8:1 / / rw - ext4 d", "super options")]
    public void WhatIsMissingInMountInfoIsNamed(string line, string expected)
    {
        Assert.False(ProcMountinfo.TryParse(Encoding.UTF8.GetBytes(line), out _, out string? malformed));
        Assert.Equal(expected, malformed);
    }

    [Fact]
    public void ALineCutAnywhereIsReadOrRefused()
    {
        byte[] line = [.. "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue"u8];
        for (int length = 0; length < line.Length; length++)
        {
            bool understood = ProcMountinfo.TryParse(line.AsSpan(0, length), out MountEntry? entry, out string? malformed);
            Assert.Equal(understood, entry is not null);
            Assert.Equal(understood, malformed is null);
        }
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(bytes =>
            {
                MountText.Decode(bytes);
                return ProcMountinfo.TryParse(bytes, out _, out string? malformed) == (malformed is null);
            });

    [Fact]
    public void NoTextOfTheRightShapeMakesItThrow() =>
        Gen.Char["19:/- \\04,\"=srwync"]
            .Array[0, 120]
            .Sample(characters =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(characters);
                MountOptions.Combine(bytes, bytes);
                return ProcMountinfo.TryParse(bytes, out _, out string? malformed) == (malformed is null)
                    && ProcMountinfo.TryParse([.. "1 2 8:1 / / rw - ext4 d "u8, .. bytes], out _, out malformed) == (malformed is null);
            });

    private static MountEntry ParseMountInfo(string line)
    {
        Assert.True(ProcMountinfo.TryParse(Encoding.UTF8.GetBytes(line), out MountEntry? entry, out string? malformed), malformed);
        return entry;
    }
}
