using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>The network of a NetBSD machine.</summary>
internal sealed class NetBsdNetwork(Machine machine) : BsdNetwork<InterfaceMessage, MediaRequest>(machine)
{
    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        NetBsdConnections.Read(options.Kinds, options.IncludeOwners);

    private protected override int CreateSocket() => Interop.Libc.CreateSocket(SocketNumbers.AF_INET, SocketNumbers.SOCK_DGRAM);
}
