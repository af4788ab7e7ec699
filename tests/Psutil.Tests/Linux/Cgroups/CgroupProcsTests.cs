using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class CgroupProcsTests
{
    [Theory]
    [InlineData("", new int[0])]
    [InlineData("1\n4194303\n", new[] { 1, 4194303 })]
    [InlineData("20\n7\n20\n", new[] { 7, 20 })]
    [InlineData("0\n-3\nx\n99999999999\n12 13\n5", new[] { 5 })]
    public void EveryLineIsAPid(string text, int[] expected) =>
        Assert.Equal(expected, CgroupProcs.Parse(Encoding.UTF8.GetBytes(text)).Order());

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows("1\n4194303\n20\n", bytes => Assert.All(CgroupProcs.Parse(bytes), pid => Assert.True(pid > 0)));
}
