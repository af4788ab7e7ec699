using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>The small lists by which a mount's device is found: file system types, partitions, uevent.</summary>
public class DeviceListParserTests
{
    private static ReadOnlySpan<byte> Partitions =>
        "major minor  #blocks  name\n\n 179        0   31116288 mmcblk0\n 179        2   30850048 mmcblk0p2\n 104        1          9 cciss/c0d0p1\n"u8;

    [Fact]
    public void TypesWithoutADeviceAreLeftOutButForZfs() =>
        Assert.Equal(
            ["ext4", "fuseblk", "zfs"],
            ProcFilesystems.ParseDeviceTypes("nodev\tsysfs\n\text4\nnodev\ttmpfs\n\tfuseblk\nnodev\tzfs\nnodev\tfuse\n\nnodev\n"u8).Order()
        );

    [Fact]
    public void AListWithoutItsLastLineEndIsRead() => Assert.Equal(["xfs"], ProcFilesystems.ParseDeviceTypes("\txfs"u8));

    [Theory]
    [InlineData(179, 2, "mmcblk0p2")]
    [InlineData(104, 1, "cciss/c0d0p1")]
    [InlineData(2, 179, null)]
    [InlineData(0, 0, null)]
    public void APartitionIsFoundByItsNumber(uint major, uint minor, string? expected)
    {
        bool found = ProcPartitions.TryFindName(Partitions, new DeviceNumber(major, minor), out ReadOnlySpan<byte> name);
        Assert.Equal(expected, found ? Encoding.UTF8.GetString(name) : null);
    }

    [Theory]
    [InlineData("DEVNAME", "sda1")]
    [InlineData("MAJOR", "8")]
    [InlineData("DEV", null)]
    [InlineData("PARTNAME", null)]
    [InlineData("MISSING", null)]
    public void AnUeventValueIsFoundByItsWholeKey(string key, string? expected)
    {
        bool found = SysUevent.TryFind(
            "MAJOR=8\nMINOR=1\nDEVNAME=sda1\nPARTNAME=\n"u8,
            Encoding.UTF8.GetBytes(key),
            out ReadOnlySpan<byte> value
        );
        Assert.Equal(expected, found ? Encoding.UTF8.GetString(value) : null);
    }

    [Fact]
    public void NoBytesMakeThemThrow() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                Gen.Char["01 :\n\tnodevK="].Array[0, 200].Select(characters => Encoding.UTF8.GetBytes(characters))
            )
            .Sample(bytes =>
            {
                ProcFilesystems.ParseDeviceTypes(bytes);
                return ProcPartitions.TryFindName(bytes, new DeviceNumber(1, 1), out ReadOnlySpan<byte> found) != found.IsEmpty
                    && SysUevent.TryFind(bytes, "K"u8, out found) != found.IsEmpty
                    && (DeviceNumber.TryParse(bytes, out DeviceNumber number) || number == default);
            });
}
