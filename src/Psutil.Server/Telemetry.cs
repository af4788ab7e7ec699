using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Psutil.Diagnostics;

namespace Psutil.Server;

/// <summary>Sends the metrics by OpenTelemetry's protocol, as <c>--otlp</c> and the variables <c>OTEL_…</c> say.</summary>
internal static class Telemetry
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const int HttpPort = 4318;

    /// <summary>Adds the exporter if there is somewhere to send to.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="url">Where to send to; null for what the variables say.</param>
    /// <param name="machine">The machine.</param>
    public static void Add(WebApplicationBuilder builder, Uri? url, Machine machine)
    {
        Dictionary<string, string?> variables = Environment
            .GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value);
        if (url is null && !variables.ContainsKey(Endpoint) && !variables.ContainsKey(MetricsEndpoint))
        {
            return;
        }

        builder.Configuration.AddInMemoryCollection(variables);
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddAttributes(MachineResource.GetAttributes(machine)!))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(PsutilMetrics.MeterName)
                    .AddOtlpExporter(options =>
                    {
                        if (url is not null)
                        {
                            SetEndpoint(options, url, variables.ContainsKey(Protocol));
                        }
                    })
            );
    }

    // The port of HTTP, or a path, is not that of gRPC; the variable decides where it is set.
    private static void SetEndpoint(OtlpExporterOptions options, Uri url, bool isProtocolSet)
    {
        if (!isProtocolSet)
        {
            options.Protocol = url.Port == HttpPort || url.AbsolutePath != "/" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        }

        options.Endpoint =
            options.Protocol == OtlpExportProtocol.HttpProtobuf && url.AbsolutePath == "/" ? new Uri(url, "/v1/metrics") : url;
    }
}
