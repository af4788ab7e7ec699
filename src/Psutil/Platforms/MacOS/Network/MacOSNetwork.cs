using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>The network of a Mac.</summary>
internal sealed class MacOSNetwork(Processes processes, Architecture architecture) : BsdNetwork<InterfaceMessage, MediaRequest>
{
    private static readonly SysctlNode Interfaces = new(
        "net.route.iflist2",
        SysctlNumbers.CTL_NET,
        MachineNumbers.PF_ROUTE,
        0,
        0,
        MachineNumbers.NET_RT_IFLIST2,
        0
    );

    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    private protected override SysctlNode InterfaceList => Interfaces;

    private protected override int InterfaceMessageKind => MachineNumbers.RTM_IFINFO2;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        MacOSConnections.ReadAll(processes.GetPids(), options.Kinds, options.IncludeOwners);

    private protected override bool PassesArgumentOnStack => architecture == Architecture.Arm64;
}
