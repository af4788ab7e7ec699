using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPartitionsTests
{
    private static ReadOnlySpan<byte> Partitions =>
        "major minor  #blocks  name\n\n 179        0   31116288 mmcblk0\n 179        2   30850048 mmcblk0p2\n 104        1          9 cciss/c0d0p1\n"u8;

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

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                Gen.Char["01 :\n\tnodevK="].Array[0, 200].Select(characters => Encoding.UTF8.GetBytes(characters))
            )
            .Sample(bytes =>
            {
                return ProcPartitions.TryFindName(bytes, new DeviceNumber(1, 1), out ReadOnlySpan<byte> found) != found.IsEmpty;
            });
}
