using System.Buffers;
using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>
/// A machine under the names of node_exporter 1.5, with the same labels and values, so that dashboards and alerts for it keep working. It
/// has those of its collectors that are useful on every machine; docs/metrics.md lists what differs.
/// </summary>
/// <remarks>
/// Each source is read once per collection, on threads of its own (<see cref="Sampler"/>), and not again within half a second, whoever
/// asks.
/// A source that does not answer within a second is left out until it does, and delays no other.
/// </remarks>
internal sealed class NodeMetricsText
{
    // About 400 series.
    private const int InitialSize = 64 * 1024;

    private static readonly TimeSpan MinimumInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan CollectionTimeout = TimeSpan.FromSeconds(1);

    private readonly Sampler _sampler;
    private readonly List<NodeCollector> _collectors = [];

    /// <param name="machine">The machine.</param>
    /// <param name="procPath">Its proc file system.</param>
    /// <param name="sysPath">Its sys file system.</param>
    public NodeMetricsText(SharedMachine machine, string procPath = "/proc", string sysPath = "/sys")
    {
        _sampler = new Sampler(machine, MinimumInterval, MaximumAge, CollectionTimeout);
        SmallFiles proc = new(procPath);
        NodeCpu.Add(this, machine, proc);
        NodeMemory.Add(this, proc);
        NodeDisks.Add(this, machine);
        NodeNetwork.Add(this, machine, proc);
        NodeSystem.Add(this, machine, proc);
        NodeHardware.Add(this, sysPath);
    }

    /// <summary>Adds a collector.</summary>
    /// <param name="name">node_exporter's name of it.</param>
    /// <param name="read">Reads the values; null if the machine does not have them.</param>
    /// <param name="write">Writes them.</param>
    /// <param name="lane">The lane that reads it: what can wait is not read in the same one as the rest.</param>
    public void Add<T>(string name, Func<T?> read, Action<MetricWriter, T> write, string lane = "machine")
        where T : class
    {
        Source<T> source = _sampler.Add(lane, name, read, isAlwaysWanted: true);
        _collectors.Add(new NodeCollector(name, source, writer =>
            {
                if (source.Take(_sampler) is not { } values)
                {
                    return false;
                }

                write(writer, values);
                return true;
            }));
    }

    /// <summary>Reads and writes. Calls can overlap.</summary>
    public void Write(IBufferWriter<byte> output, MetricsFormat format)
    {
        MetricWriter writer = new(output, format);
        List<(NodeCollector Collector, bool HasValues)> results = [];
        foreach (NodeCollector collector in _collectors)
        {
            results.Add((collector, collector.Write(writer)));
        }

        writer.Begin("node_scrape_collector_duration_seconds", MetricKind.Gauge, "node_exporter: Duration of a collector scrape.");
        foreach ((NodeCollector collector, _) in results)
        {
            writer.SampleIfKnown(collector.Duration?.TotalSeconds, ("collector", collector.Name));
        }

        writer.Begin("node_scrape_collector_success", MetricKind.Gauge, "node_exporter: Whether a collector succeeded.");
        foreach ((NodeCollector collector, bool hasValues) in results)
        {
            writer.Sample(hasValues ? 1 : 0, ("collector", collector.Name));
        }

        writer.End();
    }

    /// <summary>Answers a request in the format that it accepts.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        ArrayBufferWriter<byte> text = new(InitialSize);
        MetricsFormat format = MetricsFormats.Choose(context.Request.Headers.Accept);
        Write(text, format);
        await MetricsFormats.AnswerAsync(context, text.WrittenMemory, format).ConfigureAwait(false);
    }
}
