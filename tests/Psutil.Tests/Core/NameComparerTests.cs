using CsCheck;
using Psutil.Platforms.Linux;

namespace Psutil.Tests.Core;

public class NameComparerTests
{
    [Theory]
    [InlineData("cpu0 cpu2 cpu10 cpufreq online")]
    [InlineData("2 3 10 c c1 c2 c10 c10a")]
    [InlineData("a007 a07 a7 a8 a99999999999999999999 a100000000000000000000")]
    public void RunsOfDigitsCountByTheirValue(string ordered)
    {
        string[] expected = ordered.Split(' ');
        string[] names = [.. expected.Reverse()];
        Array.Sort(names, NameComparer.Instance);
        Assert.Equal(expected, names);
    }

    [Fact]
    public void TheOrderIsTheSameFromBothSidesAndEqualOnlyForEqualNames() =>
        Gen.Select(Gen.String[Gen.Char["01a"], 0, 6], Gen.String[Gen.Char["01a"], 0, 6]).Sample((left, right) =>
        {
            int order = NameComparer.Instance.Compare(left, right);
            Assert.Equal(Math.Sign(order), -Math.Sign(NameComparer.Instance.Compare(right, left)));
            Assert.Equal(left == right, order == 0);
        });
}
