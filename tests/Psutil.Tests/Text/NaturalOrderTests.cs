using CsCheck;

namespace Psutil.Tests;

public class NaturalOrderTests
{
    [Theory]
    [InlineData("hwmon2", "hwmon10")]
    [InlineData("temp2_input", "temp10_input")]
    [InlineData("cpu9", "cpu10")]
    [InlineData("9", "10")]
    [InlineData("a1b2", "a1b10")]
    [InlineData("sda", "sda1")]
    [InlineData("", "a")]
    [InlineData("A", "a")]
    [InlineData("a", "ä")]
    [InlineData("a1", "ab")]
    [InlineData("a01", "a1")]
    [InlineData("a01", "a2")]
    [InlineData("a99999999999999999999998", "a99999999999999999999999")]
    public void TheFirstComesBeforeTheSecond(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
        Assert.Equal(0, NaturalOrder.Instance.Compare(first, new string(first)));
    }

    [Fact]
    public void OnlyEqualNamesAreEqualAndTheOrderHasNoLoop()
    {
        Gen<string> names = Gen.Char["019a_"].Array[0, 6].Select(characters => new string(characters));
        Gen.Select(names, names, names)
            .Sample(
                (a, b, c) =>
                {
                    NaturalOrder order = NaturalOrder.Instance;
                    return order.Compare(a, b) == 0 == (a == b)
                        && Math.Sign(order.Compare(a, b)) == -Math.Sign(order.Compare(b, a))
                        && !(order.Compare(a, b) < 0 && order.Compare(b, c) < 0 && order.Compare(a, c) >= 0);
                }
            );
    }
}
