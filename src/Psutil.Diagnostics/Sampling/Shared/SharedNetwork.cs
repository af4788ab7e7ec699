namespace Psutil.Diagnostics;

/// <summary>The network interfaces, read once per collection, and the sockets.</summary>
internal sealed class SharedNetwork(SharedMachine machine, Network network) : Network(machine)
{
    private readonly SharedReading<IReadOnlyDictionary<string, NetworkIOCounters>> _counters = new(
        machine,
        network.GetIOCountersPerInterface
    );

    private readonly SharedReading<IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>>> _addresses = new(
        machine,
        network.GetInterfaceAddresses
    );

    private readonly SharedReading<IReadOnlyDictionary<string, InterfaceState>> _states = new(machine, network.GetInterfaceStates);

    // The list with owners can be very long. It is not kept for longer than somebody else keeps it.
    private readonly WeakReference<IReadOnlyList<NetworkConnection>> _connections = new([]);
    private long _connectionsReadFor = -1;

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() => _counters.Get();

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() => _addresses.Get();

    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates() => _states.Get();

    // One that has the owners as well serves who does not need them.
    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options)
    {
        if (options.Kinds != ConnectionKinds.All)
        {
            return network.GetConnections(options.Kinds, options.IncludeOwners);
        }

        lock (_connections)
        {
            if (_connectionsReadFor == machine.Collection && _connections.TryGetTarget(out IReadOnlyList<NetworkConnection>? known))
            {
                return known;
            }
        }

        long collection = machine.Collection;
        IReadOnlyList<NetworkConnection> connections = network.GetConnections(options.Kinds, options.IncludeOwners);
        if (options.IncludeOwners)
        {
            lock (_connections)
            {
                _connections.SetTarget(connections);
                _connectionsReadFor = collection;
            }
        }

        return connections;
    }
}
