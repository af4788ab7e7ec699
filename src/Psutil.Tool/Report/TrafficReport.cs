namespace Psutil.Tool.Report;

/// <summary>The network traffic of processes, in the terms of the JSON contract.</summary>
internal static class TrafficReport
{
    /// <summary>The sources' names in reports.</summary>
    public static string NameOf(ProcessNetworkSource source) => source == ProcessNetworkSource.Bpf ? "bpf" : "tcp_info";

    /// <summary>Writes sums of bytes and messages.</summary>
    public static void WriteCounters(ReportWriter writer, in ProcessNetworkIOCounters counters, ProcessNetworkSource source)
    {
        writer.StartObject();
        WriteMembers(writer, in counters, source);
        writer.EndObject();
    }

    /// <summary>Writes the traffic of a process, with its rates; null if it is unknown.</summary>
    public static void WriteTraffic(ReportWriter writer, ProcessNetworkIOCounters? known, ProcessTraffic? traffic)
    {
        if (known is not { } counters || traffic is not { } measured)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        WriteMembers(writer, in counters, measured.Source);
        writer.BytesPerSecond("recv_per_second", measured.Rates?.BytesReceivedPerSecond);
        writer.BytesPerSecond("sent_per_second", measured.Rates?.BytesSentPerSecond);
        writer.EndObject();
    }

    private static void WriteMembers(ReportWriter writer, in ProcessNetworkIOCounters counters, ProcessNetworkSource source)
    {
        writer.Bytes("bytes_sent", counters.BytesSent);
        writer.Bytes("bytes_recv", counters.BytesReceived);
        writer.Number("packets_sent", counters.MessagesSent);
        writer.Number("packets_recv", counters.MessagesReceived);
        writer.Text("source", NameOf(source));
    }
}

/// <summary>What a monitor measured of a process's traffic.</summary>
/// <param name="Source">Where it was read.</param>
/// <param name="Rates">The rates; null if they are unknown.</param>
internal readonly record struct ProcessTraffic(ProcessNetworkSource Source, ProcessNetworkIORates? Rates)
{
    /// <summary>The traffic of a process of a monitor; null if the monitor does not measure it.</summary>
    public static ProcessTraffic? Of(ProcessMonitor monitor, MonitoredProcess process) =>
        monitor.NetworkSource is { } source ? new ProcessTraffic(source, process.NetworkRates) : null;
}
