using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcFilesystemsTests
{
    [Fact]
    public void TypesWithoutADeviceAreLeftOutButForZfs() =>
        Assert.Equal(
            ["ext4", "fuseblk", "zfs"],
            ProcFilesystems.ParseDeviceTypes("nodev\tsysfs\n\text4\nnodev\ttmpfs\n\tfuseblk\nnodev\tzfs\nnodev\tfuse\n\nnodev\n"u8).Order()
        );

    [Fact]
    public void AListWithoutItsLastLineEndIsRead() => Assert.Equal(["xfs"], ProcFilesystems.ParseDeviceTypes("\txfs"u8));

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                Gen.Char["01 :\n\tnodevK="].Array[0, 200].Select(characters => Encoding.UTF8.GetBytes(characters))
            )
            .Sample(bytes =>
            {
                _ = ProcFilesystems.ParseDeviceTypes(bytes);
            });
}
