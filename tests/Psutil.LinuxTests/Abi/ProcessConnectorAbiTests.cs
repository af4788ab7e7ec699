using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Abi;

public class ProcessConnectorAbiTests
{
    private const string Includes = """
        sys/socket.h
        sys/eventfd.h
        linux/netlink.h
        linux/connector.h
        linux/cn_proc.h
        """;

    [Fact]
    public void StructuresAreLaidOutAsTheKernelsHeadersSay() =>
        AssertAgree([
            ("sizeof(struct cn_msg)", Unsafe.SizeOf<ConnectorHeader>()),
            ("sizeof(struct cn_msg)", ConnectorHeader.Size),
            ("offsetof(struct cn_msg, id.idx)", Offset<ConnectorHeader>(nameof(ConnectorHeader.Index))),
            ("offsetof(struct cn_msg, id.val)", Offset<ConnectorHeader>(nameof(ConnectorHeader.Value))),
            ("offsetof(struct cn_msg, seq)", Offset<ConnectorHeader>(nameof(ConnectorHeader.Sequence))),
            ("offsetof(struct cn_msg, ack)", Offset<ConnectorHeader>(nameof(ConnectorHeader.Acknowledgement))),
            ("offsetof(struct cn_msg, len)", Offset<ConnectorHeader>(nameof(ConnectorHeader.Length))),
            ("offsetof(struct cn_msg, flags)", Offset<ConnectorHeader>(nameof(ConnectorHeader.Flags))),
            ("offsetof(struct proc_event, what)", Offset<ProcessEventHeader>(nameof(ProcessEventHeader.What))),
            ("offsetof(struct proc_event, cpu)", Offset<ProcessEventHeader>(nameof(ProcessEventHeader.Cpu))),
            ("offsetof(struct proc_event, timestamp_ns)", Offset<ProcessEventHeader>(nameof(ProcessEventHeader.Timestamp))),
            ("offsetof(struct proc_event, event_data)", Unsafe.SizeOf<ProcessEventHeader>()),
            ("offsetof(struct proc_event, event_data)", ProcessEventHeader.Size),
            ("sizeof(struct fork_proc_event)", Unsafe.SizeOf<ForkEvent>()),
            ("offsetof(struct fork_proc_event, parent_tgid)", Offset<ForkEvent>(nameof(ForkEvent.ParentProcess))),
            ("offsetof(struct fork_proc_event, child_pid)", Offset<ForkEvent>(nameof(ForkEvent.ChildThread))),
            ("offsetof(struct fork_proc_event, child_tgid)", Offset<ForkEvent>(nameof(ForkEvent.ChildProcess))),
            ("sizeof(struct exec_proc_event)", Unsafe.SizeOf<ExecEvent>()),
            ("offsetof(struct exec_proc_event, process_tgid)", Offset<ExecEvent>(nameof(ExecEvent.Process))),
            ("sizeof(struct comm_proc_event)", Unsafe.SizeOf<NameEvent>()),
            ("offsetof(struct comm_proc_event, process_tgid)", Offset<NameEvent>(nameof(NameEvent.Process))),
            ("offsetof(struct comm_proc_event, comm)", Offset<NameEvent>(nameof(NameEvent.Name))),
            ("offsetof(struct exit_proc_event, process_tgid)", Offset<ExitEvent>(nameof(ExitEvent.Process))),
            ("offsetof(struct exit_proc_event, exit_code)", Offset<ExitEvent>(nameof(ExitEvent.WaitStatus))),
            ("offsetof(struct exit_proc_event, exit_signal)", Offset<ExitEvent>(nameof(ExitEvent.ExitSignal))),
            ("sizeof(struct nlmsghdr) + sizeof(struct cn_msg) + sizeof(enum proc_cn_mcast_op)", Unsafe.SizeOf<ProcessConnectorRequest>()),
        ]);

    [Fact]
    public void ConstantsAreThoseOfTheKernelsHeaders() =>
        AssertAgree([
            ("NETLINK_CONNECTOR", NetlinkProtocol.Connector),
            ("CN_IDX_PROC", ProcessConnector.Index),
            ("CN_VAL_PROC", ProcessConnector.Value),
            ("PROC_CN_MCAST_LISTEN", ProcessConnector.Listen),
            ("PROC_CN_MCAST_IGNORE", ProcessConnector.Ignore),
            ("(unsigned)PROC_EVENT_NONE", ProcessConnectorEvent.Acknowledgement),
            ("(unsigned)PROC_EVENT_FORK", ProcessConnectorEvent.Fork),
            ("(unsigned)PROC_EVENT_EXEC", ProcessConnectorEvent.Exec),
            ("(unsigned)PROC_EVENT_COMM", ProcessConnectorEvent.Name),
            ("(unsigned)PROC_EVENT_EXIT", ProcessConnectorEvent.Exit),
            ("SOL_SOCKET", 1),
            ("SO_RCVBUF", 8),
            ("SO_RCVBUFFORCE", 33),
            ("SOL_NETLINK", 270),
            ("NETLINK_BROADCAST_ERROR", 4),
            ("MSG_DONTWAIT", 0x40),
            ("EFD_CLOEXEC", 0x80000),
        ]);

    private static void AssertAgree((string Expression, long Ours)[] facts)
    {
        IReadOnlyDictionary<string, long> theirs = CHeaders.Evaluate(Includes, [.. facts.Select(fact => fact.Expression).Distinct()]);
        Assert.All(facts, fact => Assert.Equal((fact.Expression, theirs[fact.Expression]), fact));
    }

    private static long Offset<T>(string field) => Marshal.OffsetOf<T>(field).ToInt64();
}
