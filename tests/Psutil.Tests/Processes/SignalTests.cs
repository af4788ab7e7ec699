namespace Psutil.Tests;

public class SignalTests
{
    [Fact]
    public void NoNumberBecomesASignalByConversion()
    {
        Assert.False(typeof(Signal).IsEnum);
        Assert.DoesNotContain(typeof(Signal).GetMethods(), method => method.Name is "op_Implicit" or "op_Explicit");
        Assert.DoesNotContain(typeof(OSProcess).GetMethods(), method =>
            method.Name == nameof(OSProcess.Send) && method.GetParameters()[0].ParameterType != typeof(Signal)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-9)]
    public void ANumberThatIsNoSignalIsRefused(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => Signal.FromNumber(number));

    [Fact]
    public void SignalsAreEqualByWhatTheyWereMadeOf()
    {
        Assert.Equal(Signal.Kill, Signal.Kill);
        Assert.NotEqual(Signal.Kill, Signal.Terminate);
        Assert.Equal(Signal.FromNumber(34), Signal.FromNumber(34));
        Assert.Equal("SIGKILL", Signal.Kill.ToString());
        Assert.Equal("signal 34", Signal.FromNumber(34).ToString());
    }
}
