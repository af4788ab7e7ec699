using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Psutil.Recording;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Past;

/// <summary>The commands with <c>--at</c>: as they were when they were run at that moment.</summary>
public sealed class LookBackTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.3);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-past-").FullName;

    private string Place => Path.Join(_root, "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("mem --json")]
    [InlineData("mem")]
    [InlineData("cpu --json")]
    [InlineData("disks --json")]
    [InlineData("disks --json --interval 0.6")]
    [InlineData("net --json")]
    [InlineData("connections --json")]
    [InlineData("users --json")]
    [InlineData("cgroups --json")]
    [InlineData("ps --json")]
    [InlineData("ps --json --fields pid,name,cpu_percent,memory_info,cmdline,username,create_time")]
    [InlineData("ps --sort rss")]
    [InlineData("ps --csv")]
    [InlineData("tree --json")]
    [InlineData("gpus --json")]
    [InlineData("gpus")]
    [InlineData("hardware --json")]
    [InlineData("hardware")]
    [InlineData("sensors --json")]
    public void TheOutputIsThatOfTheMoment(string line)
    {
        string[] arguments = line.Split(' ');
        FakeClock clock = new(ToolMachine.Start);
        DateTimeOffset moment = Record(clock, samples: 8, momentAt: 3);
        FakeClock then = new(ToolMachine.Start);
        while (then.GetUtcNow() < moment)
        {
            then.Advance(Step);
        }

        ToolRun live = new ToolRun { Clock = then, OpenMachine = () => new ToolMachine(then) }.Run(arguments);
        ToolRun past = new ToolRun { Clock = clock, OpenMachine = NoMachine }.Run([
            .. arguments,
            "--at",
            moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            "--dir",
            Place,
        ]);
        Assert.StartsWith("psutil: as recorded at ", past.Error, StringComparison.Ordinal);
        Assert.Equal(live.ExitCode, past.ExitCode);
        Assert.Equal(live.Output, past.Output);
    }

    // The third process of the fake's traffic has ended before its first reading, which is long before the moment in the recording.
    [Fact]
    public void TheTrafficOfProcessesIsThatOfTheMoment()
    {
        FakeClock clock = new(ToolMachine.Start);
        DateTimeOffset moment = Record(clock, samples: 8, momentAt: 3);
        ToolRun live = new ToolRun().Run("net", "--by", "process", "--json");
        ToolRun past = Past(clock, ["net", "--by", "process", "--json", "--at", Text(moment)]);
        Assert.Equal(0, past.ExitCode);
        string[] expected = LivingOf(live);
        Assert.Equal(2, expected.Length);
        Assert.Equal(expected, LivingOf(past));

        static string[] LivingOf(ToolRun run) =>
            [
                .. run
                    .Json.EnumerateObject()
                    .Where(member => member.Value.ValueKind == JsonValueKind.Array)
                    .SelectMany(member => member.Value.EnumerateArray())
                    .Where(entry => entry.TryGetProperty("pid", out JsonElement pid) && pid.GetInt32() is (1 or 310))
                    .Select(entry => entry.GetRawText()),
            ];
    }

    [Theory]
    [InlineData("cpu --json")]
    [InlineData("disks --json")]
    [InlineData("net --json")]
    [InlineData("cgroups --json")]
    [InlineData("ps --json --fields pid,name,cpu_percent")]
    public void RatesOfATimeAreThoseOfItsLength(string line)
    {
        FakeClock clock = new(ToolMachine.Start);
        DateTimeOffset moment = Record(clock, samples: 20, momentAt: 3);
        ToolRun at = Past(clock, [.. line.Split(' '), "--at", Text(moment), "--interval", "3"]);
        ToolRun span = Past(clock, [.. line.Split(' '), "--from", Text(moment), "--to", Text(moment + (10 * Step))]);
        Assert.Equal((0, at.Output), (span.ExitCode, WithoutTotals(span.Output)));
        Assert.Equal(
            FormattableString.Invariant(
                $"psutil: as recorded from {moment:yyyy-MM-dd HH:mm:ss} to {moment + (10 * Step):yyyy-MM-dd HH:mm:ss}\n"
            ),
            span.Error[span.Error.IndexOf("psutil: as recorded", StringComparison.Ordinal)..]
        );
    }

    // Only a span has totals: SpanCommandTests.
    private static string WithoutTotals(string json) =>
        Regex.Replace(json, ",\"span_[a-z_]+\":[^,}]+", "", RegexOptions.None, TimeSpan.FromSeconds(60));

    [Fact]
    public void RepeatingEndsWithTheTime()
    {
        FakeClock clock = new(ToolMachine.Start);
        DateTimeOffset moment = Record(clock, samples: 20, momentAt: 2);
        ToolRun run = Past(
            clock,
            ["cgroups", "--json", "--watch", "0.6", "--from", Text(moment), "--to", Text(moment + TimeSpan.FromSeconds(2.4))]
        );
        Assert.Equal(4, run.Output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("cpu --from -2s --at -1s", "--at and --from cannot be combined")]
    [InlineData("cpu --from -2s --interval 1", "--from and --interval cannot be combined: rates are over the whole time")]
    [InlineData("cpu --from -1s --to -2s", "--from is not before --to")]
    [InlineData("cpu --to -2s", "--to needs --from: it ends the time that begins there")]
    [InlineData("sensors --from -2s", "there is no option '--from': 'psutil sensors --help' lists them")]
    public void ATimeThatMakesNoSenseIsRefused(string line, string message)
    {
        FakeClock clock = new(ToolMachine.Start);
        Record(clock, samples: 2, momentAt: 0);
        ToolRun run = Past(clock, line.Split(' '));
        Assert.Equal((2, $"psutil: {message}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task EventsAreThoseThatTheRecorderSaw()
    {
        FakeClock clock = new(ToolMachine.Start);
        Record(clock, samples: 2, momentAt: 0);
        Channel<ProcessEvent> events = Channel.CreateUnbounded<ProcessEvent>();
        FakeMachine machine = new(clock);
        machine.Processes.KernelEvents = events.Reader.ReadAllAsync(TestContext.Current.CancellationToken);
        ProcessIdentity shell = new(700, 1);
        DateTimeOffset between;
        using (MachineRecorder recorder = new(machine, new RecordOptions { Directory = Place, LeaveFree = 0 }))
        {
            await RecordEvent(
                recorder,
                new ProcessStartedEvent
                {
                    Time = clock.GetUtcNow(),
                    Identity = shell,
                    ParentPid = 310,
                    Name = "sh",
                }
            );
            between = clock.GetUtcNow();
            clock.Advance(Step);
            await RecordEvent(
                recorder,
                new ProcessExitedEvent
                {
                    Time = clock.GetUtcNow(),
                    Identity = shell,
                    Name = "sh",
                    ExitCode = 3,
                }
            );
        }

        // Without --to it is up to now, which is after both.
        clock.Advance(TimeSpan.FromSeconds(2));
        string start = Text(ToolMachine.Start);
        ToolRun run = Past(clock, ["watch", "--csv", "--from", start]);
        Assert.Contains("psutil: these are the events that the recorder saw\n", run.Error, StringComparison.Ordinal);
        string[] lines = run.Output.TrimEnd().Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.EndsWith(",started,700,310,,,sh", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",exited,700,,3,,sh", lines[2], StringComparison.Ordinal);

        ToolRun first = Past(clock, ["watch", "--csv", "--from", start, "--to", Text(between)]);
        Assert.Equal(2, first.Output.TrimEnd().Split("\r\n").Length);
        ToolRun second = Past(clock, ["watch", "--csv", "--from", Text(between)]);
        Assert.Equal(2, second.Output.TrimEnd().Split("\r\n").Length);

        // The recorder reads events on another thread, and so a sample of any number can be the one that has it.
        async Task RecordEvent(MachineRecorder recorder, ProcessEvent happening)
        {
            Assert.True(events.Writer.TryWrite(happening));
            DateTimeOffset deadline = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60);
            while (true)
            {
                clock.Advance(Step);
                Assert.True(recorder.Record(), recorder.LastFailure);
                using RecordedMachine last = Recording.Recording.Open(Place).OpenMachine(DateTimeOffset.MaxValue);
                if (last.Events.Count > 0)
                {
                    return;
                }

                Assert.True(DateTimeOffset.UtcNow < deadline, "The event was not recorded.");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public void RepeatingGoesThroughTheRecordingAndEndsWithIt()
    {
        FakeClock clock = new(ToolMachine.Start);
        Record(clock, samples: 8, momentAt: 0);
        ToolRun run = new ToolRun { Clock = clock, OpenMachine = NoMachine }.Run(
            "mem",
            "--csv",
            "--watch",
            "0.6",
            "--at",
            "-2s",
            "--dir",
            Place
        );
        Assert.Equal(0, run.ExitCode);

        // The header, and memory and swap of four moments.
        Assert.Equal(1 + (2 * 4), run.Output.TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public void WhatCannotBeShownIsSaid()
    {
        FakeClock clock = new(ToolMachine.Start);
        Record(clock, samples: 2, momentAt: 0);
        ToolRun early = new ToolRun { Clock = clock }.Run("mem", "--at", "-2d", "--dir", Place);
        Assert.Equal(3, early.ExitCode);
        Assert.Contains($"the recording in {Place} begins at ", early.Error, StringComparison.Ordinal);

        ToolRun nowhere = new ToolRun { Clock = clock }.Run("mem", "--at", "-2s", "--dir", _root);
        Assert.Equal(3, nowhere.ExitCode);
        Assert.Equal($"psutil: {_root} holds no recording\n", nowhere.Error);

        ToolRun nonsense = new ToolRun { Clock = clock }.Run("mem", "--at", "noon", "--dir", Place);
        Assert.Equal(2, nonsense.ExitCode);
        Assert.StartsWith("psutil: 'noon' is not a time for --at: give 03:12", nonsense.Error, StringComparison.Ordinal);

        ToolRun live = new ToolRun().Run("mem", "--dir", Place);
        Assert.Equal(2, live.ExitCode);
        Assert.Equal("psutil: --dir needs --at or --from: it says where the recording is\n", live.Error);

        ToolRun other = new ToolRun().Run("kill", "1", "--at", "-2h");
        Assert.Equal(2, other.ExitCode);
    }

    [Fact]
    public void TheLastSampleHasGpusWithoutRates()
    {
        FakeClock clock = new(ToolMachine.Start);
        Record(clock, samples: 2, momentAt: 0);
        ToolRun run = new ToolRun { Clock = clock }.Run("gpus", "--csv", "--at", "-0s", "--dir", Place);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0000:00:02.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AGapIsNamed()
    {
        FakeClock clock = new(ToolMachine.Start);
        Record(clock, samples: 2, momentAt: 0);
        clock.Advance(TimeSpan.FromHours(1));
        ToolRun run = new ToolRun { Clock = clock }.Run("mem", "--at", "-10m", "--dir", Place);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("psutil: nothing was recorded for ", run.Error, StringComparison.Ordinal);
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private ToolRun Past(FakeClock clock, string[] arguments) =>
        new ToolRun { Clock = clock, OpenMachine = NoMachine }.Run([
            .. arguments,
            .. arguments.Contains("--from") || arguments.Contains("--at") ? (string[])["--dir", Place] : [],
        ]);

    private static Machine NoMachine() => throw new InvalidOperationException("The machine itself was asked.");

    private DateTimeOffset Record(FakeClock clock, int samples, int momentAt)
    {
        ToolMachine machine = new(clock);
        DateTimeOffset moment = default;
        using MachineRecorder recorder = new(
            machine,
            new RecordOptions
            {
                Directory = Place,
                SlowEvery = TimeSpan.Zero,
                WatchProcesses = false,
                LeaveFree = 0,
                CountTraffic = true,
            }
        );
        for (int sample = 0; sample < samples; sample++)
        {
            moment = sample == momentAt ? clock.GetUtcNow() : moment;
            Assert.True(recorder.Record(), recorder.LastFailure);
            clock.Advance(Step);
        }

        return moment;
    }
}
