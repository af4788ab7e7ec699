using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;
using Libc = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The network of an OpenBSD machine.</summary>
internal sealed unsafe class OpenBsdNetwork : BsdNetwork
{
    private static readonly SysctlNode Interfaces = new(
        "net.route.iflist", SysctlNumbers.CTL_NET, MachineNumbers.PF_ROUTE, 0, 0, MachineNumbers.NET_RT_IFLIST, 0);

    private protected override int IPv6Family => MachineNumbers.AF_INET6;

    private protected override SysctlNode InterfaceList => Interfaces;

    private protected override int InterfaceMessageKind => MachineNumbers.RTM_IFINFO;

    private protected override int InterfaceMessageSize => Unsafe.SizeOf<InterfaceMessage>();

    public override IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet, bool owners = true) =>
        OpenBsdFiles.ReadConnections(kinds, owners);

    private protected override InterfaceRecord ParseInterface(ReadOnlySpan<byte> message, string name)
    {
        ref readonly InterfaceMessage header = ref MemoryMarshal.AsRef<InterfaceMessage>(message);
        ref readonly InterfaceData data = ref header.ifm_data;
        NetworkIOCounters counters = new(
            (long)data.ifi_obytes, (long)data.ifi_ibytes, (long)data.ifi_opackets, (long)data.ifi_ipackets, (long)data.ifi_ierrors, (long)data.ifi_oerrors,
            (long)data.ifi_iqdrops, (long)data.ifi_oqdrops);
        return new InterfaceRecord(name, counters, (uint)header.ifm_flags, data.ifi_mtu, data.ifi_baudrate);
    }

    private protected override InterfaceDuplex? ReadDuplex(SafeFileHandle socket, string name)
    {
        MediaRequest request = default;
        return TryWriteName(name, new Span<byte>(request.ifm_name, MediaRequest.IFNAMSIZ))
            && Libc.Control(socket, MediaRequest.SIOCGIFMEDIA, &request, argumentOnStack: false) == 0
            && (request.ifm_status & MediaRequest.IFM_ACTIVE) != 0
            ? (request.ifm_active & MediaRequest.IFM_FDX) != 0 ? InterfaceDuplex.Full
                : (request.ifm_active & MediaRequest.IFM_HDX) != 0 ? InterfaceDuplex.Half
                : null
            : null;
    }
}
