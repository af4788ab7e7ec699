using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcNetDevTests
{
    [Fact]
    public void ALineOfLinux6GivesReceivedAndSent()
    {
        AssertEqual(
            "eth0",
            [346474, 207205095, 3956, 5339, 1, 5, 2, 6],
            Parse(
                "  eth0: 207205095    5339    1    2    0     0          0         0   346474    3956    5    6    0     0       0          0"
            )
        );
    }

    [Theory]
    [InlineData("eth0:12345678 1 0 0 0 0 0 0 2 3 0 0 0 0 0 0", "eth0")]
    [InlineData("eth0:1:12345678 1 0 0 0 0 0 0 2 3 0 0 0 0 0 0", "eth0:1")]
    [InlineData("eth0:1: 12345678 1 0 0 0 0 0 0 2 3 0 0 0 0 0 0", "eth0:1")]
    public void TheLastColonEndsTheName(string line, string name) => AssertEqual(name, [2, 12345678, 3, 1, 0, 0, 0, 0], Parse(line));

    [Fact]
    public void ACounterThatFellBelowZeroIsTheLargestNumber() =>
        Assert.Equal(long.MaxValue, Parse("a: 18446744073709551615 1 0 0 0 0 0 0 2 3 0 0 0 0 0 0").Counters[1]);

    [Theory]
    [InlineData("", "face")]
    [InlineData("eth0", "face")]
    [InlineData(":1 2 3", "face")]
    [InlineData("../x: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "face")]
    [InlineData("..: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "face")]
    [InlineData("a\0b: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "face")]
    [InlineData("eth0:", "receive bytes")]
    [InlineData("eth0: 1 2 x", "receive errs")]
    [InlineData("eth0: 1 -2", "receive packets")]
    [InlineData("eth0: 1 99999999999999999999999", "receive packets")]
    [InlineData("eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "transmit compressed")]
    public void WhatIsMissingOrUnreadableIsNamed(string line, string field)
    {
        Assert.False(ProcNetDev.TryParse(System.Text.Encoding.UTF8.GetBytes(line), new long[8], out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Byte.Array.Sample(bytes =>
        {
            _ = ProcNetDev.TryParse(bytes, new long[8], out _, out _);
            _ = ProcNetDev.TryParse([.. "a:1 "u8, .. bytes], new long[8], out _, out _);
        });

    private static void AssertEqual(string name, long[] counters, (string Name, long[] Counters) found)
    {
        Assert.Equal(name, found.Name);
        Assert.Equal(counters, found.Counters);
    }

    private static (string Name, long[] Counters) Parse(string line)
    {
        long[] counters = new long[ProcNetDev.CounterCount];
        Assert.True(ProcNetDev.TryParse(System.Text.Encoding.UTF8.GetBytes(line), counters, out ReadOnlySpan<byte> name, out _));
        return (OSText.GetString(name), counters);
    }
}
