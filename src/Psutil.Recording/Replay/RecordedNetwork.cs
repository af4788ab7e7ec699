namespace Psutil.Recording;

internal sealed class RecordedNetwork(RecordedMachine machine) : Network(machine)
{
    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() =>
        machine.ReadDictionary(NetworkRows.IOCounters, RecordTable.Interfaces, NetworkRows.CountersOf);

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses()
    {
        OrderedDictionary<string, IReadOnlyList<InterfaceAddress>> interfaces = new(StringComparer.Ordinal);
        foreach (Row row in machine.ReadList(NetworkRows.Addresses, RecordTable.Addresses, row => row.Row))
        {
            if (NetworkRows.InterfaceOf(row) is not { } name)
            {
                continue;
            }

            List<InterfaceAddress> addresses = interfaces.TryGetValue(name, out IReadOnlyList<InterfaceAddress>? known)
                ? (List<InterfaceAddress>)known
                : [];
            interfaces[name] = addresses;
            if (NetworkRows.AddressOf(row) is { } address)
            {
                addresses.Add(address);
            }
        }

        return interfaces;
    }

    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates() =>
        machine.ReadDictionary(NetworkRows.States, RecordTable.InterfaceStates, NetworkRows.StateOf);

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        machine.ReadList(NetworkRows.Connections, RecordTable.Connections, row => NetworkRows.ConnectionOf(row.Row) is { } connection
            && (connection.Kind & options.Kinds) != 0
                ? options.IncludeOwners
                    ? connection
                    : connection with
                    {
                        Pid = null,
                        FileDescriptor = null,
                    }
                : null);
}
