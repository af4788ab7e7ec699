using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>The network of a Mac.</summary>
internal sealed class MacOSNetwork(Processes processes, Architecture architecture) : BsdNetwork<InterfaceMessage, MacOSMediaRequest>
{
    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
        MacOSConnections.ReadAll(processes.GetPids(), kinds, owners);

    private protected override bool PassesArgumentOnStack => architecture == Architecture.Arm64;
}
