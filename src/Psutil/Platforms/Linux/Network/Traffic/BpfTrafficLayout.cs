using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The offsets, in the running kernel, of the fields that <see cref="BpfTrafficProgram"/> reads besides those of the process
/// table, and the tracepoints.</summary>
internal sealed class BpfTrafficLayout
{
    private BpfTrafficLayout() { }

    /// <summary>Where programs see transfers.</summary>
    public required IReadOnlyList<BpfTrafficHook> Hooks { get; init; }

    /// <summary>Whether the kernel has the tracepoints; otherwise programs are attached to functions.</summary>
    public bool HasTracepoints => Hooks[0].AttachType == BpfNumber.TraceRawTracepoint;

    // struct task_struct
    public required BtfField GroupLeader { get; init; }
    public required BtfField ProcessNumber { get; init; }

    // struct socket
    public required BtfField SocketOfFile { get; init; }

    // struct sock
    public required BtfField Family { get; init; }
    public required BtfField Protocol { get; init; }

    /// <summary>The addresses of sockets; null if they were not asked for.</summary>
    public required BpfConnectionLayout? Connections { get; init; }

    /// <summary>The fields of tasks.</summary>
    public required BpfTableLayout Tasks { get; init; }

    /// <summary>Looks up everything; false if this kernel lacks something.</summary>
    public static bool TryFind(
        Btf btf,
        bool withConnections,
        [NotNullWhen(true)] out BpfTrafficLayout? layout,
        [NotNullWhen(false)] out string? missing
    )
    {
        layout = null;
        IReadOnlyList<BpfTrafficHook> hooks = BpfTrafficHook.Find(btf);
        if (hooks.Count == 0)
        {
            missing =
                "tracepoints sock_send_length and sock_recv_length (Linux 6.3), "
                + "nor functions of IPv4 and IPv6 that programs can be attached to safely (bpf_tramp_image, Linux 5.12)";
            return false;
        }

        if (!BpfTableLayout.TryFind(btf, out BpfTableLayout? tasks, out missing))
        {
            return false;
        }

        BtfFieldFinder find = new(btf);
        BpfTrafficLayout found = new()
        {
            Hooks = hooks,
            GroupLeader = find.Find("task_struct", "group_leader"),
            ProcessNumber = find.Find("task_struct", "tgid"),
            SocketOfFile = find.Find("socket", "sk"),
            Family = find.Find("sock", "__sk_common.skc_family"),
            Protocol = find.Find("sock", "sk_protocol"),
            Connections = withConnections ? new BpfConnectionLayout(find) : null,
            Tasks = tasks,
        };
        missing = find.Missing;
        layout = missing is null ? found : null;
        return layout is not null;
    }
}
