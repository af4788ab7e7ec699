using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>The collectors <c>meminfo</c> and <c>vmstat</c>, whose names are those of the kernel's lines.</summary>
internal static class NodeMemory
{
    public static void Add(NodeMetricsText node, SmallFiles proc)
    {
        node.Add("meminfo", () => proc.TryRead("meminfo"), WriteMemory);
        node.Add("vmstat", () => proc.TryRead("vmstat"), WriteCounters);
    }

    /// <summary>Writes every line of <c>/proc/meminfo</c>.</summary>
    internal static void WriteMemory(MetricWriter writer, string text)
    {
        foreach (KeyedLine line in KeyedLine.Parse(text))
        {
            bool isSize = line.Fields.Length > 1 && line.Fields[1] == "kB";
            string name = MetricName.Label(line.Key.Replace(")", "", StringComparison.Ordinal)) + (isSize ? "_bytes" : "");
            writer.One($"node_memory_{name}", MetricKind.Gauge, $"Memory information field {name}.", line.Number(0) * (isSize ? 1024 : 1));
        }
    }

    /// <summary>Writes the lines of <c>/proc/vmstat</c> that node_exporter has by default.</summary>
    internal static void WriteCounters(MetricWriter writer, string text)
    {
        foreach (KeyedLine line in KeyedLine.Parse(text, IsWantedCounter))
        {
            string name = MetricName.Label(line.Key);
            writer.One($"node_vmstat_{name}", MetricKind.Unknown, $"/proc/vmstat information field {name}.", line.Number(0));
        }
    }

    private static bool IsWantedCounter(string key) =>
        key.StartsWith("oom_kill", StringComparison.Ordinal)
        || key.StartsWith("pgpg", StringComparison.Ordinal)
        || key.StartsWith("pswp", StringComparison.Ordinal)
        || (key.StartsWith("pg", StringComparison.Ordinal) && key.Contains("fault", StringComparison.Ordinal));
}
