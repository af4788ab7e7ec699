using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CpuListParserTests
{
    [Theory]
    [InlineData("0\n", new[] { 0 })]
    [InlineData("0-3\n", new[] { 0, 1, 2, 3 })]
    [InlineData("0-1,4,8-9\n", new[] { 0, 1, 4, 8, 9 })]
    [InlineData("0 1 2 3 \n", new[] { 0, 1, 2, 3 })]
    [InlineData("4,0,0-1", new[] { 0, 1, 4 })]
    [InlineData("65535", new[] { 65535 })]
    [InlineData("\n", new int[0])]
    [InlineData("", new int[0])]
    public void ListsAreReadInAscendingOrder(string text, int[] expected)
    {
        Assert.True(CpuListParser.TryParse(Encoding.UTF8.GetBytes(text), out int[]? numbers, out _));
        Assert.Equal(expected, numbers);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("0-")]
    [InlineData("0-1-2")]
    [InlineData("0-4294967295")]
    [InlineData("65536")]
    [InlineData("0\0001")]
    public void WhatIsNoListIsMalformed(string text)
    {
        Assert.False(CpuListParser.TryParse(Encoding.UTF8.GetBytes(text), out int[]? numbers, out string? malformed));
        Assert.Null(numbers);
        Assert.NotNull(malformed);
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows("0-3,8,10-11\n", bytes =>
            Assert.True(CpuListParser.TryParse(bytes, out _, out string? malformed) || malformed is not null)
        );
}
