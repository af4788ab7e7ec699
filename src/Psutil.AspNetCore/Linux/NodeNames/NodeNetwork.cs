using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>The collectors <c>netdev</c> and <c>sockstat</c>.</summary>
internal static class NodeNetwork
{
    public static void Add(NodeMetricsText node, Machine machine, SmallFiles proc)
    {
        node.Add("netdev", machine.Network.GetIOCountersPerInterface, WriteInterfaces);
        node.Add("sockstat", () => proc.TryRead("net/sockstat") is { } text ? text + proc.TryRead("net/sockstat6") : null, WriteSockets);
    }

    /// <summary>Writes the lines of <c>/proc/net/sockstat</c> and <c>sockstat6</c>, each of a protocol, names and numbers.</summary>
    internal static void WriteSockets(MetricWriter writer, string text)
    {
        foreach (KeyedLine line in KeyedLine.Parse(text))
        {
            string protocol = MetricName.Label(line.Key);
            for (int field = 0; field + 1 < line.Fields.Length; field += 2)
            {
                string state = MetricName.Label(line.Fields[field]);
                if (line.Number(field + 1) is not { } number)
                {
                    continue;
                }

                string help = protocol == "sockets" ? "Number of IPv4 sockets in use." : $"Number of {protocol} sockets in state {state}.";
                writer.One($"node_sockstat_{protocol}_{state}", MetricKind.Gauge, help, number);
                if (state == "mem")
                {
                    // Of pages.
                    writer.One(
                        $"node_sockstat_{protocol}_mem_bytes",
                        MetricKind.Gauge,
                        $"Number of {protocol} sockets in state mem_bytes.",
                        number * Environment.SystemPageSize
                    );
                }
            }
        }
    }

    private static void WriteInterfaces(MetricWriter writer, IReadOnlyDictionary<string, NetworkIOCounters> interfaces)
    {
        Write("receive_bytes", one => one.BytesReceived);
        Write("receive_drop", one => one.DropsIn);
        Write("receive_errs", one => one.ErrorsIn);
        Write("receive_packets", one => one.PacketsReceived);
        Write("transmit_bytes", one => one.BytesSent);
        Write("transmit_drop", one => one.DropsOut);
        Write("transmit_errs", one => one.ErrorsOut);
        Write("transmit_packets", one => one.PacketsSent);

        void Write(string name, Func<NetworkIOCounters, double?> select)
        {
            writer.Begin($"node_network_{name}", MetricKind.Counter, $"Network device statistic {name}.");
            foreach ((string device, NetworkIOCounters counters) in interfaces)
            {
                writer.SampleIfKnown(select(counters), ("device", Measure.Text(device)));
            }
        }
    }
}
