using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>Interfaces and sockets. Each call returns its error code.</summary>
internal static unsafe partial class Iphlpapi
{
    public const uint InterNetwork = 2;
    public const uint InterNetworkV6 = 23;

    private const string Library = "iphlpapi.dll";

    // TCP_TABLE_OWNER_PID_ALL and UDP_TABLE_OWNER_PID.
    private const int TcpOwnerPidAll = 5;
    private const int UdpOwnerPid = 1;

    // Skip anycast, multicast and DNS server addresses.
    private const uint AdapterFlags = 2 | 4 | 8;

    public static int GetAdapters(void* buffer, ref int length)
    {
        uint size = (uint)length;
        int error = GetAdaptersAddresses(0, AdapterFlags, 0, buffer, &size);
        length = (int)size;
        return error;
    }

    public static int GetTcpTable(uint family, void* buffer, ref int length)
    {
        uint size = (uint)length;
        int error = GetExtendedTcpTable(buffer, &size, 0, family, TcpOwnerPidAll, 0);
        length = (int)size;
        return error;
    }

    public static int GetUdpTable(uint family, void* buffer, ref int length)
    {
        uint size = (uint)length;
        int error = GetExtendedUdpTable(buffer, &size, 0, family, UdpOwnerPid, 0);
        length = (int)size;
        return error;
    }

    /// <summary>All rows of <c>MIB_IF_ROW2</c>, after their count. The caller frees it with <see cref="FreeTable"/>.</summary>
    public static int GetInterfaceTable(out byte* table)
    {
        byte* answer = null;
        int error = GetIfTable2(&answer);
        table = answer;
        return error;
    }

    public static void FreeTable(byte* table) => FreeMibTable(table);

    [LibraryImport(Library)]
    private static partial int GetAdaptersAddresses(uint family, uint flags, nint reserved, void* addresses, uint* size);

    [LibraryImport(Library)]
    private static partial int GetExtendedTcpTable(void* table, uint* size, int order, uint family, int tableClass, uint reserved);

    [LibraryImport(Library)]
    private static partial int GetExtendedUdpTable(void* table, uint* size, int order, uint family, int tableClass, uint reserved);

    [LibraryImport(Library)]
    private static partial int GetIfTable2(byte** table);

    [LibraryImport(Library)]
    private static partial void FreeMibTable(void* table);
}

/// <summary>The first fields of <c>IP_ADAPTER_ADDRESSES</c>.</summary>
internal unsafe struct AdapterAddresses
{
    public const int LongestPhysicalAddress = 8;

    public uint Length;
    public uint InterfaceIndex;
    public nuint Next;
    public nuint AdapterName;
    public nuint FirstUnicastAddress;
    public nuint FirstAnycastAddress;
    public nuint FirstMulticastAddress;
    public nuint FirstDnsServerAddress;
    public nuint DnsSuffix;
    public nuint Description;
    public nuint FriendlyName;
    public fixed byte PhysicalAddress[LongestPhysicalAddress];
    public uint PhysicalAddressLength;
    public uint Flags;
    public uint Mtu;
    public uint InterfaceType;
    public uint OperStatus;
    public uint Ipv6InterfaceIndex;
}

/// <summary><c>IP_ADAPTER_UNICAST_ADDRESS</c>.</summary>
internal struct AdapterUnicastAddress
{
    public uint Length;
    public uint Flags;
    public nuint Next;

    /// <summary>A <c>SOCKET_ADDRESS</c>: a pointer and a length, with padding as large as two pointers.</summary>
    public SocketAddressPointer Address;
    public uint PrefixOrigin;
    public uint SuffixOrigin;
    public uint DuplicateAddressState;
    public uint ValidLifetime;
    public uint PreferredLifetime;
    public uint LeaseLifetime;
    public byte OnLinkPrefixLength;

    public struct SocketAddressPointer
    {
        public nuint Pointer;
        public int Length;
    }
}

/// <summary><c>MIB_TCPROW_OWNER_PID</c>. Addresses and ports are in network order, a port in the low half of its field.</summary>
internal struct MibTcpRow
{
    public uint State;
    public uint LocalAddress;
    public uint LocalPort;
    public uint RemoteAddress;
    public uint RemotePort;
    public uint OwningPid;
}

/// <summary><c>MIB_TCP6ROW_OWNER_PID</c>. Addresses and ports are in network order, a port in the low half of its field.</summary>
internal unsafe struct MibTcp6Row
{
    public fixed byte LocalAddress[16];
    public uint LocalScopeId;
    public uint LocalPort;
    public fixed byte RemoteAddress[16];
    public uint RemoteScopeId;
    public uint RemotePort;
    public uint State;
    public uint OwningPid;
}

/// <summary><c>MIB_UDPROW_OWNER_PID</c>. The address and the port are in network order, the port in the low half of its field.</summary>
internal struct MibUdpRow
{
    public uint LocalAddress;
    public uint LocalPort;
    public uint OwningPid;
}

/// <summary><c>MIB_UDP6ROW_OWNER_PID</c>. The address and the port are in network order, the port in the low half of its field.</summary>
internal unsafe struct MibUdp6Row
{
    public fixed byte LocalAddress[16];
    public uint LocalScopeId;
    public uint LocalPort;
    public uint OwningPid;
}
