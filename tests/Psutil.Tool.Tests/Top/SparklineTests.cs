using Psutil.Tool.Top.View;

namespace Psutil.Tool.Tests.Top;

public class SparklineTests
{
    [Theory]
    [InlineData(6, " ▁▂▅██")]
    [InlineData(3, "▅██")]
    [InlineData(0, "")]
    public void TheNewestValuesStandAtTheRight(int columns, string curve) =>
        Assert.Equal(curve, Sparkline.Draw([0, 0.1, 50, 100, 120], columns, 100, unicode: true));

    [Fact]
    public void WithoutAMaximumTheLargestIsTheTop() => Assert.Equal("_-*#", Sparkline.Draw([0, 2, 8, 10], 4, null, unicode: false));

    [Fact]
    public void UnknownIsBlankAndNothingIsNot()
    {
        Assert.Equal(" _ _", Sparkline.Draw([null, 0, null, 0], 4, null, unicode: false));
        Assert.Equal("    ", Sparkline.Draw([null], 4, null, unicode: true));
    }
}
