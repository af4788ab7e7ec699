namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryNetworkIO : LibraryReading
{
    private IReadOnlyDictionary<string, NetworkIOCounters> _interfaces = new Dictionary<string, NetworkIOCounters>();

    public override string Workload => "net-io";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _interfaces = Machine.Network.GetIOCountersPerInterface();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach ((string name, NetworkIOCounters counters) in _interfaces)
        {
            records.Write(name, "bytes_received", counters.BytesReceived);
            records.Write(name, "packets_received", counters.PacketsReceived);
            records.Write(name, "errors_in", counters.ErrorsIn);
            records.Write(name, "drops_in", counters.DropsIn);
            records.Write(name, "bytes_sent", counters.BytesSent);
            records.Write(name, "packets_sent", counters.PacketsSent);
            records.Write(name, "errors_out", counters.ErrorsOut);
            records.Write(name, "drops_out", counters.DropsOut);
        }
    }
}
