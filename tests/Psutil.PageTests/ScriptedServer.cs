using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Psutil.AspNetCore.Page;

namespace Psutil.PageTests;

/// <summary>The page of the package beside the numbers of a <see cref="ScriptedMachine"/>. It can be stopped, and started at the same address.</summary>
internal sealed class ScriptedServer(ScriptedMachine machine) : IAsyncDisposable
{
    private const string Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private const int Seconds = 120;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private WebApplication? _app;
    private int _port;
    private int _streams;

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>The streams that are open.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>The first time of the history that a page has asked for.</summary>
    public double FirstTime { get; private set; }

    public static async Task<ScriptedServer> StartAsync(ScriptedMachine machine)
    {
        ScriptedServer server = new(machine);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        // Below the ports that the kernel gives to others, so that it is free again after a stop.
        for (int tries = 0; ; tries++)
        {
            int port = _port != 0 ? _port : Random.Shared.Next(20_000, 30_000);
            WebApplication app = Build(port);
            try
            {
                await app.StartAsync(TestContext.Current.CancellationToken);
                (_app, _port) = (app, port);
                return;
            }
            catch (IOException) when (tries < 100)
            {
                await app.DisposeAsync();
            }
        }
    }

    public async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private WebApplication Build(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        WebApplication app = builder.Build();
        app.Use(
            (context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                return next(context);
            }
        );
        app.MapGet("/", PageAssets.WriteIndexAsync);
        app.MapGet("/assets/{**name}", PageAssets.WriteAsync);
        app.MapGet("/api/v1/machine", context => WriteAsync(
                context,
                new JsonObject
                {
                    ["host"] = new JsonObject { ["name"] = "scripted", ["os"] = "Test 1" },
                    ["platform"] = "linux",
                    ["boot_time"] = 1.0,
                    ["time"] = ScriptedMachine.Now,
                }
            ));
        app.MapGet("/api/v1/history", context => WriteAsync(context, History()));
        app.MapGet("/api/v1/processes/{pid:int}", DescribeAsync);
        app.MapGet("/api/v1/connections", context => WriteAsync(context, Connections()));
        app.MapGet("/api/v1/stream", context => StreamAsync(context, app.Lifetime.ApplicationStopping));
        return app;
    }

    private JsonObject History()
    {
        FirstTime = ScriptedMachine.Now - Seconds;
        return new()
        {
            ["time"] = new JsonArray([.. Enumerable.Range(0, Seconds).Select(n => JsonValue.Create(FirstTime + n))]),
            ["series"] = new JsonObject
            {
                ["cpu.percent"] = new JsonArray([.. Enumerable.Repeat(20, Seconds).Select(n => JsonValue.Create(n))]),
                ["cpu.user"] = new JsonArray([.. Enumerable.Repeat(20, Seconds).Select(n => JsonValue.Create(n))]),
            },
        };
    }

    private Task DescribeAsync(HttpContext context)
    {
        JsonObject? process = machine.Describe(int.Parse((string)context.Request.RouteValues["pid"]!, CultureInfo.InvariantCulture));
        if (process is not null)
        {
            return WriteAsync(context, process);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static JsonObject Connections() =>
        new()
        {
            ["connections"] = new JsonArray(
                new JsonObject
                {
                    ["fd"] = 3,
                    ["family"] = "AF_INET",
                    ["type"] = "SOCK_STREAM",
                    ["laddr"] = new JsonObject { ["ip"] = "127.0.0.1", ["port"] = 443 },
                    ["raddr"] = null,
                    ["status"] = "LISTEN",
                    ["pid"] = 100,
                    ["name"] = "web",
                },
                new JsonObject
                {
                    ["fd"] = 4,
                    ["family"] = "AF_INET6",
                    ["type"] = "SOCK_DGRAM",
                    ["laddr"] = new JsonObject { ["ip"] = "::1", ["port"] = 53 },
                    ["raddr"] = null,
                    ["status"] = "NONE",
                    ["pid"] = 101,
                    ["name"] = "<b>dns</b>",
                }
            ),
        };

    private async Task StreamAsync(HttpContext context, CancellationToken stopping)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        Interlocked.Increment(ref _streams);
        try
        {
            using PeriodicTimer timer = new(Interval);
            long version = 0;
            do
            {
                (JsonObject changes, version) = machine.ChangesSince(version);
                string events =
                    $"event: machine\ndata: {machine.Sample(ScriptedMachine.Now).ToJsonString()}\n\n"
                    + $"event: processes\ndata: {changes.ToJsonString()}\n\n";
                await context.Response.WriteAsync(events, end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            } while (await timer.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException)
        {
            // The page went away, or the server stops.
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private static Task WriteAsync(HttpContext context, JsonObject document)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(document.ToJsonString(), context.RequestAborted);
    }
}
