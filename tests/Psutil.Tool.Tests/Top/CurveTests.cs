using Psutil.Tool.Top.View;

namespace Psutil.Tool.Tests.Top;

public class CurveTests
{
    [Fact]
    public void EachColumnHasTwoValuesTheNewestAtTheRight()
    {
        Assert.Equal("\u28c0\u28c0", Curve.Line([0, 0, 0, 0], 2, 0, 1, 100, unicode: true));
        Assert.Equal(" \u2880\u28f8", Curve.Line([0, 0, 100], 3, 0, 1, 100, unicode: true));
        Assert.Equal("\u28ff", Curve.Line([1, 2, 100, 200], 1, 0, 1, 100, unicode: true));
    }

    [Fact]
    public void UnknownIsBlankAndNothingIsNot()
    {
        Assert.Equal("  ", Curve.Line([null, null], 2, 0, 1, 100, unicode: true));
        Assert.Equal("\u2880", Curve.Line([null, 0], 1, 0, 1, 100, unicode: true));
        Assert.Equal(" _", Curve.Line([null, 0], 2, 0, 1, 100, unicode: false));
    }

    [Fact]
    public void ATallCurveIsFilledFromBelow()
    {
        Assert.Equal(["\u28ff", "\u28ff"], Lines([100, 100], 2, unicode: true));
        Assert.Equal([" ", "\u28ff"], Lines([49, 49], 2, unicode: true));
        Assert.Equal([" ", "\u28c0"], Lines([0, 0], 2, unicode: true));
        Assert.Equal(["#", "#"], Lines([100], 2, unicode: false));
        Assert.Equal([" ", "#"], Lines([50], 2, unicode: false));
    }

    [Fact]
    public void TheLargestIsOfWhatIsShown()
    {
        Assert.Equal(7, Curve.Largest([99, 3, 7], 1, unicode: true));
        Assert.Equal(0, Curve.Largest([null], 5, unicode: true));
        Assert.Equal("", Curve.Line([1], 0, 0, 1, 1, unicode: true));
    }

    private static string[] Lines(double?[] values, int lines, bool unicode) =>
        [.. Enumerable.Range(0, lines).Select(line => Curve.Line(values, 1, line, lines, 100, unicode))];
}
