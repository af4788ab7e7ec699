using System.Diagnostics;
using System.Threading.Channels;
using Psutil.Recording;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Top;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Replay;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top.Replay;

/// <summary>The full screen over a recorded day, with a user who follows a script.</summary>
public sealed class ReplayTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private readonly FakeClock _clock = new(RecordedDay.Midnight.AddHours(21));
    private readonly ToolRun _run = new();

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void TheScreenIsThatOfTheMoment(int width, int height)
    {
        // A moment is complete when the line has no part that is still to be read.
        FakeTerminal terminal = new FakeTerminal(width, height).Then(
            screen => Shows(screen, "03:12:00") && Shows(screen, "nginx") && !Shows(screen, "·"),
            "03:12:00 and the whole line",
            _ => Keys("q")
        );
        Replay(terminal, "03:12");
        Snapshot.Matches(terminal.Text + "\n", FormattableString.Invariant($"top-replay-{width}.txt"));
    }

    [Fact]
    public void KeysStepAndJump() =>
        Replay(
            At("03:12:00", ".")
                .When("11-28 03:13:00", ",,")
                .When("11-28 03:11:00", "]]]")
                .When("11-28 03:14:00", "[")
                .When("11-28 03:13:00", "j14:30<Enter>")
                .When("11-28 14:30:00", "jnoon<Enter>")
                .When("'noon' is not a time: give 03:12", "<Escape>j19:59<Enter>")
                .When("11-28 19:59:00", "..")
                .When("this is the last sample so far", "j2026-11-27<Enter>")
                .When("the recording begins at 2026-11-28 00:00:00", ",")
                .When("this is the first sample", "q"),
            "03:12"
        );

    // It is 21:00 on the day after: 14:30 was an hour after the last sample, and 20:30 half an hour.
    [Fact]
    public void ATimeWithoutADayIsTheLastOneInTheRecording()
    {
        _clock.Advance(TimeSpan.FromDays(1));
        Replay(
            At("03:12:00", "j14:30<Enter>")
                .When("11-28 14:30:00", "j20:30<Enter>")
                .When("the recording begins at 2026-11-28 00:00:00", "q"),
            "2026-11-28T03:12"
        );
    }

    [Fact]
    public void KeysFindPeaks() =>
        Replay(
            At("00:30:00", "}")
                .When("11-28 03:12:00", "}")
                .When("11-28 15:00:00", "}")
                .When("no later peak within a week of CPU that is 20 points above", "{")
                .When("11-28 03:12:00", "o}")
                .When("11-28 12:02:00", "o{")
                .When("11-28 08:00:00", "o{")
                .When("11-28 07:00:00", "{")
                .When("no earlier peak within a week of disk I/O", "q"),
            "00:30"
        );

    [Fact]
    public void AGapAndARestartAreSaidAndHaveNoRates()
    {
        Replay(
            At("03:59:00", ".")
                .When("nothing was recorded from 2026-11-28 03:59:00 to 2026-11-28 05:30:00", "j09:59<Enter>")
                .When("11-28 09:59:00", ".")
                .Then(
                    screen => Shows(screen, "the machine started again at 2026-11-28 09:59:30") && !Shows(screen, "·"),
                    "the restart",
                    screen =>
                    {
                        string line = screen.Text.Split('\n')[TimeLinePlaces.Line];
                        Assert.Contains('/', line);
                        Assert.Contains('!', line);
                        Assert.DoesNotContain("us ", screen.Text, StringComparison.Ordinal);
                        return Keys(".");
                    }
                )
                .When("11-28 10:01:00", "q"),
            "03:59"
        );
    }

    [Fact]
    public void ARestartIsMarked() =>
        Replay(
            At("14:00:00", "z")
                .When("of the hour", "j10:30<Enter>")
                .Then(
                    screen => Shows(screen, "11-28 10:30:00") && screen.Text.Split('\n')[TimeLinePlaces.Line].Contains('R'),
                    "R for the restart",
                    _ => Keys("z")
                )
                .When("of the day", "z")
                .When("of all", "q"),
            "14:00"
        );

    [Fact]
    public void TheExitOfAProcessIsFound() =>
        Replay(
            At("03:12:00", "\\nginx<Enter>")
                .When("1 of 3", "X")
                .When("nginx (812) is gone; how it ended was not recorded", "\\<C-u>mysqld<Enter>")
                .When("11-28 03:20:00", "X")
                .When("mysqld (900) was running until the end of the recording", "q"),
            "03:12"
        );

    [Fact]
    public async Task TheExitCodeIsSaidWhereItWasRecorded()
    {
        string place = Path.Join(Directory.CreateTempSubdirectory("psutil-exit-").FullName, "history");
        try
        {
            await RecordExit(place);
            Replay(
                At("21:00:00", "\\nginx<Enter>").When("1 of 1", "X").When("nginx (812) was ended by signal 9 at 2026-11-28 21:00:00", "q"),
                "21:00",
                place
            );
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(place)!, recursive: true);
        }
    }

    // The recorder reads events on another thread, and so a sample of any number can be the one that has it.
    private async Task RecordExit(string place)
    {
        Channel<ProcessEvent> events = Channel.CreateUnbounded<ProcessEvent>();
        FakeMachine machine = new(_clock);
        machine.Processes.KernelEvents = events.Reader.ReadAllAsync(TestContext.Current.CancellationToken);
        ProcessSnapshot nginx = ToolProcess.Create(812, "nginx");
        machine.Processes.Add(nginx);
        using MachineRecorder recorder = new(machine, new RecordOptions { Directory = place, LeaveFree = 0 });
        Assert.True(recorder.Record(), recorder.LastFailure);
        Assert.True(
            events.Writer.TryWrite(
                new ProcessExitedEvent
                {
                    Time = _clock.GetUtcNow(),
                    Identity = nginx.Identity,
                    Name = "nginx",
                    ExitCode = -9,
                }
            )
        );
        Stopwatch waited = Stopwatch.StartNew();
        bool isRecorded = false;
        while (!isRecorded)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), "The event was not recorded.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(recorder.Record(), recorder.LastFailure);
            using RecordedMachine last = Recording.Recording.Open(place).OpenMachine(DateTimeOffset.MaxValue);
            isRecorded = last.Events.Count > 0;
        }
    }

    [Fact]
    public void NothingIsSentInThePast()
    {
        Replay(
            At("03:12:00", "k")
                .When(PastKeys.Forbidden[..60], "r")
                .When(PastKeys.Forbidden[..60], "<F7>")
                .When(PastKeys.Forbidden[..60], "q"),
            "03:12"
        );
        Assert.Empty(_run.Machine.Processes.Sent);
    }

    [Fact]
    public void WhatWasNotRecordedIsSaid() =>
        Replay(
            At("03:12:00", "9")
                .When("traffic: not recorded", "8")
                .When("/shop.slice", "1")
                .When("nginx", "\\nginx<Enter>")
                .When("1 of 3", "<Enter>")
                .When("Started     2026-11-25 00:00:00, 3d 3h ago", "2")
                .When("not recorded", "5")
                .When("may hold secrets", "<Enter>")
                .When("not recorded", "]]]]]]]]]")
                .When("is not there", "q")
                .When("COMMAND", "q"),
            "03:12"
        );

    [Fact]
    public void ItPlaysAtTheSpeedThatIsChosen() =>
        Replay(
            At("03:12:00", "SSp")
                .Then(
                    screen => Shows(screen, "playing 60x"),
                    "playing 60x",
                    _ =>
                    {
                        _clock.Advance(TimeSpan.FromSeconds(1));
                        return TerminalEvents.None;
                    }
                )
                .When("11-28 03:13:00", "p")
                .When("paused 60x", "q"),
            "03:12"
        );

    [Fact]
    public void TheMouseGoesToATimeOfTheLine() =>
        Replay(
            At("03:12:00", "z")
                .Then(
                    screen => Shows(screen, "of the hour"),
                    "of the hour",
                    _ => new TerminalEvents([
                        new Key(KeyCode.Mouse, Mouse: new MouseReport(MouseKind.Press, 6 + ((120 - 12) / 2), TimeLinePlaces.Line)),
                    ])
                )
                .When("11-28 03:30:00", "q"),
            "03:12"
        );

    [Fact]
    public void ThePastAndThePresentAreInOneSession() =>
        Live(
            new FakeTerminal(120, 30)
                .When("5 processes", "b")
                .When("11-28 20:00:00", ",")
                .When("11-28 19:59:00", "L")
                .Then(screen => Shows(screen, "5 processes") && !Shows(screen, "PAST"), "the present", _ => Keys("j03:12<Enter>"))
                .When("11-28 03:12:00", "b")
                .Then(screen => Shows(screen, "5 processes") && !Shows(screen, "PAST"), "the present", _ => Keys("q")),
            day.Place
        );

    [Fact]
    public void WhereNothingIsRecordedThePresentIsShownOn() =>
        Live(
            new FakeTerminal(120, 30)
                .When("5 processes", "b")
                .Then(screen => Shows(screen, "holds no recording") || Shows(screen, "no-such-place"), "that there is none", _ => Keys("k"))
                .When("Send SIGTERM", "nq"),
            Path.Join(day.Place, "no-such-place")
        );

    [Fact]
    public void WhatIsRecordedMeanwhileFollows()
    {
        string root = Directory.CreateTempSubdirectory("psutil-growing-").FullName;
        try
        {
            FakeMachine machine = new(_clock);
            machine.Processes.Add(ToolProcess.Create(1, "systemd"));
            using MachineRecorder recorder = new(
                machine,
                new RecordOptions
                {
                    Directory = Path.Join(root, "history"),
                    WatchProcesses = false,
                    LeaveFree = 0,
                }
            );
            Assert.True(recorder.Record(), recorder.LastFailure);
            Replay(
                new FakeTerminal(120, 30)
                    .When("11-28 21:00:00", ".")
                    .Then(
                        screen => Shows(screen, "this is the last sample so far"),
                        "the end",
                        _ =>
                        {
                            _clock.Advance(TimeSpan.FromSeconds(5));
                            Assert.True(recorder.Record(), recorder.LastFailure);
                            return Keys(".");
                        }
                    )
                    .When("11-28 21:00:05", "q"),
                "21:00",
                Path.Join(root, "history")
            );
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static bool Shows(FakeTerminal screen, string text) => screen.Text.Contains(text, StringComparison.Ordinal);

    private static TerminalEvents Keys(string keys) => new([.. TopFixture.Keys(keys)]);

    private static FakeTerminal At(string time, string keys) => new FakeTerminal(120, 30).When("11-28 " + time, keys);

    private void Replay(FakeTerminal terminal, string time, string? place = null)
    {
        DateTimeOffset moment = Psutil.Tool.Past.MomentText.Parse(time, _clock.GetUtcNow(), TimeZoneInfo.Utc)!.Value;
        PastSession past = new(place ?? day.Place, isElsewhere: false, _clock, terminal.Wake);
        TopState state = past.Begin(State(), PastReader.Open(place ?? day.Place, moment, TimeZoneInfo.Utc));
        Run(terminal, state, past);
    }

    private void Live(FakeTerminal terminal, string place) =>
        Run(terminal, State(), new PastSession(place, isElsewhere: false, _clock, terminal.Wake));

    private TopState State() =>
        new()
        {
            Clock = _clock,
            HostName = "fake",
            OwnUser = "root",
        };

    private void Run(FakeTerminal terminal, TopState state, PastSession past)
    {
        using TopSession session = new(
            terminal,
            _run.Machine,
            _clock,
            state,
            TopFixture.Unicode,
            ColorDepth.Sixteen,
            TimeSpan.FromSeconds(1)
        )
        {
            Past = past,
        };
        Assert.Null(session.Run());
    }
}
