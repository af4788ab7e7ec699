namespace Psutil.WindowsTests;

/// <summary>Windows has no signals: what comes nearest to each.</summary>
public class SignalTests
{
    // STATUS_CONTROL_C_EXIT.
    private const int ControlCExit = unchecked((int)0xC000013A);
    private const int InvalidAccess = 12;
    private const int InvalidHandle = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TerminateAndKillEndTheProcess(bool kills)
    {
        Signal signal = kills ? Signal.Kill : Signal.Terminate;
        using TestChild child = TestChild.Start("wait");
        child.Process.Send(signal);
        Assert.Equal(15, child.Process.Wait(TestChild.Patience));
        Assert.Throws<NoSuchProcessException>(() => child.Process.Send(signal));
    }

    [Fact]
    public async Task StopAndContinueSuspendAndResume()
    {
        using TestChild child = TestChild.Start("count");
        child.Process.Send(Signal.Stop);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        int last = -1;
        Task<string?> line = child.Process.StandardOutput!.ReadLineAsync(cancellation).AsTask();
        while (await Task.WhenAny(line, Task.Delay(TimeSpan.FromMilliseconds(500), cancellation)) == line)
        {
            last = int.Parse((await line)!, CultureInfo.InvariantCulture);
            line = child.Process.StandardOutput.ReadLineAsync(cancellation).AsTask();
        }

        child.Process.Send(Signal.Continue);
        Assert.Equal(last + 1, int.Parse((await line.WaitAsync(TestChild.Patience, cancellation))!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ABreakOfTheConsoleEndsTheGroupAndNobodyElse()
    {
        using TestChild bystander = TestChild.Start("wait", [], start => start.CreateNewProcessGroup = true);
        using TestChild child = TestChild.Start("wait", [], start => start.CreateNewProcessGroup = true);
        try
        {
            child.Process.Send(Signal.Quit);
        }
        catch (SystemCallException exception) when (exception.Error is { ErrorCode: InvalidAccess or InvalidHandle })
        {
            Assert.Skip($"{exception.Error}: this program has no console, or its console knows no Ctrl+Break.");
        }
        catch (PsutilNotSupportedException exception)
        {
            Assert.Skip(exception.Message);
        }

        Assert.Equal(ControlCExit, child.Process.Wait(TestChild.Patience));
        Assert.True(bystander.Process.IsRunning());
        Assert.Throws<NoSuchProcessException>(() => child.Process.Send(Signal.Interrupt));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEventForWhoLeadsNoGroupIsRefusedForItWouldReachEverybody(bool breaks)
    {
        Signal signal = breaks ? Signal.Quit : Signal.Interrupt;
        using TestChild bystander = TestChild.Start("wait");
        using TestChild child = TestChild.Start("wait");
        Assert.Contains(
            "CreateNewProcessGroup",
            Assert.Throws<PsutilNotSupportedException>(() => child.Process.Send(signal)).Message,
            StringComparison.Ordinal
        );

        // Whether another process leads one, nothing tells.
        using TestChild leader = TestChild.Start("wait", [], start => start.CreateNewProcessGroup = true);
        Assert.Throws<PsutilNotSupportedException>(() => Machine.Local.Processes.FromIdentity(leader.Process.Identity).Send(signal));
        child.Act();
        bystander.Act();
        leader.Act();
    }

    [Fact]
    public void WhatHasNoCounterpartIsRefused()
    {
        using TestChild child = TestChild.Start("wait");
        Assert.Throws<PsutilNotSupportedException>(() => child.Process.Send(Signal.HangUp));
        Assert.Throws<ArgumentOutOfRangeException>(() => child.Process.Send(Signal.FromNumber(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => child.Process.Send(Signal.FromNumber(1)));
        Assert.True(child.Process.IsRunning());
        Assert.Equal(
            ["SIGCONT", "SIGINT", "SIGKILL", "SIGQUIT", "SIGSTOP", "SIGTERM"],
            Machine.Local.Processes.GetSignalNumbers().Keys.Order(StringComparer.Ordinal)
        );
    }
}
