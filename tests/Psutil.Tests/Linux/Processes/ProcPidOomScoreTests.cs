using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidOomScoreTests
{
    [Theory]
    [InlineData("666\n", 666)]
    [InlineData("0\n", 0)]
    [InlineData("1999", 1999)]
    public void TheScoreIsTheNumber(string text, int expected)
    {
        Assert.True(ProcPidOomScore.TryParse(Encoding.UTF8.GetBytes(text), out int score, out _));
        Assert.Equal(expected, score);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("-1\n")]
    [InlineData("99999999999\n")]
    [InlineData("high\n")]
    public void WhatIsNoScoreIsMalformed(string text)
    {
        Assert.False(ProcPidOomScore.TryParse(Encoding.UTF8.GetBytes(text), out _, out string? malformed));
        Assert.Equal("oom_score", malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Byte.Array[0, 30].Sample(bytes => ProcPidOomScore.TryParse(bytes, out _, out string? malformed) == malformed is null);
}
