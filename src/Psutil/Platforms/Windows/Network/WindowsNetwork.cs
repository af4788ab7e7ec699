using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The network of a Windows machine: its adapters by their friendly names, and its sockets.</summary>
internal sealed unsafe class WindowsNetwork(Machine machine) : Network(machine)
{
    // While sockets are opened and closed, the call sometimes fails with an unspecific code and succeeds the next time.
    private const int MostAttempts = 4;

    private readonly MonotonicCounters<string> _counters = new(StringComparer.Ordinal);

    /// <summary>A table of sockets: fills a buffer for a family.</summary>
    private delegate int ReadTable(uint family, void* buffer, ref int length);

    private delegate void ParseTable(ReadOnlySpan<byte> table, List<NetworkConnection> sockets);

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface()
    {
        IReadOnlyList<Adapter> adapters = ReadAdapters();
        Dictionary<string, NetworkIOCounters> interfaces = new(StringComparer.Ordinal);
        using MonotonicCounters<string>.Round round = _counters.BeginRound();
        ForEachRow(adapters, (adapter, row) =>
        {
            Span<long> raw = stackalloc long[InterfaceTable.CounterCount];
            InterfaceTable.ReadCounters(row, raw);
            _counters.Apply(adapter.Name, raw);
            interfaces[adapter.Name] = InterfaceTable.ToCounters(raw);
        });
        round.Complete();
        return interfaces;
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses()
    {
        Dictionary<string, IReadOnlyList<InterfaceAddress>> addresses = new(StringComparer.Ordinal);
        foreach (Adapter adapter in ReadAdapters())
        {
            addresses[adapter.Name] = adapter.Addresses;
        }

        return addresses;
    }

    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates()
    {
        Dictionary<string, InterfaceState> interfaces = new(StringComparer.Ordinal);
        ForEachRow(ReadAdapters(), (adapter, row) => interfaces[adapter.Name] = InterfaceTable.ReadStatistics(row, adapter.Type));
        return interfaces;
    }

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options)
    {
        List<NetworkConnection> sockets = [];
        Read(ConnectionKinds.Tcp4, "GetExtendedTcpTable", Iphlpapi.InterNetwork, Iphlpapi.GetTcpTable, SocketTable.ParseTcp);
        Read(ConnectionKinds.Tcp6, "GetExtendedTcpTable", Iphlpapi.InterNetworkV6, Iphlpapi.GetTcpTable, SocketTable.ParseTcp6);
        Read(ConnectionKinds.Udp4, "GetExtendedUdpTable", Iphlpapi.InterNetwork, Iphlpapi.GetUdpTable, SocketTable.ParseUdp);
        Read(ConnectionKinds.Udp6, "GetExtendedUdpTable", Iphlpapi.InterNetworkV6, Iphlpapi.GetUdpTable, SocketTable.ParseUdp6);
        return options.IncludeOwners ? sockets : [.. sockets.Select(socket => socket with { Pid = null })];

        void Read(ConnectionKinds kind, string call, uint family, ReadTable read, ParseTable parse)
        {
            if ((options.Kinds & kind) == 0)
            {
                return;
            }

            using NativeBuffer buffer = new(1 << 15);
            int error;
            int attempt = 0;
            do
            {
                error = buffer.FillByError(
                    (bytes, length, out needed) =>
                    {
                        needed = length;
                        return read(family, bytes, ref needed);
                    }
                );
            } while (error == NtStatus.Unsuccessful && ++attempt < MostAttempts);
            if (error != Win32Error.Success)
            {
                throw Win32Error.ToException(call, error);
            }

            parse(buffer.Answer, sockets);
        }
    }

    private static IReadOnlyList<Adapter> ReadAdapters()
    {
        using NativeBuffer buffer = new(1 << 15);
        int error = buffer.FillByError(
            static (bytes, length, out needed) =>
            {
                needed = length;
                return Iphlpapi.GetAdapters(bytes, ref needed);
            }
        );

        // A machine without a network has no adapters.
        return error == Win32Error.NoData ? []
            : error == Win32Error.Success ? AdapterParser.Parse(buffer.Answer, buffer.Address)
            : throw Win32Error.ToException("GetAdaptersAddresses", error);
    }

    /// <summary>The rows of the interface table that are adapters: the table also lists their filters.</summary>
    private static void ForEachRow(IReadOnlyList<Adapter> adapters, Action<Adapter, ReadOnlySpan<byte>> visit)
    {
        int error = Iphlpapi.GetInterfaceTable(out byte* table);
        if (error != Win32Error.Success)
        {
            throw Win32Error.ToException("GetIfTable2", error);
        }

        try
        {
            uint count = *(uint*)table;
            for (uint index = 0; index < count; index++)
            {
                ReadOnlySpan<byte> row = new(
                    table + InterfaceTable.TableOffset + ((long)index * InterfaceTable.RowSize),
                    InterfaceTable.RowSize
                );
                int number = InterfaceTable.IndexOf(row);
                if (adapters.FirstOrDefault(adapter => adapter.Is(number)) is { } found)
                {
                    visit(found, row);
                }
            }
        }
        finally
        {
            Iphlpapi.FreeTable(table);
        }
    }
}
