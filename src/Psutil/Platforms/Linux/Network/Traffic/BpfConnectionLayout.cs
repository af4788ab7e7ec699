using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The offsets, in the running kernel, of a socket's addresses, all of <c>struct sock</c> and what begins with it.</summary>
internal sealed class BpfConnectionLayout
{
    /// <summary>Looks up the offsets; the finder keeps the name of one that is missing.</summary>
    public BpfConnectionLayout(BtfFieldFinder find)
    {
        InterfaceIndex = find.Find("sock", "__sk_common.skc_bound_dev_if");
        RemotePort = find.Find("sock", "__sk_common.skc_dport");
        LocalIpv4 = find.Find("sock", "__sk_common.skc_rcv_saddr");
        RemoteIpv4 = find.Find("sock", "__sk_common.skc_daddr");
        LocalIpv6 = find.FindOffset("sock", "__sk_common.skc_v6_rcv_saddr");
        RemoteIpv6 = find.FindOffset("sock", "__sk_common.skc_v6_daddr");
        LocalPort = find.Find("inet_sock", "inet_sport");
    }

    public BtfField InterfaceIndex { get; }

    public BtfField RemotePort { get; }

    public BtfField LocalIpv4 { get; }

    public BtfField RemoteIpv4 { get; }

    public int LocalIpv6 { get; }

    public int RemoteIpv6 { get; }

    /// <summary>The port in network order. Unlike <c>skc_num</c>, it stays when the connection has ended and some of it is unread.
    /// </summary>
    public BtfField LocalPort { get; }
}
