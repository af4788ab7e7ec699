using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;
using Libc = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>The network of a Mac.</summary>
internal sealed unsafe class MacOSNetwork(Processes processes, Architecture architecture) : BsdNetwork
{
    private static readonly SysctlNode Interfaces = new(
        "net.route.iflist2", SysctlNumbers.CTL_NET, MachineNumbers.PF_ROUTE, 0, 0, MachineNumbers.NET_RT_IFLIST2, 0);

    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    private protected override SysctlNode InterfaceList => Interfaces;

    private protected override int InterfaceMessageKind => MachineNumbers.RTM_IFINFO2;

    private protected override int InterfaceMessageSize => Unsafe.SizeOf<InterfaceMessage>();

    public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
        MacOSConnections.ReadAll(processes.GetPids(), kinds, owners);

    private protected override InterfaceRecord ParseInterface(ReadOnlySpan<byte> message, string name) => InterfaceMessageParser.ToRecord(message, name);

    private protected override InterfaceDuplex? ReadDuplex(SafeFileHandle socket, string name)
    {
        MediaRequest request = default;
        return TryWriteName(name, new Span<byte>(request.ifm_name, MediaRequest.IFNAMSIZ))
            && (Ask(socket, MediaRequest.SIOCGIFXMEDIA, &request) == 0 || Ask(socket, MediaRequest.SIOCGIFMEDIA, &request) == 0)
            && (request.ifm_status & MediaRequest.IFM_ACTIVE) != 0
            ? (request.ifm_active & MediaRequest.IFM_FDX) != 0 ? InterfaceDuplex.Full
                : (request.ifm_active & MediaRequest.IFM_HDX) != 0 ? InterfaceDuplex.Half
                : null
            : null;
    }

    private int Ask(SafeFileHandle socket, uint request, MediaRequest* media) => Libc.Control(socket, request, media, argumentOnStack: architecture == Architecture.Arm64);
}
