namespace Psutil.Platforms.Linux;

internal sealed class LinuxNetwork(LinuxRoots roots) : Network
{
    private LinuxRoots Roots { get; } = roots;

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface() => throw new PlatformNotSupportedException();

    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses() => throw new PlatformNotSupportedException();

    public override IReadOnlyDictionary<string, InterfaceStatistics> GetInterfaceStatistics() => throw new PlatformNotSupportedException();

    public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
        throw new PlatformNotSupportedException();

    /// <summary>One process's sockets of the given kinds, or why they cannot be told.</summary>
    public ReadResult GetConnectionsOfProcess(int pid, ConnectionKinds kinds, out IReadOnlyList<NetworkConnection> connections) =>
        throw new PlatformNotSupportedException();
}
