using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;
using Psutil.Tool.Top;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>The loop, on the fake machine, with a user who follows a script.</summary>
public class TopSessionTests
{
    private readonly ToolRun _run = new();

    [Fact]
    public void ItShowsTheMachineAndEndsWhenAsked() =>
        Assert.Null(Run(new FakeTerminal(120, 30).When("/sbin/init", "").When("5 processes", "q")));

    [Fact]
    public void ASignalEndsIt() =>
        Assert.Equal(
            15,
            Run(
                new FakeTerminal(80, 24).Then(
                    screen => screen.Text.Contains("COMMAND", StringComparison.Ordinal),
                    "COMMAND",
                    _ => new TerminalEvents([], EndSignal: 15)
                )
            )
        );

    [Fact]
    public void AfterSoManyRefreshesItEnds() => Assert.Null(Run(new FakeTerminal(80, 24), count: 3));

    [Fact]
    public void AResizeIsFollowed()
    {
        FakeTerminal terminal = new FakeTerminal(120, 30).WhenResized("/sbin/init", 40, 10).When("kthreadd", "q");
        Run(terminal);
        Assert.Equal(10, terminal.Text.Split('\n').Length);
    }

    [Fact]
    public void AfterASuspensionEverythingIsDrawnAgain()
    {
        FakeTerminal terminal = new FakeTerminal(80, 24).When("COMMAND", "<C-z>").When("COMMAND", "q");
        Run(terminal);
        Assert.Equal(1, terminal.SuspendCount);
    }

    [Fact]
    public void WhereNothingSuspendsAProgramThatIsSaid() =>
        Assert.Null(
            Run(
                new FakeTerminal(80, 24) { CanSuspend = false }
                    .When("COMMAND", "<C-z>")
                    .When("cannot be suspended", "q")
            )
        );

    [Fact]
    public void WhoWasStoppedFromOutsideTakesTheTerminalAgain()
    {
        FakeTerminal terminal = new FakeTerminal(80, 24)
            .Then(
                screen => screen.Text.Contains("COMMAND", StringComparison.Ordinal),
                "COMMAND",
                _ => new TerminalEvents([], IsContinued: true)
            )
            .When("COMMAND", "q");
        Run(terminal);
        Assert.Equal(1, terminal.ResumeCount);
    }

    [Fact]
    public void DetailsAreRead() =>
        Run(
            new FakeTerminal(100, 30)
                .When("kthreadd", "\\secret<Enter>")
                .When("1 of 5", "<Enter>")
                .When("verylongusername", "3")
                .When("/tmp/gone", "4")
                .When("  none", "6")
                .When("[heap]", "7")
                .When("nofile", "5")
                .When("may hold secrets", "<Enter>")
                .When("denied", "2")
                .When("2 threads", "<Escape>")
                .When("COMMAND", "q")
        );

    [Theory]
    [InlineData("3", "/tmp/gone", "open_files")]
    [InlineData("4", "none", "net_connections")]
    [InlineData("6", "[heap]", "memory_maps")]
    [InlineData("7", "nofile", "rlimits")]
    public void PagesOfDetailsHaveWordsAndNoNamesOfFields(string key, string content, string field) =>
        Run(
            new FakeTerminal(100, 30)
                .When("kthreadd", "\\secret<Enter>")
                .When("1 of 5", "<Enter>")
                .When("verylongusername", key)
                .Then(
                    screen =>
                        screen.Text.Contains(content, StringComparison.Ordinal) && !screen.Text.Contains(field, StringComparison.Ordinal),
                    $"{content} without {field}",
                    _ => new TerminalEvents([.. TopFixture.Keys("q")])
                )
                .When("COMMAND", "q")
        );

    [Fact]
    public void TheEnvironmentIsNotEvenReadUnlessItIsAskedFor()
    {
        FakeTerminal terminal = new FakeTerminal(100, 30)
            .When("kthreadd", "\\systemd<Enter>")
            .When("1 of 5", "<Enter>")
            .When("/usr/lib/systemd", "5")
            .When("may hold", "q")
            .When("COMMAND", "q");
        Run(terminal);
        Assert.DoesNotContain(_run.Machine.Processes.AskedOfOne, fields => (fields & ProcessFields.Environment) != 0);
        Assert.Contains(_run.Machine.Processes.AskedOfOne, fields => (fields & ProcessFields.ExecutablePath) != 0);
    }

    [Fact]
    public void ArgumentsAreNotEvenReadUnlessTheyAreAskedFor()
    {
        bool wereRead = true;
        Run(
            new FakeTerminal(100, 30)
                .Then(
                    screen => screen.Text.Contains("systemd", StringComparison.Ordinal),
                    "systemd",
                    _ =>
                    {
                        wereRead = _run.Machine.Processes.AskedOfOne.Any(fields => (fields & ProcessFields.CommandLine) != 0);
                        return new TerminalEvents([Key.Of('a')]);
                    }
                )
                .When("/sbin/init splash", "q"),
            arguments: ArgumentForm.Names
        );
        Assert.False(wereRead);
        Assert.Contains(_run.Machine.Processes.AskedOfOne, fields => (fields & ProcessFields.CommandLine) != 0);
    }

    [Fact]
    public void AProcessThatEndedMeanwhileIsSaidToHave() =>
        Run(
            new FakeTerminal(100, 30)
                .When("kthreadd", "\\secret<Enter>")
                .When("1 of 5", "<Enter>")
                .Then(
                    screen => screen.Text.Contains("verylongusername", StringComparison.Ordinal),
                    "verylongusername",
                    _ =>
                    {
                        _run.Machine.Processes.End(54321);
                        return new TerminalEvents([new Key(KeyCode.Tab)]);
                    }
                )
                .When("has ended", "<Escape>q")
        );

    [Fact]
    public void SignalsAreSentToTheProcessAndTheAnswerIsSaid()
    {
        Run(
            new FakeTerminal(100, 30)
                .When("kthreadd", "\\secret<Enter>k")
                .When("Send SIGTERM to secret (54321)?", "y")
                .When("SIGTERM sent to 54321", "q")
        );
        Assert.Equal([(54321, 15)], _run.Machine.Processes.Sent);
    }

    [Fact]
    public void WhatIsDeniedIsSaid()
    {
        _run.Machine.Processes.DeniedPids.Add(54321);
        Run(new FakeTerminal(100, 30).When("kthreadd", "\\secret<Enter>k").When("Send SIGTERM", "y").When("54321 is denied", "q"));
    }

    [Fact]
    public void WhoHasEndedMeanwhileIsSaidToHave() =>
        Run(
            new FakeTerminal(100, 30)
                .When("kthreadd", "\\secret<Enter>k")
                .Then(
                    screen => screen.Text.Contains("Send SIGTERM", StringComparison.Ordinal),
                    "Send SIGTERM",
                    _ =>
                    {
                        _run.Machine.Processes.End(54321);
                        return new TerminalEvents([Key.Of('y')]);
                    }
                )
                .When("54321 has ended", "q")
        );

    [Fact]
    public void PausedItStandsStill()
    {
        int asked = 0;
        FakeTerminal terminal = new FakeTerminal(100, 30)
            .When("secret", "p")
            .Then(
                screen => screen.Text.Contains("PAUSED", StringComparison.Ordinal),
                "PAUSED",
                _ =>
                {
                    asked = _run.Machine.Processes.Asked.Count;
                    _run.Machine.Processes.End(54321);
                    return TerminalEvents.None;
                }
            )
            .Then(_ => true, "", _ => TerminalEvents.None)
            .When("secret", "p")
            .Then(
                screen => !screen.Text.Contains("secret", StringComparison.Ordinal),
                "a new sample",
                _ => new TerminalEvents([Key.Of('q')])
            );
        Run(terminal);
        Assert.NotEqual(0, asked);
    }

    [Fact]
    public void ASystemThatDoesNotAnswerLeavesTheKeysWorking()
    {
        using ManualResetEventSlim answer = new();
        using ManualResetEventSlim done = new();
        _run.Machine.Processes.AfterCapture = () =>
        {
            answer.Wait();
            done.Set();
        };
        Assert.Null(Run(new FakeTerminal(80, 24).When("reading ...", "h").When("move; PgUp", "<Escape>q")));
        Assert.False(done.IsSet);
        answer.Set();
        Assert.True(done.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void WhatTheMachineCannotReportIsAFailure()
    {
        using TopSession session = new(
            new FakeTerminal(80, 24),
            new SilentMachine(),
            TimeProvider.System,
            TopFixture.State(),
            TopFixture.Unicode,
            ColorDepth.Sixteen,
            TimeSpan.FromSeconds(1)
        );
        Assert.ThrowsAny<Exception>(() => session.Run());
    }

    private int? Run(FakeTerminal terminal, int? count = null, ArgumentForm arguments = ArgumentForm.Masked)
    {
        using TopSession session = new(
            terminal,
            _run.Machine,
            TimeProvider.System,
            new TopState { Arguments = arguments },
            TopFixture.Unicode,
            ColorDepth.Sixteen,
            TimeSpan.FromMilliseconds(10)
        )
        {
            Count = count,
        };
        return session.Run();
    }
}
