using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class SysUeventTests
{
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
    public void NoBytesMakeItThrow() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 200],
                Gen.Char["01 :\n\tnodevK="].Array[0, 200].Select(characters => Encoding.UTF8.GetBytes(characters))
            )
            .Sample(bytes =>
            {
                return SysUevent.TryFind(bytes, "K"u8, out ReadOnlySpan<byte> found) != found.IsEmpty;
            });
}
