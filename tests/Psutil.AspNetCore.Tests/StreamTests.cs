using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Psutil.AspNetCore.Streaming;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.Tests;

public class StreamTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task TheFirstEventHasAllProcessesAndLaterOnesWhatChanged()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        await using Site site = await Site.StartAsync(machine);
        using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using EventReader events = await OpenAsync(answer);

        JsonElement first = await events.ReadAsync("processes");
        Assert.True(first.GetProperty("all").GetBoolean());
        JsonElement web = Assert.Single(first.GetProperty("changed").EnumerateArray());
        Assert.Equal(7, web.GetProperty("pid").GetInt32());
        Assert.Equal("www", web.GetProperty("username").GetString());
        Assert.False(web.TryGetProperty("cmdline", out _));

        machine.Processes.Add(Fakes.Process(8, "db"));
        machine.Processes.End(7);
        _clock.Advance(Second);
        JsonElement second = await events.ReadAsync("processes");
        Assert.False(second.GetProperty("all").GetBoolean());
        Assert.Equal(8, Assert.Single(second.GetProperty("changed").EnumerateArray()).GetProperty("pid").GetInt32());
        JsonElement gone = Assert.Single(second.GetProperty("ended").EnumerateArray());
        Assert.Equal(7, gone.GetProperty("pid").GetInt32());
        Assert.Equal(web.GetProperty("create_time").GetRawText(), gone.GetProperty("create_time").GetRawText());
    }

    [Fact]
    public async Task TheMachinesRatesAreOfTheIntervalAndItsHistoryGrows()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        await using Site site = await Site.StartAsync(machine);
        using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        using EventReader events = await OpenAsync(answer);
        JsonElement first = await events.ReadAsync("machine");
        Assert.Equal(JsonValueKind.Null, first.GetProperty("cpu").GetProperty("percent").ValueKind);
        Assert.Equal(600, first.GetProperty("memory").GetProperty("virtual").GetProperty("available").GetInt64());

        machine.Cpu.Times = Fakes.Times(2);
        machine.Cpu.TimesPerCpu[0] = new CpuCoreTimes { Number = 0, Times = Fakes.Times(2) };
        _clock.Advance(Second);
        JsonElement cpu = (await events.ReadAsync("machine")).GetProperty("cpu");
        Assert.Equal(50, cpu.GetProperty("percent").GetDouble());
        Assert.Equal(50, cpu.GetProperty("per_cpu")[0].GetProperty("times_percent").GetProperty("user").GetDouble());

        JsonElement history = await site.ReadAsync("/api/v1/history");
        Assert.Equal(2, history.GetProperty("time").GetArrayLength());
        JsonElement percents = history.GetProperty("series").GetProperty("cpu.percent");
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], percents.EnumerateArray().Select(value => value.ValueKind));
    }

    [Fact]
    public async Task GpusAreInTheStreamOnceTheyAreRead()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        machine.Gpus.All.Add(
            new Gpu
            {
                Id = "0000:03:00.0",
                Name = "Card",
                MemoryTotal = 4000,
                MemoryUsed = 1000,
                UtilizationPercent = 50,
                PowerWatts = 120,
                Unavailable = new Dictionary<GpuValue, Unavailability>(),
            }
        );
        await using Site site = await Site.StartAsync(machine);
        using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        using EventReader events = await OpenAsync(answer);
        JsonElement gpus = (await events.ReadAsync("machine")).GetProperty("gpus");

        // They are read in the background.
        for (DateTime end = DateTime.UtcNow + Wait.Patience; gpus.GetArrayLength() == 0 && DateTime.UtcNow < end; )
        {
            _clock.Advance(Second);
            gpus = (await events.ReadAsync("machine")).GetProperty("gpus");
        }

        JsonElement gpu = Assert.Single(gpus.EnumerateArray());
        Assert.Equal(("0000:03:00.0", "Card"), (gpu.GetProperty("id").GetString(), gpu.GetProperty("name").GetString()));
        Assert.Equal((50.0, 1000), (gpu.GetProperty("utilization_percent").GetDouble(), gpu.GetProperty("memory_used").GetInt64()));
        Assert.Equal(JsonValueKind.Null, gpu.GetProperty("temperature_celsius").ValueKind);
    }

    [Fact]
    public async Task ArgumentsInTheStreamAreMasked()
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock), options => options.ShowArguments = true);
        using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        using EventReader events = await OpenAsync(answer);
        JsonElement process = (await events.ReadAsync("processes")).GetProperty("changed")[0];
        Assert.Equal(
            ["web", "--port=80", "--password=***"],
            process.GetProperty("cmdline").EnumerateArray().Select(text => text.GetString())
        );
    }

    [Fact]
    public async Task WithoutProcessesTheStreamHasNone()
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock), options => options.ShowProcesses = false);
        using HttpResponseMessage answer = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        using EventReader events = await OpenAsync(answer);
        Assert.Equal("machine", (await events.ReadAsync())?.Name);
        _clock.Advance(Second);
        Assert.Equal("machine", (await events.ReadAsync())?.Name);
    }

    [Fact]
    public async Task OneClientTooManyIsRefused()
    {
        await using Site site = await Site.StartAsync(Fakes.Machine(_clock), options => options.MaximumStreams = 2);
        using HttpResponseMessage first = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        using HttpResponseMessage second = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        using HttpResponseMessage third = await site.AskAsync(HttpMethod.Get, "/api/v1/stream");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.NotNull(third.Headers.RetryAfter);
    }

    [Fact]
    public async Task NothingIsReadWhileNobodyListens()
    {
        using LiveFeed feed = Feed(new PsutilEndpointOptions());
        Assert.False(feed.IsRunning);
        Assert.True(feed.TryJoin());
        await Wait.UntilAsync(() => feed.After(0, out _)!.Count == 1, "the first tick");
        feed.Leave();
        await Wait.UntilAsync(
            () =>
            {
                _clock.Advance(Second);
                return !feed.IsRunning;
            },
            "the end of sampling"
        );

        // The next listener gets no old values.
        Assert.Empty(feed.After(0, out _)!);
        Assert.True(feed.TryJoin());
        await Wait.UntilAsync(() => feed.After(0, out _)!.Count == 1, "the first tick of the next listener");
    }

    [Fact]
    public async Task WithHistoryItReadsAlsoWhileNobodyListens()
    {
        using LiveFeed feed = Feed(new PsutilEndpointOptions { KeepHistory = true });
        feed.Start();
        await Wait.UntilAsync(
            () =>
            {
                _clock.Advance(Second);
                return feed.History.Read().Times.Length >= 3;
            },
            "three samples"
        );
        Assert.Equal(0, feed.Listeners);
        // Processes are read for listeners alone.
        Assert.Null(feed.After(0, out _)![0].All);
        Assert.True(feed.TryJoin());
        await Wait.UntilAsync(
            () =>
            {
                _clock.Advance(Second);
                return feed.After(0, out _)![0].All is not null;
            },
            "the processes for a listener"
        );
    }

    [Fact]
    public async Task AListenerThatIsTooLateIsSentAway()
    {
        using LiveFeed feed = Feed(new PsutilEndpointOptions());
        Assert.True(feed.TryJoin());
        await Wait.UntilAsync(() => feed.After(0, out _)!.Count == 1, "the first tick");
        long number = feed.After(0, out _)![0].Number;
        await Wait.UntilAsync(
            () =>
            {
                _clock.Advance(Second);
                return feed.After(number, out _) is null;
            },
            "the loss of the listener's next tick"
        );
    }

    [Fact]
    public async Task AClientThatDoesNotReadIsDroppedAndOthersGoOn()
    {
        FakeMachine machine = Fakes.Machine(_clock);
        // More than all buffers between two programs hold.
        string name = new('x', 10_000);
        for (int pid = 100; pid < 3100; pid++)
        {
            machine.Processes.Add(Fakes.Process(pid, name));
        }

        using LiveFeed feed = new(new SharedMachine(machine), new PsutilEndpointOptions(), NullLogger.Instance);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        CancellationToken stopping = TestContext.Current.CancellationToken;
        app.MapGet("/impatient", new EventStream(feed, writeTimeout: TimeSpan.FromSeconds(0.5), stopping).WriteAsync);
        app.MapGet("/patient", new EventStream(feed, writeTimeout: Wait.Patience, stopping).WriteAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);

        List<Socket> slow = [];
        try
        {
            for (int client = 0; client < 5; client++)
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                slow.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.Single()).Port, TestContext.Current.CancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes("GET /impatient HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }

            using HttpClient client1 = new() { Timeout = Wait.Patience };
            using HttpResponseMessage answer = await client1.GetAsync(
                app.Urls.Single() + "/patient",
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            );
            using EventReader events = await OpenAsync(answer);
            Assert.True((await events.ReadAsync("processes")).GetProperty("all").GetBoolean());
            await Wait.UntilAsync(() => feed.Listeners == 1, "the end of the slow clients");
            _clock.Advance(Second);
            Assert.False((await events.ReadAsync("processes")).GetProperty("all").GetBoolean());
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }

    private LiveFeed Feed(PsutilEndpointOptions options) => new(new SharedMachine(Fakes.Machine(_clock)), options, NullLogger.Instance);

    private static async Task<EventReader> OpenAsync(HttpResponseMessage answer) =>
        new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
}
