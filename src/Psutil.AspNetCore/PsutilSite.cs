using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Psutil.AspNetCore.Api;
using Psutil.AspNetCore.Recordings;
using Psutil.AspNetCore.Streaming;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore;

/// <summary>What the endpoints of one <c>MapPsutil</c> share. It lives as long as the application.</summary>
internal sealed class PsutilSite
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    private readonly EventStream _stream;

    public PsutilSite(IServiceProvider services, PsutilEndpointOptions options)
    {
        Machine = services.GetService<SharedMachine>() ?? new SharedMachine(services.GetService<Machine>() ?? Psutil.Machine.Local);
        Machine machine = Machine.Inner;
        ILogger logger = services.GetService<ILoggerFactory>()?.CreateLogger("Psutil.AspNetCore") ?? (ILogger)NullLogger.Instance;
        Options = options;
        Clock = machine.TimeProvider;
        Guard = new RequestGuard(options, machine.TimeProvider);
        Endpoints = new GuardedEndpoint(Guard);
        Processes = new ProcessDocuments(machine, options);
        Recordings = new RecordingDocuments(
            options.RecordingDirectory,
            services.GetService<RecorderService>(),
            Processes,
            options,
            machine.TimeProvider
        );
        Documents = new Documents(Machine, options, () => Recordings.Exists);
        // I/O of processes is what the system shows only to their users: not without a token. A policy shows itself with a request.
        Feed = new LiveFeed(Machine, options, logger) { ShowsIO = options.Token is not null };
        IHostApplicationLifetime? lifetime = services.GetService<IHostApplicationLifetime>();
        _stream = new EventStream(Feed, WriteTimeout, lifetime?.ApplicationStopping ?? CancellationToken.None);
        lifetime?.ApplicationStopping.Register(Feed.Dispose);
        lifetime?.ApplicationStopped.Register(Processes.Dispose);
        lifetime?.ApplicationStarted.Register(Feed.Start);
    }

    /// <summary>The machine, as all endpoints and the metrics look at it.</summary>
    public SharedMachine Machine { get; }

    public PsutilEndpointOptions Options { get; }

    public TimeProvider Clock { get; }

    public RequestGuard Guard { get; }

    public GuardedEndpoint Endpoints { get; }

    public Documents Documents { get; }

    public ProcessDocuments Processes { get; }

    public RecordingDocuments Recordings { get; }

    public LiveFeed Feed { get; }

    public Task WriteStreamAsync(HttpContext context)
    {
        if (Guard.IsTrusted(context))
        {
            Feed.ShowsIO = true;
        }

        return _stream.WriteAsync(context);
    }
}
