using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Adds the length of each transfer to the sums of the process whose call it is. The kernel passes the tracepoints at the end of
/// <c>sock_sendmsg</c> and <c>sock_recvmsg</c> (net/socket.c), in the thread that called, not where packets arrive.
/// </summary>
/// <remarks>
/// <code>
/// // sock_send_length and sock_recv_length
/// int program(struct sock *sk, int length, int flags) {
///     if (length &lt; 0) return 0;
///     if (flags &amp; (MSG_PEEK | MSG_ERRQUEUE)) return 0;                        // only when receiving
///     if (sk->sk_family != AF_INET &amp;&amp; sk->sk_family != AF_INET6) return 0;
///     if (sk->sk_protocol != IPPROTO_UDP) {                                       // an empty datagram is a message
///         if (sk->sk_protocol != IPPROTO_TCP &amp;&amp; sk->sk_protocol != IPPROTO_MPTCP || length == 0) return 0;
///     }
///     struct task_struct *task = bpf_get_current_task_btf(), *leader = task->group_leader;
///     int pid = task->tgid;                                                       // the PID outside of all namespaces
///     if (LEVEL &gt; 0) {
///         struct upid number = leader->thread_pid->numbers[LEVEL];
///         if (leader->thread_pid->level &lt; LEVEL || number.ns != NAMESPACE) return 0;  // not a process of ours
///         pid = number.nr;
///     }
///     struct TrafficKey key = { leader->start_boottime, pid };
///     struct TrafficSums *sums = bpf_map_lookup_elem(&amp;table, &amp;key);
///     if (!sums) {
///         struct TrafficSums none = {};
///         bpf_map_update_elem(&amp;table, &amp;key, &amp;none, BPF_NOEXIST);
///         sums = bpf_map_lookup_elem(&amp;table, &amp;key);                         // another thread may have added it
///     }
///     if (!sums) sums = bpf_map_lookup_elem(&amp;unattributed, &amp;zero);           // no room
///     __sync_fetch_and_add(&amp;sums->bytes, length);
///     __sync_fetch_and_add(&amp;sums->messages, 1);
/// }
/// </code>
/// </remarks>
internal static class BpfTrafficProgram
{
    // linux/socket.h, linux/in.h
    private const int Ipv4Family = 2;
    private const int Ipv6Family = 10;
    private const int TcpProtocol = 6;
    private const int UdpProtocol = 17;
    private const int MultipathTcpProtocol = 262;
    private const int PeekFlag = 0x2;
    private const int ErrorQueueFlag = 0x2000;

    private const int WordSize = 8;
    private const int IntegerBits = 32;

    // The stack, from its end downwards.
    private const int Key = -TrafficKey.Size;
    private const int Sums = Key - TrafficSums.Size;
    private const int Index = Sums - WordSize;
    private const int NumberEntry = Index - BpfTableLayout.LargestNumberSize;

    // The arguments of the tracepoint.
    private const int SocketArgument = 0;
    private const int LengthArgument = WordSize;
    private const int FlagsArgument = 2 * WordSize;

    private const BpfRegister Socket = R7;
    private const BpfRegister Length = R8;

    /// <summary>The program.</summary>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="caller">The PID namespace whose processes are counted.</param>
    /// <param name="isSend">Whether it is attached to <c>sock_send_length</c>; otherwise to <c>sock_recv_length</c>.</param>
    /// <param name="table">The map of <see cref="TrafficKey"/> to <see cref="TrafficSums"/>.</param>
    /// <param name="unattributed">The array of one <see cref="TrafficSums"/>.</param>
    /// <param name="isNested">Whether PIDs are read as in a namespace that is not the first; always there, and in tests.</param>
    public static BpfInstruction[] Assemble(
        BpfTrafficLayout layout,
        in BpfCallerRecord caller,
        bool isSend,
        SafeFileHandle table,
        SafeFileHandle unattributed,
        bool isNested = false
    )
    {
        BpfAssembler code = new();
        BpfLabel done = code.NewLabel();
        code.Move(R6, R1);
        CheckTransfer(code, layout, isSend, done);
        FillStart(code, layout, done);
        if (isNested || caller.Level > 0)
        {
            FillNestedNumber(code, layout.Tasks, in caller, done);
        }

        FindSums(code, (int)table.DangerousGetHandle(), (int)unattributed.DangerousGetHandle(), done);

        // R0 = &sums
        code.AddAtomically(R0, isSend ? 0 : WordSize, Length);
        code.Move(R1, 1);
        code.AddAtomically(R0, (isSend ? 2 : 3) * WordSize, R1);
        code.Mark(done);
        code.Return(0);
        return code.Build();
    }

    private static void CheckTransfer(BpfAssembler code, BpfTrafficLayout layout, bool isSend, BpfLabel done)
    {
        // Length = (int)length, which fills half of the argument
        BpfLabel hasLength = code.NewLabel();
        code.Load(Length, R6, LengthArgument, WordSize);
        code.Operate(BpfOperation.ShiftLeft, Length, IntegerBits);
        code.Operate(BpfOperation.ShiftRightSigned, Length, IntegerBits);
        code.JumpIf(BpfCondition.SignedGreaterOrEqual, Length, 0, hasLength);
        code.Jump(done);
        code.Mark(hasLength);
        if (!isSend)
        {
            code.Load(R1, R6, FlagsArgument, WordSize);
            code.JumpIf(BpfCondition.AnyBitOf, R1, PeekFlag | ErrorQueueFlag, done);
        }

        BpfLabel isInternet = code.NewLabel();
        BpfLabel isStream = code.NewLabel();
        BpfLabel counts = code.NewLabel();
        code.Load(Socket, R6, SocketArgument, WordSize);
        code.Load(R1, Socket, layout.Family);
        code.JumpIf(BpfCondition.Equal, R1, Ipv4Family, isInternet);
        code.JumpIf(BpfCondition.NotEqual, R1, Ipv6Family, done);
        code.Mark(isInternet);
        code.Load(R1, Socket, layout.Protocol);
        code.JumpIf(BpfCondition.Equal, R1, UdpProtocol, counts);
        code.JumpIf(BpfCondition.Equal, R1, TcpProtocol, isStream);
        code.JumpIf(BpfCondition.NotEqual, R1, MultipathTcpProtocol, done);
        code.Mark(isStream);
        code.JumpIf(BpfCondition.Equal, Length, 0, done);
        code.Mark(counts);
    }

    private static void FillStart(BpfAssembler code, BpfTrafficLayout layout, BpfLabel done)
    {
        // R7 = leader; key = { leader->start_boottime, task->tgid }
        code.Call(BpfHelper.GetCurrentTaskTyped);
        code.Load(R7, R0, layout.GroupLeader);
        code.Load(R1, R0, layout.ProcessNumber);
        code.Store(FramePointer, Key + WordSize, WordSize, R1);
        code.JumpIf(BpfCondition.Equal, R7, 0, done);
        code.Load(R1, R7, layout.Tasks.StartTime);
        code.Store(FramePointer, Key, WordSize, R1);
    }

    private static void FillNestedNumber(BpfAssembler code, BpfTableLayout tasks, in BpfCallerRecord caller, BpfLabel done)
    {
        // R9 = leader->thread_pid; number = R9->numbers[LEVEL]
        code.Load(R9, R7, tasks.ThreadPid);
        code.JumpIf(BpfCondition.Equal, R9, 0, done);
        code.Load(R1, R9, tasks.NamespaceLevel);
        code.JumpIf(BpfCondition.Less, R1, (int)caller.Level, done);
        code.MoveAddress(R3, R9, tasks.Numbers + ((int)caller.Level * tasks.NumberSize));
        code.MoveAddress(R1, FramePointer, NumberEntry);
        code.Move(R2, tasks.NumberSize);
        code.Call(BpfHelper.ProbeReadKernel);

        // if (number.ns != NAMESPACE) return 0; key.pid = number.nr
        code.Load(R1, FramePointer, NumberEntry + tasks.NumberNamespace.Offset, WordSize);
        code.MoveWide(R2, caller.Namespace);
        code.JumpIf(BpfCondition.NotEqual, R1, R2, done);
        code.Load(R1, FramePointer, NumberEntry + tasks.Number.Offset, tasks.Number.Size);
        code.JumpIf(BpfCondition.Equal, R1, 0, done);
        code.Store(FramePointer, Key + WordSize, WordSize, R1);
    }

    private static void FindSums(BpfAssembler code, int table, int unattributed, BpfLabel done)
    {
        BpfLabel found = code.NewLabel();
        LookUp(code, table, Key);
        code.JumpIf(BpfCondition.NotEqual, R0, 0, found);

        for (int offset = 0; offset < TrafficSums.Size; offset += WordSize)
        {
            code.Store(FramePointer, Sums + offset, WordSize, 0);
        }

        code.MoveMap(R1, table);
        code.MoveAddress(R2, FramePointer, Key);
        code.MoveAddress(R3, FramePointer, Sums);
        code.Move(R4, BpfNumber.OnlyIfAbsent);
        code.Call(BpfHelper.MapUpdateElement);
        LookUp(code, table, Key);
        code.JumpIf(BpfCondition.NotEqual, R0, 0, found);

        code.Store(FramePointer, Index, WordSize, 0);
        LookUp(code, unattributed, Index);
        code.JumpIf(BpfCondition.Equal, R0, 0, done);
        code.Mark(found);
    }

    // R0 = bpf_map_lookup_elem(&map, &stack[key])
    private static void LookUp(BpfAssembler code, int map, int key)
    {
        code.MoveMap(R1, map);
        code.MoveAddress(R2, FramePointer, key);
        code.Call(BpfHelper.MapLookupElement);
    }
}
