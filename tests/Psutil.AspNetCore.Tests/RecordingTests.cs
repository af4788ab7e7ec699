using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Psutil.Recording;

namespace Psutil.AspNetCore.Tests;

/// <summary>A day of a recording as curves, the processes of a moment of it, and the recorder beside the server.</summary>
public sealed class RecordingTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-recorded-").FullName;
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeMachine _machine;
    private int _minutes;

    public RecordingTests()
    {
        _machine = Fakes.Machine(_clock);
        _machine.Processes.Clear();
    }

    private RecordOptions Options =>
        new()
        {
            Directory = Path.Join(_root, "history"),
            Every = Every,
            LeaveFree = 0,
        };

    private (string, string) Trusted { get; } = ("Authorization", "Bearer " + Site.Token);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task TheLastDayIsCurves()
    {
        Record(90, minute => Run(minute == 45 ? 1 : 0.5));
        await using Site site = await StartAsync();
        JsonElement day = await site.ReadAsync("/api/v1/recording");
        Assert.Equal(1, day.GetProperty("schema").GetInt32());
        Assert.True(day.GetProperty("complete").GetBoolean());
        Assert.Equal(180, day.GetProperty("step").GetDouble());
        Assert.Equal(86_400, day.GetProperty("to").GetDouble() - day.GetProperty("from").GetDouble());
        Assert.Equal(JsonValueKind.Null, day.GetProperty("recorder").ValueKind);
        Assert.Empty(day.GetProperty("faults").EnumerateArray());
        double[] times = [.. day.GetProperty("time").EnumerateArray().Select(time => time.GetDouble())];
        Assert.Equal(30, times.Length);
        Assert.Equal(day.GetProperty("recording_start").GetDouble(), times[0]);
        Assert.All(times, time => Assert.Equal(0, time % 180));
        JsonElement cpu = day.GetProperty("series").GetProperty("cpu.percent");
        Assert.Equal(30, cpu.GetProperty("mean").GetArrayLength());
        Assert.Equal((50.0, 66.67, 100.0), (ValueOf("min"), ValueOf("mean"), ValueOf("max")));
        Assert.Equal(40, day.GetProperty("series").GetProperty("memory.percent").GetProperty("mean")[3].GetDouble());
        Assert.False(day.GetProperty("series").TryGetProperty("pressure.cpu", out _));
        Assert.True((await site.ReadAsync("/api/v1/machine")).GetProperty("recording_shown").GetBoolean());

        // Minutes 45 to 47 are the 16th part.
        double ValueOf(string which) => cpu.GetProperty(which)[15].GetDouble();
    }

    [Fact]
    public async Task ADayBeforeCanBeAskedFor()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        Record(10, _ => Run(0.5));
        _clock.Advance(TimeSpan.FromDays(3));
        await using Site site = await StartAsync();

        // Of a recording that has ended, its last day is shown.
        JsonElement day = await site.ReadAsync("/api/v1/recording");
        Assert.Equal(start.ToUnixTimeSeconds() + (9 * 60), day.GetProperty("to").GetDouble());
        Assert.Equal(4, day.GetProperty("time").GetArrayLength());
        day = await site.ReadAsync($"/api/v1/recording?to={start.AddDays(2).ToUnixTimeSeconds()}");
        Assert.Equal(0, day.GetProperty("time").GetArrayLength());
        Assert.Equal(start.ToUnixTimeSeconds(), day.GetProperty("recording_start").GetDouble());
        Assert.Equal(start.ToUnixTimeSeconds() + (9 * 60), day.GetProperty("recording_end").GetDouble());
        day = await site.ReadAsync($"/api/v1/recording?to={start.AddMinutes(4).ToUnixTimeSeconds()}");
        Assert.Equal(2, day.GetProperty("time").GetArrayLength());
        foreach (string wrong in (string[])["to=x", "to=-1", "to=NaN", "to=1e300", "to=Infinity"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, await site.StatusAsync("/api/v1/recording?" + wrong));
        }
    }

    [Fact]
    public async Task AMomentHasItsProcessesAndWhatEndedAroundIt()
    {
        _machine.Processes.Add(Fakes.Process(8, "hungry"));
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        DateTimeOffset start = _clock.GetUtcNow();
        Channel<ProcessEvent> events = Channel.CreateUnbounded<ProcessEvent>();
        _machine.Processes.KernelEvents = events.Reader.ReadAllAsync(TestContext.Current.CancellationToken);
        using (MachineRecorder recorder = new(_machine, Options with { Every = TimeSpan.FromSeconds(5) }))
        {
            for (int sample = 0; sample < 60; sample++)
            {
                _machine.Processes.Add(
                    new ProcessSnapshot(Fakes.Process(7, "web"))
                    {
                        CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(2.5 * sample), System = TimeSpan.Zero },
                        Memory = new ProcessMemory { Rss = 4096 * sample, Vms = 0 },
                        IOCounters = new ProcessIOCounters { ReadBytes = 500 * sample, WriteBytes = 0 },
                    }
                );
                if (sample == 32)
                {
                    Assert.True(_machine.Processes.End(8, exitCode: 3));
                    ProcessIdentity identity = new(8, 1);
                    Assert.True(
                        events.Writer.TryWrite(
                            new ProcessExitedEvent
                            {
                                Identity = identity,
                                Name = "hungry",
                                Time = _clock.GetUtcNow(),
                                ExitCode = 3,
                            }
                        )
                    );
                }

                Assert.True(recorder.Record(), recorder.LastFailure);
                if (sample == 32)
                {
                    // What happened is read by another thread.
                    await Wait.UntilAsync(() => HasEvents() || (recorder.Record() && HasEvents()), "the exit is recorded");
                }

                _clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        await using Site site = await StartAsync(options => options.Token = Site.Token);
        JsonElement moment = await site.ReadAsync($"/api/v1/recording/moment?time={start.AddSeconds(152).ToUnixTimeSeconds()}", Trusted);
        Assert.Equal(start.ToUnixTimeSeconds() + 150.5, moment.GetProperty("time").GetDouble());
        Assert.Equal(5, moment.GetProperty("measured_seconds").GetDouble());
        Assert.Equal(2, moment.GetProperty("process_count").GetInt32());
        JsonElement web = moment.GetProperty("processes")[0];
        Assert.Equal((7, "web", "www"), (Number(web, "pid"), web.GetProperty("name").GetString(), web.GetProperty("username").GetString()));
        Assert.Equal(50, web.GetProperty("cpu_percent").GetDouble());
        Assert.Equal(4096 * 30, web.GetProperty("memory_info").GetProperty("rss").GetInt64());
        Assert.Equal(100, web.GetProperty("read_rate").GetDouble());
        Assert.Equal(8, Number(moment.GetProperty("processes")[1], "pid"));
        JsonElement ended = Assert.Single(moment.GetProperty("ended").EnumerateArray());
        Assert.Equal((8, "hungry", 3), (Number(ended, "pid"), ended.GetProperty("name").GetString(), Number(ended, "exit_code")));
        Assert.Equal(1, moment.GetProperty("ended_count").GetInt32());

        // Two minutes later it has been gone for long.
        moment = await site.ReadAsync($"/api/v1/recording/moment?time={start.AddSeconds(290).ToUnixTimeSeconds()}", Trusted);
        Assert.Equal(7, Number(Assert.Single(moment.GetProperty("processes").EnumerateArray()), "pid"));
        Assert.Empty(moment.GetProperty("ended").EnumerateArray());

        // The beginning, of which the seconds are said, is in it. Before that there is nothing; at the end there is no rate.
        double begin = (await site.ReadAsync("/api/v1/recording", Trusted)).GetProperty("recording_start").GetDouble();
        moment = await site.ReadAsync($"/api/v1/recording/moment?time={begin}", Trusted);
        Assert.Equal(start.ToUnixTimeMilliseconds() / 1000.0, moment.GetProperty("time").GetDouble());
        string before = $"/api/v1/recording/moment?time={start.AddSeconds(-10).ToUnixTimeSeconds()}";
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(before, Trusted));
        Assert.Equal(HttpStatusCode.BadRequest, await site.StatusAsync("/api/v1/recording/moment?time=now", Trusted));
        moment = await site.ReadAsync("/api/v1/recording/moment", Trusted);
        Assert.Equal(start.ToUnixTimeSeconds() + 295.5, moment.GetProperty("time").GetDouble());
        Assert.Equal(JsonValueKind.Null, moment.GetProperty("processes")[0].GetProperty("cpu_percent").ValueKind);
    }

    [Fact]
    public async Task OfManyProcessesThoseThatUsedMostAreListed()
    {
        for (int pid = 1; pid <= 1000; pid++)
        {
            _machine.Processes.Add(
                new ProcessSnapshot(Fakes.Process(pid, "many"))
                {
                    Memory = new ProcessMemory { Rss = pid, Vms = 0 },
                }
            );
        }

        Record(2, _ => { });
        await using Site site = await StartAsync();
        JsonElement moment = await site.ReadAsync("/api/v1/recording/moment");
        Assert.Equal(1000, moment.GetProperty("process_count").GetInt32());
        Assert.InRange(moment.GetProperty("processes").GetArrayLength(), 100, 200);
        Assert.Contains(1000, moment.GetProperty("processes").EnumerateArray().Select(process => Number(process, "pid")));
    }

    [Fact]
    public async Task ItShowsNoMoreThanTheLivePage()
    {
        _machine.Processes.Add(Fakes.Process(7, "web"));
        Record(3, _ => Run(0.5));
        await using (Site site = await StartAsync())
        {
            string text = (await site.ReadAsync("/api/v1/recording/moment")).GetRawText();
            Assert.Contains("\"web\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("cmdline", text, StringComparison.Ordinal);
            Assert.DoesNotContain("read_rate", text, StringComparison.Ordinal);
        }

        // What the recorder did not mask is masked here.
        await using (Site site = await StartAsync(options => options.ShowArguments = true))
        {
            string text = (await site.ReadAsync("/api/v1/recording/moment")).GetRawText();
            Assert.Contains("--password=***", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        }

        await using (Site site = await StartAsync(options => options.ShowProcesses = false))
        {
            Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/recording/moment"));
            Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/api/v1/recording"));
        }

        await using (Site site = await StartAsync(options => options.Token = Site.Token))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/api/v1/recording"));
            Assert.Equal(HttpStatusCode.Unauthorized, await site.StatusAsync("/api/v1/recording/moment"));
            Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/api/v1/recording", Trusted));
        }
    }

    [Fact]
    public async Task WithoutARecordingThereIsNone()
    {
        foreach (string? directory in (string?[])[null, Path.Join(_root, "none"), _root])
        {
            await using Site site = await Site.StartAsync(_machine, options => options.RecordingDirectory = directory);
            Assert.False((await site.ReadAsync("/api/v1/machine")).GetProperty("recording_shown").GetBoolean());
            Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/recording"));
            Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/api/v1/recording/moment"));
        }
    }

    [Fact]
    public async Task WhatIsDamagedIsSaidAndTheRestIsShown()
    {
        Record(90, _ => Run(0.5));
        string[] segments = [.. Directory.GetFiles(Options.Directory, "*.psr").Order(StringComparer.Ordinal)];
        byte[] bytes = await File.ReadAllBytesAsync(segments[0], TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(segments[0], bytes, TestContext.Current.CancellationToken);
        await using Site site = await StartAsync();
        JsonElement day = await site.ReadAsync("/api/v1/recording");
        Assert.Equal(
            Path.GetFileName(segments[0]),
            Assert.Single(day.GetProperty("faults").EnumerateArray()).GetProperty("file").GetString()
        );
        Assert.InRange(day.GetProperty("time").GetArrayLength(), 10, 30);

        // Nothing can be read at all.
        foreach (string segment in segments)
        {
            await File.WriteAllTextAsync(segment, "what is this?", TestContext.Current.CancellationToken);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        day = await site.ReadAsync("/api/v1/recording");
        Assert.Empty(day.GetProperty("time").EnumerateArray());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await site.StatusAsync("/api/v1/recording/moment"));
    }

    [Fact]
    public async Task ACrowdIsAnsweredInTurnOrRefused()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        Record(200, _ => Run(0.5));
        await using Site site = await StartAsync();
        HttpStatusCode[] answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(minute => site.StatusAsync($"/api/v1/recording/moment?time={start.AddMinutes(minute).ToUnixTimeSeconds()}"))
        );
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/api/v1/recording"));
    }

    [Fact]
    public async Task ARecorderRunsBesideTheServer()
    {
        _machine.Processes.Add(Fakes.Process(7, "web"));
        await using (Site site = await StartAsync(services: services => services.AddPsutilRecorder(Options)))
        {
            Assert.True((await site.ReadAsync("/api/v1/machine")).GetProperty("recording_shown").GetBoolean());
            await UntilWrittenAsync(site, 1);
            _clock.Advance(Every);
            await UntilWrittenAsync(site, 2);
            string metrics = await site.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            Assert.Matches("psutil_recorder_samples_total\\{outcome=\"written\"\\} [1-9]", metrics);
            Assert.Contains("psutil_recorder_samples_total{outcome=\"dropped\"} 0\n", metrics, StringComparison.Ordinal);
        }

        // It has given its directory back, and has masked what it wrote.
        using RecordedMachine recorded = Recording.Recording.Open(Options.Directory).OpenFirst();
        ProcessSnapshot web = recorded.Processes.Capture(ProcessFields.CommandLine)[0];
        Assert.Equal("web --port=80 --password=***", string.Join(' ', web.CommandLine!));
        using MachineRecorder next = new(_machine, Options);
    }

    [Fact]
    public async Task WhereNothingCanBeRecordedTheServerGoesOn()
    {
        // Another recorder writes there.
        DateTimeOffset start = _clock.GetUtcNow();
        MachineRecorder other = new(_machine, Options);
        await using Site site = await StartAsync(services: services => services.AddPsutilRecorder(Options));
        JsonElement recorder = await UntilAsync(site, state => state.GetProperty("failure").ValueKind == JsonValueKind.String);
        Assert.Contains("another recorder writes to", recorder.GetProperty("failure").GetString(), StringComparison.Ordinal);
        double since = recorder.GetProperty("failing_since").GetDouble();
        Assert.InRange(since, start.ToUnixTimeSeconds(), _clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/api/v1/memory"));

        // When that ends, this one begins.
        other.Dispose();
        recorder = await UntilAsync(site, state => state.GetProperty("written_samples").GetInt64() > 0);
        Assert.Equal(JsonValueKind.Null, recorder.GetProperty("failure").ValueKind);
        Assert.Equal(JsonValueKind.Null, recorder.GetProperty("failing_since").ValueKind);
    }

    private bool HasEvents()
    {
        using RecordedMachine machine = Recording.Recording.Open(Options.Directory).OpenMachine(_clock.GetUtcNow());
        return machine.Events.Count > 0;
    }

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();

    private Task<Site> StartAsync(Action<PsutilEndpointOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        Site.StartAsync(
            _machine,
            options =>
            {
                options.RecordingDirectory = services is null ? Options.Directory : null;
                configure?.Invoke(options);
            },
            services is null
                ? null
                : added =>
                {
                    added.AddAuthentication();
                    added.AddAuthorization();
                    services(added);
                }
        );

    private Task<JsonElement> UntilWrittenAsync(Site site, long count) =>
        UntilAsync(site, state => state.GetProperty("written_samples").GetInt64() >= count);

    // What a request read is kept for some seconds, by the clock that nobody else moves on.
    private async Task<JsonElement> UntilAsync(Site site, Func<JsonElement, bool> condition)
    {
        JsonElement state = default;
        using CancellationTokenSource patience = new(Wait.Patience);
        do
        {
            await Task.Delay(10, patience.Token);
            _clock.Advance(TimeSpan.FromSeconds(5));
            state = (await site.ReadAsync("/api/v1/recording")).GetProperty("recorder");
        } while (!condition(state));

        return state;
    }

    private void Run(double busy) => (_busy, _idle) = (_busy + (60 * busy), _idle + (60 * (1 - busy)));

    private double _busy;
    private double _idle;

    private void Record(int samples, Action<int> change)
    {
        using MachineRecorder recorder = new(_machine, Options);
        for (int sample = 0; sample < samples; sample++)
        {
            change(_minutes++);
            _machine.Cpu.Times = new CpuTimes
            {
                User = TimeSpan.FromSeconds(_busy),
                System = TimeSpan.Zero,
                Idle = TimeSpan.FromSeconds(_idle),
            };
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
        }
    }
}
