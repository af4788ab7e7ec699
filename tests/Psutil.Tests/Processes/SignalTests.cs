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

    [Theory]
    [InlineData("SIGHUP")]
    [InlineData("HUP")]
    [InlineData("hup")]
    [InlineData("sigHup")]
    public void ANameIsParsedAsPeopleTypeIt(string text)
    {
        Assert.True(Signal.TryParse(text, out Signal signal));
        Assert.Equal(Signal.HangUp, signal);
    }

    [Fact]
    public void ANumberIsParsed()
    {
        Assert.True(Signal.TryParse("1", out Signal signal));
        Assert.Equal(Signal.FromNumber(1), signal);
        Assert.True(Signal.TryParse("34", out signal));
        Assert.Equal(34, signal.Number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-9")]
    [InlineData("+9")]
    [InlineData(" HUP")]
    [InlineData("SIG")]
    [InlineData("SIGSIGHUP")]
    [InlineData("HANGUP")]
    [InlineData("99999999999")]
    public void WhatIsNoSignalIsNotParsed(string? text)
    {
        Assert.False(Signal.TryParse(text, out Signal signal));
        Assert.Equal(default, signal);
    }

    [Fact]
    public void EveryNameOfEverySystemIsParsed() =>
        Assert.All(Platforms.Linux.LinuxSignals.Numbers.Keys.Concat(Platforms.Windows.WindowsSignals.Numbers.Keys), name =>
            Assert.True(Signal.TryParse(name, out Signal signal) && signal.Name == name)
        );

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
