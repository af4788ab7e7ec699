namespace Psutil.Platforms.Linux;

internal sealed class LinuxNetwork(LinuxRoots roots) : Network
{
    private readonly LinuxInterfaceCounters _counters = new(roots);
    private readonly LinuxInterfaceAddresses _addresses = new(roots);
    private readonly LinuxInterfaceStatistics _statistics = new(roots);
    private readonly LinuxConnections _connections = new(roots);

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() => _counters.Read();

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() => _addresses.Read();

    public override IReadOnlyDictionary<string, InterfaceStatistics> GetInterfaceStatistics() => _statistics.Read();

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        _connections.Read(options.Kinds, options.IncludeOwners);

    /// <summary>All sockets of the given kinds, with the holders that were found before.</summary>
    public IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds, SocketOwners owners) => _connections.Read(kinds, owners);

    /// <summary>One process's sockets of the given kinds, or why they cannot be told.</summary>
    public ReadResult GetConnectionsOfProcess(int pid, ConnectionKinds kinds, out IReadOnlyList<NetworkConnection> connections) =>
        _connections.ReadOfProcess(pid, kinds, out connections);
}
