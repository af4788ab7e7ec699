using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Psutil.Recording;

/// <summary>The network in a sample.</summary>
internal static class NetworkRows
{
    public const string IOCounters = "network.io_counters";
    public const string Addresses = "network.addresses";
    public const string States = "network.states";
    public const string Connections = "network.connections";

    // Any user can open as many.
    private const int MostConnections = 50_000;

    public static void Read(Network network, SampleDraft sample) => sample.Read(IOCounters, _ =>
        {
            RowBuilder row = new();
            foreach ((string name, NetworkIOCounters counters) in network.GetIOCountersPerInterface())
            {
                row.Add(1, counters.BytesSent)
                    .Add(2, counters.BytesReceived)
                    .Add(3, counters.PacketsSent)
                    .Add(4, counters.PacketsReceived)
                    .Add(5, counters.ErrorsIn)
                    .Add(6, counters.ErrorsOut)
                    .Add(7, counters.DropsIn)
                    .Add(8, counters.DropsOut);
                sample.Add(RecordTable.Interfaces, name, row.Build());
            }
        });

    /// <summary>What changes seldom, or takes long.</summary>
    public static void ReadSlow(Network network, SampleDraft sample)
    {
        sample.Read(Addresses, _ => ReadAddresses(network, sample));
        sample.Read(States, _ => ReadStates(network, sample));
        sample.Read(Connections, _ => ReadConnections(network, sample));
    }

    public static bool IsLoopback(string name) => name is "lo" or "lo0" || name.StartsWith("Loopback", StringComparison.OrdinalIgnoreCase);

    public static NetworkIOCounters CountersOf(Row row) =>
        new()
        {
            BytesSent = row.Integer(1) ?? 0,
            BytesReceived = row.Integer(2) ?? 0,
            PacketsSent = row.Integer(3) ?? 0,
            PacketsReceived = row.Integer(4) ?? 0,
            ErrorsIn = row.Integer(5) ?? 0,
            ErrorsOut = row.Integer(6) ?? 0,
            DropsIn = row.Integer(7) ?? 0,
            DropsOut = row.Integer(8),
        };

    /// <summary>The interface of an address; an interface has a row without an address, and one for each address.</summary>
    public static string? InterfaceOf(Row row) => row.Text(1);

    public static InterfaceAddress? AddressOf(Row row) =>
        row.Int32(2) is { } family
            ? new InterfaceAddress
            {
                Family = (AddressFamily)family,
                Address = AddressOf(row.Text(3)),
                Netmask = AddressOf(row.Text(4)),
                Broadcast = AddressOf(row.Text(5)),
                PointToPointPeer = AddressOf(row.Text(6)),
                HardwareAddress = HardwareOf(row.Text(7)),
                HardwareBroadcast = HardwareOf(row.Text(8)),
            }
            : null;

    public static InterfaceState StateOf(Row row) =>
        new()
        {
            IsUp = row.Bool(1) ?? false,
            Duplex = (InterfaceDuplex?)row.Int32(2),
            SpeedMegabitsPerSecond = row.Integer(3),
            Mtu = row.Int32(4),
            Flags = row.Texts(5) ?? [],
        };

    public static NetworkConnection? ConnectionOf(Row row) =>
        row.Int32(1) is { } family && row.Int32(2) is { } type
            ? new NetworkConnection
            {
                Family = (AddressFamily)family,
                Type = (SocketType)type,
                LocalEndPoint = EndPointOf(row, 3),
                RemoteEndPoint = EndPointOf(row, 5),
                LocalPath = row.Text(7),
                RemotePath = row.Text(8),
                State = (TcpState?)row.Int32(9),
                Pid = row.Int32(10),
                FileDescriptor = row.Int32(11),
                ReceiveQueueBytes = row.Integer(12),
                SendQueueBytes = row.Integer(13),
                AcceptQueueLength = row.Integer(14),
            }
            : null;

    private static void ReadAddresses(Network network, SampleDraft sample)
    {
        RowBuilder row = new();
        foreach ((string name, IReadOnlyList<InterfaceAddress> addresses) in network.GetInterfaceAddresses())
        {
            sample.Add(RecordTable.Addresses, name, row.Add(1, name).Build());
            foreach ((int index, InterfaceAddress address) in addresses.Index())
            {
                row.Add(1, name)
                    .Add(2, (long)address.Family)
                    .Add(3, address.Address?.ToString())
                    .Add(4, address.Netmask?.ToString())
                    .Add(5, address.Broadcast?.ToString())
                    .Add(6, address.PointToPointPeer?.ToString())
                    .Add(7, TextOf(address.HardwareAddress))
                    .Add(8, TextOf(address.HardwareBroadcast));
                sample.Add(RecordTable.Addresses, string.Create(CultureInfo.InvariantCulture, $"{name}\0{index}"), row.Build());
            }
        }
    }

    private static void ReadStates(Network network, SampleDraft sample)
    {
        RowBuilder row = new();
        foreach ((string name, InterfaceState state) in network.GetInterfaceStates())
        {
            row.Add(1, state.IsUp).Add(2, (long?)state.Duplex).Add(3, state.SpeedMegabitsPerSecond).Add(4, state.Mtu).Add(5, state.Flags);
            sample.Add(RecordTable.InterfaceStates, name, row.Build());
        }
    }

    private static void ReadConnections(Network network, SampleDraft sample)
    {
        RowBuilder row = new();
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        foreach (NetworkConnection socket in network.GetConnections(ConnectionKinds.All).Take(MostConnections))
        {
            // By what it is and not by its place, so that one that ends does not move all others.
            string key = string.Create(
                CultureInfo.InvariantCulture,
                $"{socket.Type} {socket.LocalEndPoint} {socket.RemoteEndPoint} {socket.LocalPath} {socket.Pid} {socket.FileDescriptor}"
            );
            int copies = known.GetValueOrDefault(key);
            known[key] = copies + 1;
            row.Add(1, (long)socket.Family)
                .Add(2, (long)socket.Type)
                .Add(3, socket.LocalEndPoint?.Address.ToString())
                .Add(4, socket.LocalEndPoint?.Port)
                .Add(5, socket.RemoteEndPoint?.Address.ToString())
                .Add(6, socket.RemoteEndPoint?.Port)
                .Add(7, socket.LocalPath)
                .Add(8, socket.RemotePath)
                .Add(9, (long?)socket.State)
                .Add(10, socket.Pid)
                .Add(11, socket.FileDescriptor)
                .Add(12, socket.ReceiveQueueBytes)
                .Add(13, socket.SendQueueBytes)
                .Add(14, socket.AcceptQueueLength);
            sample.Add(
                RecordTable.Connections,
                copies == 0 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}\0{copies}"),
                row.Build()
            );
        }
    }

    private static IPAddress? AddressOf(string? text) => IPAddress.TryParse(text, out IPAddress? address) ? address : null;

    private static string? TextOf(PhysicalAddress? address) => address is null ? null : Convert.ToHexString(address.GetAddressBytes());

    private static PhysicalAddress? HardwareOf(string? text)
    {
        const int Longest = 64;
        byte[] bytes = new byte[Longest];
        return text is not null && Convert.FromHexString(text, bytes, out _, out int length) == System.Buffers.OperationStatus.Done
            ? new PhysicalAddress(bytes[..length])
            : null;
    }

    private static IPEndPoint? EndPointOf(Row row, int first) =>
        AddressOf(row.Text(first)) is { } address && row.Int32(first + 1) is >= 0 and <= IPEndPoint.MaxPort and var port
            ? new IPEndPoint(address, port)
            : null;
}
