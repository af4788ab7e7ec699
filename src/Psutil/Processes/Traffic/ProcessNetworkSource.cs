namespace Psutil;

/// <summary>Where a <see cref="ProcessNetworkMeter"/> reads the traffic of processes.</summary>
public enum ProcessNetworkSource
{
    /// <summary>Unknown. Never returned.</summary>
    Unknown = 0,

    /// <summary>
    /// BPF programs at Linux's tracepoints <c>sock_send_length</c> and <c>sock_recv_length</c> (Linux 6.3), before at the end of the
    /// kernel's functions of IPv4 and IPv6 (fexit, Linux 5.12 and versions of 5.10 with its fixes): each call that transfers data over TCP
    /// or UDP, in all network namespaces, counted to the byte. Requires root (or CAP_BPF and CAP_PERFMON).
    /// </summary>
    Bpf = 1,

    /// <summary>
    /// The TCP sockets of the caller's network namespace (<c>sock_diag</c>, <c>tcp_info</c>), each attributed to the process that has a
    /// descriptor of it. UDP is not counted, nor what a socket transferred between its last reading and its end. Requires no rights for the
    /// caller's own processes.
    /// </summary>
    TcpSockets = 2,
}
