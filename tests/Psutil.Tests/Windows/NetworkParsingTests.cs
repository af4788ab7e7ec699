using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>Sockets with their owners, which Wine does not tell, and adapters.</summary>
public unsafe class NetworkParsingTests
{
    private const uint Port443 = 0xBB01;

    [Fact]
    public void TcpSocketsHaveOwnersAndStates()
    {
        NativeMemoryBuilder table = new();
        table.AddBytes(BitConverter.GetBytes(3));
        table.Add(
            new MibTcpRow
            {
                State = 2,
                LocalAddress = 0x0100007F,
                LocalPort = Port443,
                RemotePort = 0x1234,
                OwningPid = 812,
            }
        );
        table.Add(
            new MibTcpRow
            {
                State = 11,
                LocalAddress = 0x0100007F,
                LocalPort = Port443,
                RemoteAddress = 0x0200000A,
                RemotePort = 0x5000,
                OwningPid = 0,
            }
        );
        table.Add(
            new MibTcpRow
            {
                State = 99,
                LocalAddress = 0,
                LocalPort = 0xFFFF_0000 | Port443,
            }
        );
        List<NetworkConnection> sockets = [];
        SocketTable.ParseTcp(table.Bytes, sockets);
        Assert.Equal(
            [
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetwork,
                    Type = SocketType.Stream,
                    LocalEndPoint = IPEndPoint.Parse("127.0.0.1:443"),
                    State = TcpState.Listen,
                    Pid = 812,
                },
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetwork,
                    Type = SocketType.Stream,
                    LocalEndPoint = IPEndPoint.Parse("127.0.0.1:443"),
                    RemoteEndPoint = IPEndPoint.Parse("10.0.0.2:80"),
                    State = TcpState.TimeWait,
                },
                new NetworkConnection
                {
                    Family = AddressFamily.InterNetwork,
                    Type = SocketType.Stream,
                    LocalEndPoint = IPEndPoint.Parse("0.0.0.0:443"),
                },
            ],
            sockets
        );
        HostileInput.NeverThrows(table.Bytes, bytes => SocketTable.ParseTcp(bytes, []));
    }

    [Fact]
    public void ScopesBelongToLinkLocalAddressesAlone()
    {
        MibTcp6Row row = new()
        {
            State = 5,
            LocalPort = Port443,
            RemotePort = Port443,
            LocalScopeId = 7,
            RemoteScopeId = 7,
            OwningPid = 4,
        };
        IPAddress.Parse("fe80::1").TryWriteBytes(new Span<byte>(row.LocalAddress, 16), out _);
        IPAddress.IPv6Loopback.TryWriteBytes(new Span<byte>(row.RemoteAddress, 16), out _);
        NativeMemoryBuilder table = new();
        table.AddBytes(BitConverter.GetBytes(1));
        table.Add(row);
        List<NetworkConnection> sockets = [];
        SocketTable.ParseTcp6(table.Bytes, sockets);
        NetworkConnection socket = Assert.Single(sockets);
        Assert.Equal(
            (new IPEndPoint(IPAddress.Parse("fe80::1%7"), 443), new IPEndPoint(IPAddress.IPv6Loopback, 443)),
            (socket.LocalEndPoint!, socket.RemoteEndPoint!)
        );
        Assert.Equal((TcpState.Established, 4), (socket.State, socket.Pid));
        HostileInput.NeverThrows(table.Bytes, bytes => SocketTable.ParseTcp6(bytes, []));
    }

    [Fact]
    public void UdpSocketsHaveOwners()
    {
        NativeMemoryBuilder table = new();
        table.AddBytes(BitConverter.GetBytes(1));
        table.Add(
            new MibUdpRow
            {
                LocalAddress = 0x0100007F,
                LocalPort = Port443,
                OwningPid = 812,
            }
        );
        NativeMemoryBuilder table6 = new();
        table6.AddBytes(BitConverter.GetBytes(1));
        table6.Add(new MibUdp6Row { LocalPort = Port443, OwningPid = 900 });
        List<NetworkConnection> sockets = [];
        SocketTable.ParseUdp(table.Bytes, sockets);
        SocketTable.ParseUdp6(table6.Bytes, sockets);
        Assert.Equal([ConnectionKinds.Udp4, ConnectionKinds.Udp6], sockets.Select(socket => socket.Kind));
        Assert.Equal([812, 900], sockets.Select(socket => socket.Pid));
        Assert.Equal(["127.0.0.1:443", "[::]:443"], sockets.Select(socket => socket.LocalEndPoint!.ToString()));
        HostileInput.NeverThrows(table.Bytes, bytes => SocketTable.ParseUdp(bytes, []));
        HostileInput.NeverThrows(table6.Bytes, bytes => SocketTable.ParseUdp6(bytes, []));
    }

    [Fact]
    public void AdaptersHaveTheirAddresses()
    {
        NativeMemoryBuilder answer = Adapters();
        IReadOnlyList<Adapter> adapters = AdapterParser.Parse(answer.Bytes, answer.BaseAddress);
        Assert.Equal([("Ethernet ö", 3, 6), ("Loopback", 1, 24)], adapters.Select(adapter => (adapter.Name, adapter.Index, adapter.Type)));
        Assert.Equal(
            [
                new InterfaceAddress { Family = AddressFamily.Packet, HardwareAddress = PhysicalAddress.Parse("02-00-5E-10-00-01") },
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetwork,
                    Address = IPAddress.Parse("192.0.2.7"),
                    Netmask = IPAddress.Parse("255.255.255.128"),
                    Broadcast = IPAddress.Parse("192.0.2.127"),
                },
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetworkV6,
                    Address = IPAddress.Parse("fe80::1%3"),
                    Netmask = IPAddress.Parse("ffff:ffff:ffff:ffff::"),
                },
            ],
            adapters[0].Addresses
        );
        Assert.Empty(adapters[1].Addresses);
        Assert.True(adapters[0].Is(3));
        Assert.False(adapters[0].Is(0));
        HostileInput.NeverThrows(answer.Bytes, bytes => _ = AdapterParser.Parse(bytes, answer.BaseAddress));
    }

    [Fact]
    public void AChainThatRunsInACircleEnds()
    {
        NativeMemoryBuilder answer = new();
        AdapterAddresses entry = new() { FriendlyName = answer.BaseAddress + 500, Next = answer.BaseAddress };
        answer.Add(entry);
        answer.AddBytes(new byte[2000]);
        answer.Set(500, (short)'x');
        Assert.InRange(AdapterParser.Parse(answer.Bytes, answer.BaseAddress).Count, 1, 100);
    }

    [Theory]
    [InlineData(1_000_000_000UL, 1000L)]
    [InlineData(0UL, null)]
    [InlineData(ulong.MaxValue, null)]
    public void AnInterfacesRowIsRead(ulong speed, long? megabits)
    {
        byte[] row = new byte[InterfaceTable.RowSize];
        Put(InterfaceTable.InterfaceIndexOffset, 3);
        Put(InterfaceTable.MtuOffset, 1500);
        Put(InterfaceTable.OperStatusOffset, 1);
        Put(InterfaceTable.AdminStatusOffset, 1);
        Put(InterfaceTable.TransmitLinkSpeedOffset, speed);
        Put(InterfaceTable.OutOctetsOffset, 1);
        Put(InterfaceTable.InOctetsOffset, 2);
        Put(InterfaceTable.OutUnicastPacketsOffset, 3);
        Put(InterfaceTable.OutOtherPacketsOffset, 30);
        Put(InterfaceTable.InUnicastPacketsOffset, 4);
        Put(InterfaceTable.InOtherPacketsOffset, 40);
        Put(InterfaceTable.InErrorsOffset, 5);
        Put(InterfaceTable.OutErrorsOffset, 6);
        Put(InterfaceTable.InDiscardsOffset, 7);
        Put(InterfaceTable.OutDiscardsOffset, 8);
        long[] counters = new long[InterfaceTable.CounterCount];
        InterfaceTable.ReadCounters(row, counters);
        Assert.Equal(
            new NetworkIOCounters
            {
                BytesSent = 1,
                BytesReceived = 2,
                PacketsSent = 33,
                PacketsReceived = 44,
                ErrorsIn = 5,
                ErrorsOut = 6,
                DropsIn = 7,
                DropsOut = 8,
            },
            InterfaceTable.ToCounters(counters)
        );
        Assert.Equal(3, InterfaceTable.IndexOf(row));
        InterfaceState statistics = InterfaceTable.ReadStatistics(row, type: 24);
        Assert.Equal((true, megabits, 1500), (statistics.IsUp, statistics.SpeedMegabitsPerSecond, statistics.Mtu));
        Assert.Equal(["up", "running", "loopback"], statistics.Flags);
        Put(InterfaceTable.OperStatusOffset, 2);
        Assert.False(InterfaceTable.ReadStatistics(row, type: 6).IsUp);

        void Put(int offset, ulong value) =>
            BitConverter
                .GetBytes(value)
                .AsSpan(0, offset is InterfaceTable.OperStatusOffset or InterfaceTable.AdminStatusOffset ? 4 : 8)
                .CopyTo(row.AsSpan(offset));
    }

    private static NativeMemoryBuilder Adapters()
    {
        NativeMemoryBuilder answer = new();
        AdapterAddresses first = new()
        {
            InterfaceIndex = 3,
            InterfaceType = 6,
            PhysicalAddressLength = 6,
        };
        ((ReadOnlySpan<byte>)[2, 0, 0x5E, 0x10, 0, 1]).CopyTo(new Span<byte>(first.PhysicalAddress, 8));
        answer.Add(first);
        answer.AddBytes(new byte[448 - sizeof(AdapterAddresses)]);
        first.FriendlyName = answer.AddText("Ethernet ö");
        nuint socket4 = answer.BaseAddress + (nuint)answer.Length;
        answer.AddBytes(2, 0, 0, 0, 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0);
        nuint socket6 = answer.BaseAddress + (nuint)answer.Length;
        answer.AddBytes(23, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0);
        answer.Align();
        nuint second = answer.Add(
            new AdapterUnicastAddress
            {
                Address = new() { Pointer = socket6, Length = 28 },
                OnLinkPrefixLength = 64,
            }
        );
        first.FirstUnicastAddress = answer.Add(
            new AdapterUnicastAddress
            {
                Address = new() { Pointer = socket4, Length = 16 },
                OnLinkPrefixLength = 25,
                Next = second,
            }
        );
        nuint name = answer.AddText("Loopback");
        first.Next = answer.Add(
            new AdapterAddresses
            {
                InterfaceIndex = 1,
                InterfaceType = 24,
                FriendlyName = name,
            }
        );
        answer.Set(0, first);
        return answer;
    }
}
