using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The network of a FreeBSD machine.</summary>
internal sealed class FreeBsdNetwork(Machine machine, FreeBsdConnections connections) : BsdNetwork<InterfaceMessage, MediaRequest>(machine)
{
    private protected override int IPv6Family => ConnectionNumbers.AF_INET6;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        connections.Read(options.Kinds, options.IncludeOwners);
}
