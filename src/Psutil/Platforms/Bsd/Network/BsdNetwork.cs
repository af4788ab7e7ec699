using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.Bsd.Parsing;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// The common part of the networks of the BSDs and macOS: the routing socket's list, <c>getifaddrs</c>, and the media of an interface.
/// </summary>
/// <typeparam name="TMessage">The routing socket's message about an interface.</typeparam>
/// <typeparam name="TMedia">The request for an interface's medium.</typeparam>
internal abstract unsafe class BsdNetwork<TMessage, TMedia>(Machine machine) : Network(machine)
    where TMessage : unmanaged, IInterfaceMessage
    where TMedia : unmanaged, IMediaRequest
{
    private const int FirstListSize = 16 * 1024;

    // FreeBSD's kernel lists USB buses as interfaces; they are left out.
    private const string UsbBusPrefix = "usbus";

    private static readonly (uint Bit, string Name)[] FlagNames =
    [
        (InterfaceFlags.IFF_UP, "up"),
        (InterfaceFlags.IFF_BROADCAST, "broadcast"),
        (InterfaceFlags.IFF_DEBUG, "debug"),
        (InterfaceFlags.IFF_LOOPBACK, "loopback"),
        (InterfaceFlags.IFF_POINTOPOINT, "pointopoint"),
        (InterfaceFlags.IFF_RUNNING, "running"),
        (InterfaceFlags.IFF_NOARP, "noarp"),
        (InterfaceFlags.IFF_PROMISC, "promisc"),
        (InterfaceFlags.IFF_ALLMULTI, "allmulti"),
        (InterfaceFlags.IFF_OACTIVE, "oactive"),
        (InterfaceFlags.IFF_SIMPLEX, "simplex"),
        (InterfaceFlags.IFF_LINK0, "link0"),
        (InterfaceFlags.IFF_LINK1, "link1"),
        (InterfaceFlags.IFF_LINK2, "link2"),
        (InterfaceFlags.IFF_MULTICAST, "multicast"),
    ];

    private readonly MonotonicCounters<string> _history = new(StringComparer.Ordinal);

    /// <summary>This system's number for IPv6.</summary>
    private protected abstract int IPv6Family { get; }

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface()
    {
        OrderedDictionary<string, NetworkIOCounters> interfaces = new(StringComparer.Ordinal);
        using MonotonicCounters<string>.Round round = _history.BeginRound();
        foreach (InterfaceRecord record in ReadInterfaces())
        {
            if (ReadCounters(record) is not { } counters)
            {
                continue;
            }

            long[] values =
            [
                counters.BytesSent,
                counters.BytesReceived,
                counters.PacketsSent,
                counters.PacketsReceived,
                counters.ErrorsIn,
                counters.ErrorsOut,
                counters.DropsIn,
                counters.DropsOut.GetValueOrDefault(),
            ];
            _history.Apply(record.Name, values);
            interfaces[record.Name] = new NetworkIOCounters
            {
                BytesSent = values[0],
                BytesReceived = values[1],
                PacketsSent = values[2],
                PacketsReceived = values[3],
                ErrorsIn = values[4],
                ErrorsOut = values[5],
                DropsIn = values[6],
                DropsOut = counters.DropsOut is null ? null : values[7],
            };
        }

        round.Complete();
        return interfaces;
    }

    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates()
    {
        OrderedDictionary<string, InterfaceState> interfaces = new(StringComparer.Ordinal);
        using SafeFileHandle? socket = OpenSocket();
        foreach (InterfaceRecord record in ReadInterfaces())
        {
            interfaces[record.Name] = new InterfaceState
            {
                IsUp = (record.Flags & InterfaceFlags.IFF_RUNNING) != 0,
                Duplex = socket is null ? null : ReadDuplex(socket, record.Name),
                SpeedMegabitsPerSecond =
                    record.BitsPerSecond > 0 && (record.Flags & InterfaceFlags.IFF_LOOPBACK) == 0
                        ? (long)(record.BitsPerSecond / 1_000_000)
                        : null,
                Mtu = record.Mtu > 0 ? (int)Math.Min(record.Mtu, int.MaxValue) : null,
                Flags = [.. from flag in FlagNames where (record.Flags & flag.Bit) != 0 select flag.Name],
            };
        }

        return interfaces;
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses()
    {
        OrderedDictionary<string, IReadOnlyList<InterfaceAddress>> interfaces = new(StringComparer.Ordinal);
        int result = Libc.GetInterfaceAddresses(out InterfaceAddressEntry* first);
        if (result < 0)
        {
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "getifaddrs",
                    ErrorCode = -result,
                    Description = Errno.Describe(-result),
                }
            );
        }

        try
        {
            for (InterfaceAddressEntry* entry = first; entry != null; entry = entry->ifa_next)
            {
                string name = OSText.GetString(
                    System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry->ifa_name)
                );
                if (name.StartsWith(UsbBusPrefix, StringComparison.Ordinal))
                {
                    continue;
                }

                interfaces.TryAdd(name, new List<InterfaceAddress>());
                if (ToAddress(*entry) is { } address)
                {
                    ((List<InterfaceAddress>)interfaces[name]).Add(address);
                }
            }
        }
        finally
        {
            Libc.FreeInterfaceAddresses(first);
        }

        return interfaces;
    }

    /// <summary>
    /// What an interface has carried, where the routing socket's list does not report it whole; null if the interface is gone.
    /// </summary>
    private protected virtual NetworkIOCounters? ReadCounters(InterfaceRecord record) => record.Counters;

    /// <summary>Opens a socket for requests about interfaces, or returns the negated errno.</summary>
    private protected virtual int CreateSocket() => Libc.CreateSocket(SocketNumbers.AF_INET, SocketNumbers.SOCK_DGRAM);

    /// <summary>Whether a function takes its variable arguments only from the stack.</summary>
    private protected virtual bool PassesArgumentOnStack => false;

    // A kernel or a jail can be without IPv4.
    private SafeFileHandle? OpenSocket()
    {
        int descriptor = CreateSocket();
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        PsutilEventSource.Log.SourceSkipped("socket", Errno.Describe(-descriptor));
        return null;
    }

    private IEnumerable<InterfaceRecord> ReadInterfaces()
    {
        RentedBuffer buffer = new(FirstListSize);
        try
        {
            ReadResult result = TMessage.List.ReadTable(ref buffer);
            return result.Failed
                ? throw TMessage.List.ToException(result)
                : RoutingMessages
                    .Parse<TMessage>(buffer.Span[..result.Value])
                    .Where(record => !record.Name.StartsWith(UsbBusPrefix, StringComparison.Ordinal));
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private InterfaceDuplex? ReadDuplex(SafeFileHandle socket, string name)
    {
        TMedia media = default;
        byte[] bytes = OSText.GetBytes(name);

        // With the NUL.
        if (bytes.Length >= media.Name.Length)
        {
            return null;
        }

        bytes.CopyTo(media.Name);
        foreach (uint request in TMedia.Requests)
        {
            if (Libc.Control(socket, request, &media, PassesArgumentOnStack) == 0)
            {
                return !media.IsActive ? null
                    : media.IsFullDuplex ? InterfaceDuplex.Full
                    : media.IsHalfDuplex ? InterfaceDuplex.Half
                    : null;
            }
        }

        return null;
    }

    private InterfaceAddress? ToAddress(in InterfaceAddressEntry entry)
    {
        ReadOnlySpan<byte> address = Bytes(entry.ifa_addr);
        int family = address.Length > 1 ? address[1] : 0;
        if (family == SocketNumbers.AF_LINK)
        {
            return LinkNameParser.ParseAddress(address) is { } hardware ? InterfaceAddressFactory.OfHardware(hardware, null) : null;
        }

        bool isIPv6 = family == IPv6Family;
        if ((!isIPv6 && family != SocketNumbers.AF_INET) || SocketAddressParser.Parse(address, isIPv6) is not { } endPoint)
        {
            return null;
        }

        IPAddress? other = SocketAddressParser.Parse(Bytes(entry.ifa_dstaddr), isIPv6)?.Address;
        return new InterfaceAddress
        {
            Family = isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
            Address = endPoint.Address,
            Netmask = entry.ifa_netmask == null ? null : SocketAddressParser.ParseMask(Bytes(entry.ifa_netmask), isIPv6),
            Broadcast = (entry.ifa_flags & InterfaceFlags.IFF_BROADCAST) != 0 ? other : null,
            PointToPointPeer = (entry.ifa_flags & InterfaceFlags.IFF_POINTOPOINT) != 0 ? other : null,
        };
    }

    private static ReadOnlySpan<byte> Bytes(byte* address) => address == null ? [] : new ReadOnlySpan<byte>(address, address[0]);
}
