using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Resources;
using Psutil.FleetTests.Parts;
using AggregationTemporality = OpenTelemetry.Proto.Metrics.V1.AggregationTemporality;
using Metric = OpenTelemetry.Proto.Metrics.V1.Metric;

namespace Psutil.FleetTests.Otlp;

/// <summary>What OpenTelemetry's exporter sends of the meter, decoded with OpenTelemetry's own protocol.</summary>
public class OtlpTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc, HttpProtocols.Http2, "")]
    [InlineData(OtlpExportProtocol.HttpProtobuf, HttpProtocols.Http1, "v1/metrics")]
    public async Task TheMachineArrives(OtlpExportProtocol protocol, HttpProtocols protocols, string path)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(protocols);
        long createdBefore = ProcFiles.Keyed("/proc/stat", "processes ");
        ServiceCollection services = [];
        services.AddPsutilMetrics();
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddAttributes(MachineResource.GetAttributes(Machine.Local)))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(PsutilMetrics.MeterName)
                    .AddOtlpExporter(options =>
                    {
                        options.Endpoint = new Uri(receiver.Address, path);
                        options.Protocol = protocol;
                        options.TimeoutMilliseconds = 60_000;
                    })
            );
        await using ServiceProvider provider = services.BuildServiceProvider();
        MeterProvider meters = provider.GetRequiredService<MeterProvider>();
        _ = provider.GetRequiredService<PsutilMetrics>();
        ResourceMetrics received = await Wait.ForAsync("a request with the memory and the counters", () =>
        {
            // A source that takes longer than the 50 ms of a collection is in the next one.
            // The SDK hears every meter of this name in the program, and one of another test may still show what it read before.
            Assert.True(meters.ForceFlush(60_000));
            return Task.FromResult(
                receiver
                    .Received.SelectMany(request => request.ResourceMetrics)
                    .FirstOrDefault(one =>
                        Find(one, "system.memory.usage") is not null
                        && Find(one, "system.process.created")?.Sum.DataPoints.Single().AsInt >= createdBefore
                    )
            );
        });

        Assert.Equal("Psutil", received.ScopeMetrics.Single().Scope.Name);
        Dictionary<string, AnyValue> resource = received.Resource.Attributes.ToDictionary(one => one.Key, one => one.Value);
        Assert.Equal(Environment.MachineName, resource["host.name"].StringValue);
        Assert.Equal(Environment.ProcessId, resource["process.pid"].IntValue);

        Metric memory = Find(received, "system.memory.usage")!;
        Assert.Equal("By", memory.Unit);
        Assert.False(memory.Sum.IsMonotonic);
        Assert.Equal(1024 * ProcFiles.Keyed("/proc/meminfo", "MemTotal:"), memory.Sum.DataPoints.Sum(point => point.AsInt));
        Assert.Equal(
            ["buffers", "cached", "free", "used"],
            memory
                .Sum.DataPoints.Select(point => point.Attributes.Single(one => one.Key == "system.memory.state").Value.StringValue)
                .Order()
        );

        Metric created = Find(received, "system.process.created")!;
        Assert.True(created.Sum.IsMonotonic);
        Assert.Equal(AggregationTemporality.Cumulative, created.Sum.AggregationTemporality);
        Assert.InRange(created.Sum.DataPoints.Single().AsInt, createdBefore, ProcFiles.Keyed("/proc/stat", "processes "));
    }

    [Theory]
    [InlineData(HttpProtocols.Http2, "")]
    [InlineData(HttpProtocols.Http1, "v1/metrics")]
    public async Task TheProgramSendsWhatItServes(HttpProtocols protocols, string path)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(protocols);
        await using Part server = await Part.StartAsync(
            Path.Join(AppContext.BaseDirectory, "psutil-serve"),
            ["--listen", "127.0.0.1:0", "--otlp", $"{new Uri(receiver.Address, path)}"],
            AppContext.BaseDirectory,
            "/metrics",
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", null),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", null),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", null),
            ("PSUTIL_SERVE_TOKEN", null)
        );
        ResourceMetrics received = await Wait.ForAsync("a request with the memory", () =>
            Task.FromResult(
                receiver
                    .Received.SelectMany(request => request.ResourceMetrics)
                    .FirstOrDefault(one => Find(one, "system.memory.usage") is not null)
            )
        );
        Assert.Equal(server.Pid, received.Resource.Attributes.Single(one => one.Key == "process.pid").Value.IntValue);
        Assert.Equal(
            1024 * ProcFiles.Keyed("/proc/meminfo", "MemTotal:"),
            Find(received, "system.memory.usage")!.Sum.DataPoints.Sum(point => point.AsInt)
        );
    }

    private static Metric? Find(ResourceMetrics received, string name) =>
        received.ScopeMetrics.SelectMany(scope => scope.Metrics).FirstOrDefault(metric => metric.Name == name);
}
