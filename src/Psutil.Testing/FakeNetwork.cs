namespace Psutil.Testing;

/// <summary>The network interfaces and sockets of a <see cref="FakeMachine"/>.</summary>
public class FakeNetwork : Network
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeNetwork(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The counters of each interface, by name.</summary>
    public IDictionary<string, NetworkIOCounters> IOCounters { get; } = new Dictionary<string, NetworkIOCounters>(StringComparer.Ordinal);

    /// <summary>The addresses of each interface, by name.</summary>
    public IDictionary<string, IReadOnlyList<InterfaceAddress>> Addresses { get; } =
        new Dictionary<string, IReadOnlyList<InterfaceAddress>>(StringComparer.Ordinal);

    /// <summary>The state of each interface, by name.</summary>
    public IDictionary<string, InterfaceState> States { get; } = new Dictionary<string, InterfaceState>(StringComparer.Ordinal);

    /// <summary>The sockets, of all kinds.</summary>
    public IList<NetworkConnection> Connections { get; } = [];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface()
    {
        _machine.NotifyRead(nameof(Network));
        return new Dictionary<string, NetworkIOCounters>(IOCounters, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses()
    {
        _machine.NotifyRead(nameof(Network));
        return new Dictionary<string, IReadOnlyList<InterfaceAddress>>(Addresses, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates()
    {
        _machine.NotifyRead(nameof(Network));
        return new Dictionary<string, InterfaceState>(States, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options)
    {
        _machine.NotifyRead(nameof(Network), nameof(GetConnections));
        return [.. Connections.Where(connection => (connection.Kind & options.Kinds) != 0)];
    }
}
