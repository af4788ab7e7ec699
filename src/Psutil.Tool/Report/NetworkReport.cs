using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Report;

/// <summary>The network interfaces and connections.</summary>
internal static class NetworkReport
{
    public static void Write(ReportWriter writer, InterfacesReading interfaces, IReadOnlyList<NetworkConnection>? connections)
    {
        writer.StartObject("network");
        WriteIOCounters(writer, interfaces.IOCounters);
        WriteAddresses(writer, interfaces.Addresses);
        WriteStatistics(writer, interfaces.Statistics);
        writer.Name("connections");
        ConnectionReport.WriteAll(writer, connections);
        writer.EndObject();
    }

    private static void WriteIOCounters(ReportWriter writer, IReadOnlyDictionary<string, NetworkIOCounters>? interfaces)
    {
        writer.Name("io_counters");
        if (interfaces is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string name, NetworkIOCounters counters) in interfaces)
        {
            writer.Name(name);
            WriteIOCounters(writer, counters);
        }

        writer.EndObject();
    }

    private static void WriteAddresses(ReportWriter writer, IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>>? interfaces)
    {
        writer.Name("addresses");
        if (interfaces is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string name, IReadOnlyList<InterfaceAddress> addresses) in interfaces)
        {
            writer.Name(name);
            WriteAddresses(writer, name, addresses);
        }

        writer.EndObject();
    }

    private static void WriteStatistics(ReportWriter writer, IReadOnlyDictionary<string, InterfaceState>? interfaces)
    {
        writer.Name("stats");
        if (interfaces is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        foreach ((string name, InterfaceState statistics) in interfaces)
        {
            writer.Name(name);
            WriteStatistics(writer, statistics);
        }

        writer.EndObject();
    }

    /// <summary>The counters of one interface.</summary>
    public static void WriteIOCounters(ReportWriter writer, NetworkIOCounters counters)
    {
        writer.StartObject();
        writer.Bytes("bytes_sent", counters.BytesSent);
        writer.Bytes("bytes_recv", counters.BytesReceived);
        writer.Number("packets_sent", counters.PacketsSent);
        writer.Number("packets_recv", counters.PacketsReceived);
        writer.Number("errin", counters.ErrorsIn);
        writer.Number("errout", counters.ErrorsOut);
        writer.Number("dropin", counters.DropsIn);
        writer.Number("dropout", counters.DropsOut);
        writer.EndObject();
    }

    /// <summary>The addresses of one interface.</summary>
    public static void WriteAddresses(ReportWriter writer, string name, IReadOnlyList<InterfaceAddress>? addresses)
    {
        if (addresses is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (InterfaceAddress address in addresses)
        {
            writer.StartObject();
            writer.Text("family", address.Family == AddressFamily.Packet ? "AF_LINK" : ConnectionReport.FamilyName(address.Family));
            writer.Text("address", AddressText(address, name));
            writer.TextOrNone("netmask", AddressOf(address.Netmask));
            writer.TextOrNone("broadcast", AddressOf(address.Broadcast) ?? Hardware(address.HardwareBroadcast));
            writer.TextOrNone("ptp", AddressOf(address.PointToPointPeer));
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The state of one interface.</summary>
    public static void WriteStatistics(ReportWriter writer, InterfaceState? statistics)
    {
        if (statistics is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Flag("isup", statistics.IsUp);
        writer.Text("duplex", DuplexName(statistics.Duplex));
        writer.Number("speed", statistics.SpeedMegabitsPerSecond);
        writer.Number("mtu", statistics.Mtu);
        writer.Text("flags", string.Join(',', statistics.Flags));
        writer.EndObject();
    }

    /// <summary>The name of a duplex mode in psutil.</summary>
    public static string DuplexName(InterfaceDuplex? duplex) =>
        duplex switch
        {
            InterfaceDuplex.Full => "full",
            InterfaceDuplex.Half => "half",
            _ => "unknown",
        };

    /// <summary>An address of an interface as text; null if it has none.</summary>
    public static string? AddressText(InterfaceAddress address, string interfaceName) =>
        WithScope(address.Address, interfaceName) ?? Hardware(address.HardwareAddress);

    /// <summary>A link-local address with the interface's name as its scope, as <c>getnameinfo</c> writes it.</summary>
    private static string? WithScope(IPAddress? address, string interfaceName) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 }
            ? $"{AddressOf(new IPAddress(address.GetAddressBytes()))}%{interfaceName}"
            : AddressOf(address);

    private static string? AddressOf(IPAddress? address) => address is null ? null : Text.AddressText.Of(address);

    private static string? Hardware(PhysicalAddress? address) =>
        address is null
            ? null
            : string.Join(':', address.GetAddressBytes().Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
}
