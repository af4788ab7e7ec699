using System.Net.NetworkInformation;

namespace Psutil.Compare.Readings.BaseClasses;

internal sealed class BaseClassesNetworkIO : BaseClassesReading
{
    private readonly List<(string Name, long Received, long Sent)> _interfaces = [];

    public override string Workload => "net-io";

    public override int Read()
    {
        _interfaces.Clear();
        foreach (NetworkInterface one in NetworkInterface.GetAllNetworkInterfaces())
        {
            IPInterfaceStatistics statistics = one.GetIPStatistics();
            _interfaces.Add((one.Name, statistics.BytesReceived, statistics.BytesSent));
        }

        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach ((string name, long received, long sent) in _interfaces)
        {
            records.Write(name, "bytes_received", received);
            records.Write(name, "bytes_sent", sent);
        }
    }
}
