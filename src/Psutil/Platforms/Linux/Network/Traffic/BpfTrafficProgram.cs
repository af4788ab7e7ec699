using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Adds the length of each transfer to the sums of the process whose call it is. The kernel passes the tracepoints at the end of
/// <c>sock_sendmsg</c> and <c>sock_recvmsg</c> (net/socket.c), in the thread that called, not where packets arrive, and so it does the
/// functions that <see cref="BpfTrafficHook"/> has for older kernels.
/// </summary>
/// <remarks>
/// <code>
/// // sock_send_length and sock_recv_length. In functions, the first argument is a struct socket, and the length what they return.
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
///     // if connections are counted, the same with the sums that BpfConnectionProgram finds
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

    /// <summary>The lowest place on the stack that is used, before the parts of <see cref="BpfConnectionProgram"/>.</summary>
    public const int EndOfStack = NumberEntry;

    private const BpfRegister Socket = R7;
    private const BpfRegister Length = R8;

    /// <summary>The program.</summary>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="caller">The PID namespace whose processes are counted.</param>
    /// <param name="hook">What it is attached to.</param>
    /// <param name="maps">The tables.</param>
    /// <param name="isNested">Whether PIDs are read as in a namespace that is not the first; always there, and in tests.</param>
    public static BpfInstruction[] Assemble(
        BpfTrafficLayout layout,
        in BpfCallerRecord caller,
        BpfTrafficHook hook,
        BpfTrafficMaps maps,
        bool isNested = false
    )
    {
        BpfAssembler code = new();
        BpfLabel done = code.NewLabel();
        code.Move(R6, R1);
        CheckTransfer(code, layout, hook, done);
        FillStart(code, layout, done);
        if (isNested || caller.Level > 0)
        {
            FillNestedNumber(code, layout, in caller, done);
        }

        int table = BpfTrafficMaps.NumberOf(maps.Processes.Handle);
        FindSumsIn(code, to => code.MoveMap(to, table), Key, maps, BpfTrafficMaps.UnattributedIndex, done);
        AddTransfer(code, hook.IsSend);
        if (maps.CurrentConnections is not null)
        {
            LoadSocket(code, layout, hook);
            BpfConnectionProgram.FindSums(code, layout, Socket, Key, maps, done);
            AddTransfer(code, hook.IsSend);
        }

        code.Mark(done);
        code.Return(0);
        return code.Build();
    }

    private static void CheckTransfer(BpfAssembler code, BpfTrafficLayout layout, BpfTrafficHook hook, BpfLabel done)
    {
        // Length = (int)length, which fills half of the argument
        BpfLabel hasLength = code.NewLabel();
        code.Load(Length, R6, hook.Length, WordSize);
        code.Operate(BpfOperation.ShiftLeft, Length, IntegerBits);
        code.Operate(BpfOperation.ShiftRightSigned, Length, IntegerBits);
        code.JumpIf(BpfCondition.SignedGreaterOrEqual, Length, 0, hasLength);
        code.Jump(done);
        code.Mark(hasLength);
        if (hook.Flags is { } flags)
        {
            code.Load(R1, R6, flags, WordSize);
            code.JumpIf(BpfCondition.AnyBitOf, R1, PeekFlag | ErrorQueueFlag, done);
        }

        BpfLabel isInternet = code.NewLabel();
        BpfLabel isStream = code.NewLabel();
        BpfLabel counts = code.NewLabel();
        LoadSocket(code, layout, hook);
        code.Load(R1, Socket, layout.Family);
        code.JumpIf(BpfCondition.Equal, R1, Ipv4Family, isInternet);
        code.JumpIf(BpfCondition.NotEqual, R1, Ipv6Family, done);
        code.Mark(isInternet);
        code.Load(R1, Socket, layout.Protocol);
        code.JumpIf(BpfCondition.Equal, R1, UdpProtocol, counts);
        code.JumpIf(BpfCondition.Equal, R1, TcpProtocol, isStream);
        if (hook.SkipsMultipath)
        {
            code.Jump(done);
        }
        else
        {
            code.JumpIf(BpfCondition.NotEqual, R1, MultipathTcpProtocol, done);
        }

        code.Mark(isStream);
        code.JumpIf(BpfCondition.Equal, Length, 0, done);
        code.Mark(counts);
    }

    // The first argument.
    private static void LoadSocket(BpfAssembler code, BpfTrafficLayout layout, BpfTrafficHook hook)
    {
        code.Load(Socket, R6, 0, WordSize);
        if (hook.HasSocket)
        {
            code.Load(Socket, Socket, layout.SocketOfFile);
        }
    }

    private static void FillStart(BpfAssembler code, BpfTrafficLayout layout, BpfLabel done)
    {
        // R7 = leader; key = { leader->start_boottime, task->tgid }
        if (layout.HasTracepoints)
        {
            code.Call(BpfHelper.GetCurrentTaskTyped);
            code.Load(R7, R0, layout.GroupLeader);
            code.Load(R1, R0, layout.ProcessNumber);
            code.Store(FramePointer, Key + WordSize, WordSize, R1);
        }
        else
        {
            code.Call(BpfHelper.GetCurrentPidTgid);
            code.Operate(BpfOperation.ShiftRight, R0, IntegerBits);
            code.Store(FramePointer, Key + WordSize, WordSize, R0);
            code.Call(BpfHelper.GetCurrentTask);
            LoadOfTask(code, layout, R7, R0, layout.GroupLeader);
        }

        code.JumpIf(BpfCondition.Equal, R7, 0, done);
        LoadOfTask(code, layout, R1, R7, layout.Tasks.StartTime);
        code.Store(FramePointer, Key, WordSize, R1);
    }

    // Before Linux 5.11 the address of a task is a number, from which no plain load can read.
    private static void LoadOfTask(BpfAssembler code, BpfTrafficLayout layout, BpfRegister to, BpfRegister from, BtfField field)
    {
        if (layout.HasTracepoints)
        {
            code.Load(to, from, field);
            return;
        }

        Copy(code, NumberEntry, from, field.Offset, field.Size);
        code.Load(to, FramePointer, NumberEntry, field.Size);
    }

    /// <summary>Copies bytes of the kernel to the stack; zeros where it cannot. Overwrites R1 to R5 and R0.</summary>
    public static void Copy(BpfAssembler code, int to, BpfRegister from, int offset, int size)
    {
        code.MoveAddress(R3, from, offset);
        code.MoveAddress(R1, FramePointer, to);
        code.Move(R2, size);
        code.Call(BpfHelper.ProbeReadKernel);
    }

    private static void FillNestedNumber(BpfAssembler code, BpfTrafficLayout layout, in BpfCallerRecord caller, BpfLabel done)
    {
        // R9 = leader->thread_pid; number = R9->numbers[LEVEL]
        BpfTableLayout tasks = layout.Tasks;
        LoadOfTask(code, layout, R9, R7, tasks.ThreadPid);
        code.JumpIf(BpfCondition.Equal, R9, 0, done);
        LoadOfTask(code, layout, R1, R9, tasks.NamespaceLevel);
        code.JumpIf(BpfCondition.Less, R1, (int)caller.Level, done);
        Copy(code, NumberEntry, R9, tasks.Numbers + ((int)caller.Level * tasks.NumberSize), tasks.NumberSize);

        // if (number.ns != NAMESPACE) return 0; key.pid = number.nr
        code.Load(R1, FramePointer, NumberEntry + tasks.NumberNamespace.Offset, WordSize);
        code.MoveWide(R2, caller.Namespace);
        code.JumpIf(BpfCondition.NotEqual, R1, R2, done);
        code.Load(R1, FramePointer, NumberEntry + tasks.Number.Offset, tasks.Number.Size);
        code.JumpIf(BpfCondition.Equal, R1, 0, done);
        code.Store(FramePointer, Key + WordSize, WordSize, R1);
    }

    // R0 = &sums
    private static void AddTransfer(BpfAssembler code, bool isSend)
    {
        code.AddAtomically(R0, isSend ? 0 : WordSize, Length);
        code.Move(R1, 1);
        code.AddAtomically(R0, (isSend ? 2 : 3) * WordSize, R1);
    }

    /// <summary>Leaves in R0 the address of a key's sums in a table, which is added if there is room.</summary>
    /// <param name="code">The program.</param>
    /// <param name="moveTable">Moves the table's address into a register.</param>
    /// <param name="key">Where the key is on the stack.</param>
    /// <param name="maps">The tables.</param>
    /// <param name="otherIndex">The place in <see cref="BpfTrafficMaps.Others"/> of what finds no room.</param>
    /// <param name="done">Where to go if there are no sums, which does not happen.</param>
    public static void FindSumsIn(
        BpfAssembler code,
        Action<BpfRegister> moveTable,
        int key,
        BpfTrafficMaps maps,
        int otherIndex,
        BpfLabel done
    )
    {
        BpfLabel found = code.NewLabel();
        LookUp(code, moveTable, key);
        code.JumpIf(BpfCondition.NotEqual, R0, 0, found);

        for (int offset = 0; offset < TrafficSums.Size; offset += WordSize)
        {
            code.Store(FramePointer, Sums + offset, WordSize, 0);
        }

        moveTable(R1);
        code.MoveAddress(R2, FramePointer, key);
        code.MoveAddress(R3, FramePointer, Sums);
        code.Move(R4, BpfNumber.OnlyIfAbsent);
        code.Call(BpfHelper.MapUpdateElement);
        LookUp(code, moveTable, key);
        code.JumpIf(BpfCondition.NotEqual, R0, 0, found);

        int others = BpfTrafficMaps.NumberOf(maps.Others.Handle);
        code.Store(FramePointer, Index, WordSize, otherIndex);
        LookUp(code, to => code.MoveMap(to, others), Index);
        code.JumpIf(BpfCondition.Equal, R0, 0, done);
        code.Mark(found);
    }

    // R0 = bpf_map_lookup_elem(&map, &stack[key])
    private static void LookUp(BpfAssembler code, Action<BpfRegister> moveMap, int key)
    {
        moveMap(R1);
        code.MoveAddress(R2, FramePointer, key);
        code.Call(BpfHelper.MapLookupElement);
    }
}
