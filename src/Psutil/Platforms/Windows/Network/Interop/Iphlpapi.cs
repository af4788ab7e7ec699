using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>Interfaces and sockets, each call giving its error code.</summary>
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

    /// <summary>All rows of <c>MIB_IF_ROW2</c>, after their count. To be freed by <see cref="FreeTable"/>.</summary>
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
