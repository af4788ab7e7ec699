using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>The network of a Mac.</summary>
internal sealed class MacOSNetwork(Machine machine, Processes processes, Architecture architecture)
    : BsdNetwork<InterfaceMessage, MacOSMediaRequest>(machine)
{
    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options) =>
        MacOSConnections.ReadAll(processes.GetPids(), options.Kinds, options.IncludeOwners);

    private protected override bool PassesArgumentOnStack => architecture == Architecture.Arm64;
}
