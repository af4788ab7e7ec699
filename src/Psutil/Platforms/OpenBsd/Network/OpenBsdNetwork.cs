using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The network of an OpenBSD machine.</summary>
internal sealed class OpenBsdNetwork : BsdNetwork<InterfaceMessage, MediaRequest>
{
    private static readonly SysctlNode Interfaces = new(
        "net.route.iflist",
        SysctlNumbers.CTL_NET,
        MachineNumbers.PF_ROUTE,
        0,
        0,
        MachineNumbers.NET_RT_IFLIST,
        0
    );

    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    private protected override SysctlNode InterfaceList => Interfaces;

    private protected override int InterfaceMessageKind => MachineNumbers.RTM_IFINFO;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        OpenBsdFiles.ReadConnections(options.Kinds, options.IncludeOwners);
}
