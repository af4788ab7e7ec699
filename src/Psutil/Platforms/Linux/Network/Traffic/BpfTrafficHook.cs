using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>A place in the kernel where a transfer has ended, in the thread whose call it is, and where a program finds it there.</summary>
internal sealed record BpfTrafficHook
{
    /// <summary>The name of the program that counts what <c>splice</c> receives.</summary>
    public const string SpliceName = "psutil_splice";

    private const int WordSize = 8;

    /// <summary>The program's name, for people who list the kernel's programs.</summary>
    public required string Name { get; init; }

    /// <summary>The BTF number of the tracepoint's type or of the function.</summary>
    public required int AttachTo { get; init; }

    public required uint AttachType { get; init; }

    public required bool IsSend { get; init; }

    /// <summary>Where among the arguments the length is, or the error: the last, what the function returns.</summary>
    public required int Length { get; init; }

    /// <summary>Where the flags of a call that receives are; null if there are none.</summary>
    public int? Flags { get; init; }

    /// <summary>Whether the first argument is a <c>struct socket</c>; otherwise a <c>struct sock</c>.</summary>
    public bool HasSocket { get; init; }

    /// <summary>Whether Multipath TCP calls another of these functions for the same transfer.</summary>
    public bool SkipsMultipath { get; init; }

    /// <summary>Whether the others suffice where the kernel refuses this one.</summary>
    public bool IsOptional { get; init; }

    /// <summary>
    /// The places in this kernel. Since Linux 6.3, two tracepoints that all protocols pass, and the end of the function by which
    /// <c>splice</c> receives from TCP, past both. Before, the end of the functions that TCP and
    /// UDP have in their <c>struct proto_ops</c> (net/ipv4/af_inet.c, net/ipv6/af_inet6.c), where TLS and Multipath TCP pass as well.
    /// Empty if there are neither.
    /// </summary>
    public static IReadOnlyList<BpfTrafficHook> Find(Btf btf)
    {
        int send = btf.FindType(BtfKind.TypeDefinition, "btf_trace_sock_send_length");
        int receive = btf.FindType(BtfKind.TypeDefinition, "btf_trace_sock_recv_length");
        if (send == 0 || receive == 0)
        {
            return FindFunctions(btf);
        }

        BpfTrafficHook sending = new()
        {
            Name = "psutil_send",
            AttachTo = send,
            AttachType = BpfNumber.TraceRawTracepoint,
            IsSend = true,
            Length = WordSize,
        };
        BpfTrafficHook receiving = sending with { Name = "psutil_receive", AttachTo = receive, IsSend = false, Flags = 2 * WordSize };
        return FindSplice(btf) is { } splice ? [sending, receiving, splice with { IsOptional = true }] : [sending, receiving];
    }

    // (struct socket *sock, loff_t *position, struct pipe_inode_info *pipe, size_t length, unsigned int flags). TLS has its own.
    private static BpfTrafficHook? FindSplice(Btf btf) => Of(btf, "tcp_splice_read", SpliceName, isSend: false, argumentCount: 5);

    private static IReadOnlyList<BpfTrafficHook> FindFunctions(Btf btf)
    {
        // Before 5.12 without the fix that brought this type, the kernel frees the code around a function while a thread sleeps in it, and
        // crashes when that thread wakes up (commit e21aa341785c).
        if (btf.FindType(BtfKind.Structure, "bpf_tramp_image") == 0)
        {
            return [];
        }

        // (struct socket *sock, struct msghdr *msg, size_t size, int flags)
        BpfTrafficHook? send = Of(btf, "inet_sendmsg", "psutil_send4", isSend: true, argumentCount: 3);
        BpfTrafficHook? send6 = Of(btf, "inet6_sendmsg", "psutil_send6", isSend: true, argumentCount: 3);
        BpfTrafficHook? receive = Of(btf, "inet_recvmsg", "psutil_receive4", isSend: false, argumentCount: 4);
        BpfTrafficHook? receive6 = Of(btf, "inet6_recvmsg", "psutil_receive6", isSend: false, argumentCount: 4);
        if (send is null || send6 is null || receive is null || receive6 is null)
        {
            return [];
        }

        // (struct socket *sock, struct page *page, int offset, size_t size, int flags): where it is gone, pages are sent by sendmsg.
        BpfTrafficHook? sendPage = Of(btf, "inet_sendpage", "psutil_sendpage", isSend: true, argumentCount: 5);
        BpfTrafficHook? splice = FindSplice(btf);
        return
        [
            send,
            send6,
            receive with
            {
                Flags = 3 * WordSize,
            },
            receive6 with
            {
                Flags = 3 * WordSize,
            },
            .. sendPage is null ? (ReadOnlySpan<BpfTrafficHook>)[] : [sendPage with { SkipsMultipath = true }],
            .. splice is null ? (ReadOnlySpan<BpfTrafficHook>)[] : [splice],
        ];
    }

    private static BpfTrafficHook? Of(Btf btf, string function, string name, bool isSend, int argumentCount) =>
        btf.FindType(BtfKind.Function, function) is not 0 and var type
            ? new BpfTrafficHook
            {
                Name = name,
                AttachTo = type,
                AttachType = BpfNumber.TraceFunctionExit,
                IsSend = isSend,
                Length = argumentCount * WordSize,
                HasSocket = true,
            }
            : null;
}
