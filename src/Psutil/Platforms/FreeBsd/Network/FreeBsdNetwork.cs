using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The network of a FreeBSD machine.</summary>
internal sealed class FreeBsdNetwork(FreeBsdConnections connections) : BsdNetwork<InterfaceMessage, MediaRequest>
{
    private static readonly SysctlNode Interfaces = new(
        "net.route.iflist",
        SysctlNumbers.CTL_NET,
        ConnectionNumbers.PF_ROUTE,
        0,
        0,
        ConnectionNumbers.NET_RT_IFLIST,
        0
    );

    private protected override int IPv6Family => ConnectionNumbers.AF_INET6;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        connections.Read(options.Kinds, options.IncludeOwners);

    private protected override SysctlNode InterfaceList => Interfaces;

    private protected override int InterfaceMessageKind => ConnectionNumbers.RTM_IFINFO;
}
