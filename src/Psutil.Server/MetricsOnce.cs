using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Psutil.AspNetCore.Exposition;
using Psutil.AspNetCore.NodeNames;
using Psutil.Diagnostics;

namespace Psutil.Server;

/// <summary>Writes the metrics once, for node_exporter's textfile collector and the like.</summary>
internal static class MetricsOnce
{
    // Nobody waits with a lock held: what is slow is waited for.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static void Write(ServeSettings settings, Machine machine)
    {
        ArrayBufferWriter<byte> text = new();
        if (settings.NodeNames)
        {
            new NodeMetricsText(new SharedMachine(machine)).Write(text, MetricsFormat.PrometheusText);
        }
        else
        {
            ServiceCollection services = new();
            ServeHost.AddMachine(services, settings, machine);
            services.Configure<PsutilMetricsOptions>(options => options.CollectionTimeout = Timeout);
            using ServiceProvider provider = services.BuildServiceProvider();
            _ = provider.GetRequiredService<PsutilMetrics>();
            using MetricsText metrics = new(provider);
            metrics.Write(text, MetricsFormat.PrometheusText);
        }

        using Stream output = Console.OpenStandardOutput();
        output.Write(text.WrittenSpan);
    }
}
