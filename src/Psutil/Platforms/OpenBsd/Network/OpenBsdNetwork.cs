using Psutil.Platforms.Bsd;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The network of an OpenBSD machine.</summary>
internal sealed class OpenBsdNetwork(Machine machine) : BsdNetwork<InterfaceMessage, OpenBsdMediaRequest>(machine)
{
    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        OpenBsdFiles.ReadConnections(options.Kinds, options.IncludeOwners);
}
