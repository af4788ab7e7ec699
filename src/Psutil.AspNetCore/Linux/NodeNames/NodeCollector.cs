using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>One of node_exporter's collectors: a source, and how its values are written.</summary>
/// <param name="name">node_exporter's name of it.</param>
/// <param name="source">What it reads.</param>
/// <param name="write">Writes the values; false if there are none.</param>
internal sealed class NodeCollector(string name, Source source, Func<MetricWriter, bool> write)
{
    /// <summary>node_exporter's name of it.</summary>
    public string Name => name;

    /// <summary>How long the last reading took; null before the first.</summary>
    public TimeSpan? Duration => source.LastDuration;

    /// <summary>Writes the values of the current collection; false if there are none.</summary>
    public bool Write(MetricWriter writer) => write(writer);
}
