using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.LinuxTests.Abi;

public class NetlinkAbiTests
{
    private const string Includes = """
        sys/socket.h
        linux/netlink.h
        linux/rtnetlink.h
        linux/if.h
        linux/sock_diag.h
        linux/inet_diag.h
        linux/unix_diag.h
        netinet/tcp.h
        fcntl.h
        """;

    [Fact]
    public void StructuresAreLaidOutAsTheKernelsHeadersSay()
    {
        (string Expression, long Ours)[] facts =
        [
            ("sizeof(struct sockaddr_nl)", Unsafe.SizeOf<NetlinkSocketAddress>()),
            ("offsetof(struct sockaddr_nl, nl_pid)", Offset<NetlinkSocketAddress>(nameof(NetlinkSocketAddress.Port))),
            ("sizeof(struct nlmsghdr)", Unsafe.SizeOf<NetlinkMessageHeader>()),
            ("NLMSG_HDRLEN", NetlinkMessageHeader.Size),
            ("offsetof(struct nlmsghdr, nlmsg_len)", Offset<NetlinkMessageHeader>(nameof(NetlinkMessageHeader.Length))),
            ("offsetof(struct nlmsghdr, nlmsg_type)", Offset<NetlinkMessageHeader>(nameof(NetlinkMessageHeader.Type))),
            ("offsetof(struct nlmsghdr, nlmsg_flags)", Offset<NetlinkMessageHeader>(nameof(NetlinkMessageHeader.Flags))),
            ("offsetof(struct nlmsghdr, nlmsg_seq)", Offset<NetlinkMessageHeader>(nameof(NetlinkMessageHeader.Sequence))),
            ("offsetof(struct nlmsghdr, nlmsg_pid)", Offset<NetlinkMessageHeader>(nameof(NetlinkMessageHeader.Port))),
            ("sizeof(struct nlattr)", Unsafe.SizeOf<NetlinkAttributeHeader>()),
            ("NLA_HDRLEN", NetlinkAttributeHeader.Size),
            ("NLA_TYPE_MASK & 0xFFFF", NetlinkAttributeHeader.TypeMask),
            ("offsetof(struct nlattr, nla_len)", Offset<NetlinkAttributeHeader>(nameof(NetlinkAttributeHeader.Length))),
            ("offsetof(struct nlattr, nla_type)", Offset<NetlinkAttributeHeader>(nameof(NetlinkAttributeHeader.Type))),
            ("sizeof(struct inet_diag_sockid)", Unsafe.SizeOf<InetDiagnosticsSocketId>()),
            ("offsetof(struct inet_diag_sockid, idiag_sport)", Offset<InetDiagnosticsSocketId>(nameof(InetDiagnosticsSocketId.LocalPort))),
            ("offsetof(struct inet_diag_sockid, idiag_dport)", Offset<InetDiagnosticsSocketId>(nameof(InetDiagnosticsSocketId.RemotePort))),
            ("offsetof(struct inet_diag_sockid, idiag_src)", Offset<InetDiagnosticsSocketId>(nameof(InetDiagnosticsSocketId.Local))),
            ("offsetof(struct inet_diag_sockid, idiag_dst)", Offset<InetDiagnosticsSocketId>(nameof(InetDiagnosticsSocketId.Remote))),
            (
                "offsetof(struct inet_diag_sockid, idiag_if)",
                Offset<InetDiagnosticsSocketId>(nameof(InetDiagnosticsSocketId.InterfaceIndex))
            ),
            ("offsetof(struct inet_diag_sockid, idiag_cookie)", Offset<InetDiagnosticsSocketId>(nameof(InetDiagnosticsSocketId.CookieLow))),
            ("sizeof(struct inet_diag_req_v2)", Unsafe.SizeOf<InetDiagnosticsRequest>()),
            ("offsetof(struct inet_diag_req_v2, sdiag_protocol)", Offset<InetDiagnosticsRequest>(nameof(InetDiagnosticsRequest.Protocol))),
            ("offsetof(struct inet_diag_req_v2, idiag_states)", Offset<InetDiagnosticsRequest>(nameof(InetDiagnosticsRequest.States))),
            ("offsetof(struct inet_diag_req_v2, id)", Offset<InetDiagnosticsRequest>(nameof(InetDiagnosticsRequest.Id))),
            ("sizeof(struct inet_diag_req)", Unsafe.SizeOf<TcpDiagnosticsRequest>()),
            ("offsetof(struct inet_diag_req, idiag_ext)", Offset<TcpDiagnosticsRequest>(nameof(TcpDiagnosticsRequest.Extensions))),
            ("offsetof(struct inet_diag_req, id)", Offset<TcpDiagnosticsRequest>(nameof(TcpDiagnosticsRequest.Id))),
            ("offsetof(struct inet_diag_req, idiag_states)", Offset<TcpDiagnosticsRequest>(nameof(TcpDiagnosticsRequest.States))),
            ("offsetof(struct inet_diag_req, idiag_dbs)", Offset<TcpDiagnosticsRequest>(nameof(TcpDiagnosticsRequest.Tables))),
            ("sizeof(struct inet_diag_msg)", Unsafe.SizeOf<InetDiagnosticsMessage>()),
            ("offsetof(struct inet_diag_msg, idiag_state)", Offset<InetDiagnosticsMessage>(nameof(InetDiagnosticsMessage.State))),
            ("offsetof(struct inet_diag_msg, id)", Offset<InetDiagnosticsMessage>(nameof(InetDiagnosticsMessage.Id))),
            ("offsetof(struct inet_diag_msg, idiag_uid)", Offset<InetDiagnosticsMessage>(nameof(InetDiagnosticsMessage.UserId))),
            ("offsetof(struct inet_diag_msg, idiag_inode)", Offset<InetDiagnosticsMessage>(nameof(InetDiagnosticsMessage.Inode))),
            ("sizeof(struct unix_diag_req)", Unsafe.SizeOf<UnixDiagnosticsRequest>()),
            ("offsetof(struct unix_diag_req, udiag_states)", Offset<UnixDiagnosticsRequest>(nameof(UnixDiagnosticsRequest.States))),
            ("offsetof(struct unix_diag_req, udiag_ino)", Offset<UnixDiagnosticsRequest>(nameof(UnixDiagnosticsRequest.Inode))),
            ("offsetof(struct unix_diag_req, udiag_show)", Offset<UnixDiagnosticsRequest>(nameof(UnixDiagnosticsRequest.Show))),
            ("offsetof(struct unix_diag_req, udiag_cookie)", Offset<UnixDiagnosticsRequest>(nameof(UnixDiagnosticsRequest.CookieLow))),
            ("sizeof(struct unix_diag_msg)", Unsafe.SizeOf<UnixDiagnosticsMessage>()),
            ("offsetof(struct unix_diag_msg, udiag_type)", Offset<UnixDiagnosticsMessage>(nameof(UnixDiagnosticsMessage.Type))),
            ("offsetof(struct unix_diag_msg, udiag_state)", Offset<UnixDiagnosticsMessage>(nameof(UnixDiagnosticsMessage.State))),
            ("offsetof(struct unix_diag_msg, udiag_ino)", Offset<UnixDiagnosticsMessage>(nameof(UnixDiagnosticsMessage.Inode))),
            ("sizeof(struct ifinfomsg)", Unsafe.SizeOf<RouteLinkMessage>()),
            ("offsetof(struct ifinfomsg, ifi_type)", Offset<RouteLinkMessage>(nameof(RouteLinkMessage.HardwareType))),
            ("offsetof(struct ifinfomsg, ifi_index)", Offset<RouteLinkMessage>(nameof(RouteLinkMessage.Index))),
            ("offsetof(struct ifinfomsg, ifi_flags)", Offset<RouteLinkMessage>(nameof(RouteLinkMessage.Flags))),
            ("NLMSG_ALIGN(sizeof(struct ifinfomsg)) + RTA_LENGTH(4)", Unsafe.SizeOf<RouteLinkRequest>()),
            ("NLMSG_ALIGN(sizeof(struct ifinfomsg))", Offset<RouteLinkRequest>(nameof(RouteLinkRequest.Attribute))),
            ("sizeof(struct ifaddrmsg)", Unsafe.SizeOf<RouteAddressMessage>()),
            ("offsetof(struct ifaddrmsg, ifa_prefixlen)", Offset<RouteAddressMessage>(nameof(RouteAddressMessage.PrefixLength))),
            ("offsetof(struct ifaddrmsg, ifa_scope)", Offset<RouteAddressMessage>(nameof(RouteAddressMessage.Scope))),
            ("offsetof(struct ifaddrmsg, ifa_index)", Offset<RouteAddressMessage>(nameof(RouteAddressMessage.Index))),
        ];
        AssertAgree(facts);
    }

    [Fact]
    public void ConstantsAreThoseOfTheKernelsHeaders() =>
        AssertAgree([
            ("AF_UNIX", AddressFamilyNumber.Unix),
            ("AF_INET", AddressFamilyNumber.InterNetwork),
            ("AF_INET6", AddressFamilyNumber.InterNetworkV6),
            ("AF_NETLINK", 16),
            ("SOCK_RAW", 3),
            ("MSG_TRUNC", 0x20),
            ("NETLINK_ROUTE", NetlinkProtocol.Route),
            ("NETLINK_SOCK_DIAG", NetlinkProtocol.SocketDiagnostics),
            ("NLMSG_NOOP", NetlinkMessageType.NoOperation),
            ("NLMSG_ERROR", NetlinkMessageType.Error),
            ("NLMSG_DONE", NetlinkMessageType.Done),
            ("NLMSG_OVERRUN", NetlinkMessageType.Overrun),
            ("NLM_F_REQUEST", NetlinkFlags.Request),
            ("NLM_F_DUMP", NetlinkFlags.Dump),
            ("NLM_F_DUMP_INTR", NetlinkFlags.DumpInterrupted),
            ("TCPDIAG_GETSOCK", SocketDiagnosticsType.TcpOfBothFamilies),
            ("SOCK_DIAG_BY_FAMILY", SocketDiagnosticsType.ByFamily),
            ("UDIAG_SHOW_NAME", UnixDiagnostics.ShowName),
            ("UDIAG_SHOW_PEER", UnixDiagnostics.ShowPeer),
            ("UDIAG_SHOW_RQLEN", UnixDiagnostics.ShowQueues),
            ("UNIX_DIAG_NAME", UnixDiagnostics.NameAttribute),
            ("UNIX_DIAG_PEER", UnixDiagnostics.PeerAttribute),
            ("UNIX_DIAG_RQLEN", UnixDiagnostics.QueuesAttribute),
            ("RTM_NEWLINK", RouteMessageType.NewLink),
            ("RTM_GETLINK", RouteMessageType.GetLink),
            ("RTM_NEWADDR", RouteMessageType.NewAddress),
            ("RTM_GETADDR", RouteMessageType.GetAddress),
            ("IFLA_ADDRESS", RouteLinkMessage.AddressAttribute),
            ("IFLA_BROADCAST", RouteLinkMessage.BroadcastAttribute),
            ("IFLA_IFNAME", RouteLinkMessage.NameAttribute),
            ("IFLA_MTU", RouteLinkMessage.MtuAttribute),
            ("IFLA_EXT_MASK", RouteLinkMessage.ExtendedMaskAttribute),
            ("RTEXT_FILTER_SKIP_STATS", RouteLinkMessage.SkipStatistics),
            ("IFA_ADDRESS", RouteAddressMessage.AddressAttribute),
            ("IFA_LOCAL", RouteAddressMessage.LocalAttribute),
            ("IFA_LABEL", RouteAddressMessage.LabelAttribute),
            ("IFA_BROADCAST", RouteAddressMessage.BroadcastAttribute),
            ("IFF_UP", InterfaceFlags.Up),
            ("IFF_BROADCAST", InterfaceFlags.Broadcast),
            ("IFF_POINTOPOINT", InterfaceFlags.PointToPoint),
            ("IFF_RUNNING", InterfaceFlags.Running),
            (
                "(1 << TCP_ESTABLISHED) | (1 << TCP_SYN_SENT) | (1 << TCP_SYN_RECV) | (1 << TCP_FIN_WAIT1) | (1 << TCP_FIN_WAIT2) | (1 << TCP_TIME_WAIT)"
                    + " | (1 << TCP_CLOSE) | (1 << TCP_CLOSE_WAIT) | (1 << TCP_LAST_ACK) | (1 << TCP_LISTEN) | (1 << TCP_CLOSING) | (1 << 12)",
                TcpStateNumber.AllInFiles
            ),
        ]);

    [Fact]
    public void FlagsHaveTheNamesOfTheKernelsHeaders()
    {
        string[] names =
        [
            "up",
            "broadcast",
            "debug",
            "loopback",
            "pointopoint",
            "notrailers",
            "running",
            "noarp",
            "promisc",
            "allmulti",
            "master",
            "slave",
            "multicast",
            "portsel",
            "automedia",
            "dynamic",
        ];
        IReadOnlyDictionary<string, long> bits = CHeaders.Evaluate(Includes, [.. names.Select(name => "IFF_" + name.ToUpperInvariant())]);
        Assert.All(names, name => Assert.Equal([name], InterfaceFlagNames.Of((uint)bits["IFF_" + name.ToUpperInvariant()])));
    }

    private static void AssertAgree((string Expression, long Ours)[] facts)
    {
        IReadOnlyDictionary<string, long> theirs = CHeaders.Evaluate(Includes, [.. facts.Select(fact => fact.Expression)]);
        Assert.All(facts, fact => Assert.Equal((fact.Expression, theirs[fact.Expression]), fact));
    }

    private static long Offset<T>(string field) => Marshal.OffsetOf<T>(field).ToInt64();
}
