using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The offsets, in the running kernel, of the fields that <see cref="BpfTrafficProgram"/> reads besides those of the process
/// table, and the tracepoints.</summary>
internal sealed class BpfTrafficLayout
{
    private BpfTrafficLayout() { }

    // Typedefs that the kernel makes of each tracepoint; since Linux 6.3.
    public required int SendTracepoint { get; init; }
    public required int ReceiveTracepoint { get; init; }

    // struct task_struct
    public required BtfField GroupLeader { get; init; }
    public required BtfField ProcessNumber { get; init; }

    // struct sock
    public required BtfField Family { get; init; }
    public required BtfField Protocol { get; init; }

    /// <summary>The fields of tasks.</summary>
    public required BpfTableLayout Tasks { get; init; }

    /// <summary>Looks up everything; false if this kernel lacks something.</summary>
    public static bool TryFind(Btf btf, [NotNullWhen(true)] out BpfTrafficLayout? layout, [NotNullWhen(false)] out string? missing)
    {
        layout = null;
        int send = btf.FindType(BtfKind.TypeDefinition, "btf_trace_sock_send_length");
        int receive = btf.FindType(BtfKind.TypeDefinition, "btf_trace_sock_recv_length");
        if (send == 0 || receive == 0)
        {
            missing = "tracepoints sock_send_length and sock_recv_length (Linux 6.3)";
            return false;
        }

        if (!BpfTableLayout.TryFind(btf, out BpfTableLayout? tasks, out missing))
        {
            return false;
        }

        BtfFieldFinder find = new(btf);
        BpfTrafficLayout found = new()
        {
            SendTracepoint = send,
            ReceiveTracepoint = receive,
            GroupLeader = find.Find("task_struct", "group_leader"),
            ProcessNumber = find.Find("task_struct", "tgid"),
            Family = find.Find("sock", "__sk_common.skc_family"),
            Protocol = find.Find("sock", "sk_protocol"),
            Tasks = tasks,
        };
        missing = find.Missing;
        layout = missing is null ? found : null;
        return layout is not null;
    }
}
