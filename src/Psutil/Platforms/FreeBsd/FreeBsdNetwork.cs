using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.FreeBsd.Interop;
using Psutil.Platforms.FreeBsd.Parsing;
using Libc = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The network of a FreeBSD machine.</summary>
internal sealed unsafe class FreeBsdNetwork(FreeBsdConnections connections) : BsdNetwork
{
    private static readonly SysctlNode Interfaces = new(
        "net.route.iflist", SysctlNumbers.CTL_NET, ConnectionNumbers.PF_ROUTE, 0, 0, ConnectionNumbers.NET_RT_IFLIST, 0);

    private protected override int IPv6Family => ConnectionNumbers.AF_INET6;

    public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) => connections.Read(kinds, owners);

    private protected override SysctlNode InterfaceList => Interfaces;

    private protected override int InterfaceMessageKind => ConnectionNumbers.RTM_IFINFO;

    private protected override int InterfaceMessageSize => Unsafe.SizeOf<InterfaceMessage>();

    private protected override InterfaceRecord ParseInterface(ReadOnlySpan<byte> message, string name) => InterfaceMessageParser.ToRecord(message, name);

    private protected override InterfaceDuplex? ReadDuplex(SafeFileHandle socket, string name)
    {
        MediaRequest request = default;
        return TryWriteName(name, new Span<byte>(request.ifm_name, MediaRequest.IFNAMSIZ))
            && Libc.Control(socket, ConnectionNumbers.SIOCGIFMEDIA, &request, argumentOnStack: false) == 0
            && (request.ifm_status & MediaRequest.IFM_ACTIVE) != 0
            ? (request.ifm_active & MediaRequest.IFM_FDX) != 0 ? InterfaceDuplex.Full
                : (request.ifm_active & MediaRequest.IFM_HDX) != 0 ? InterfaceDuplex.Half
                : null
            : null;
    }
}
