using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Metrics.V1;

namespace Psutil.FleetTests.Otlp;

/// <summary>What stands at the other end of OTLP: it decodes what an exporter sends over gRPC and over HTTP, and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app, ConcurrentQueue<ExportMetricsServiceRequest> received)
    {
        _app = app;
        Received = received;
    }

    /// <summary>What has come so far.</summary>
    public ConcurrentQueue<ExportMetricsServiceRequest> Received { get; }

    /// <summary>The address for exporters.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts one on a free port.</summary>
    /// <param name="protocols">HTTP/2 for gRPC, HTTP/1.1 for HTTP: without TLS a port has one of them.</param>
    public static async Task<OtlpReceiver> StartAsync(HttpProtocols protocols)
    {
        ConcurrentQueue<ExportMetricsServiceRequest> received = [];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
            server.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = protocols)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new MetricsReceiver(received));
        WebApplication app = builder.Build();
        app.MapGrpcService<MetricsReceiver>();
        app.MapPost("/v1/metrics", async context =>
        {
            Assert.Equal("application/x-protobuf", context.Request.ContentType);
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue(ExportMetricsServiceRequest.Parser.ParseFrom(body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
            await context.Response.Body.WriteAsync(new ExportMetricsServiceResponse().ToByteArray(), context.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OtlpReceiver(app, received);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class MetricsReceiver(ConcurrentQueue<ExportMetricsServiceRequest> received) : MetricsService.MetricsServiceBase
    {
        public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
        {
            received.Enqueue(request);
            return Task.FromResult(new ExportMetricsServiceResponse());
        }
    }
}
