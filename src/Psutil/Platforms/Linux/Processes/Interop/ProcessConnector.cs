using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>
/// The kernel's process connector (linux/connector.h, linux/cn_proc.h): a netlink multicast group for process events.
/// </summary>
internal static class ProcessConnector
{
    /// <summary>CN_IDX_PROC: the number of the connector and of its multicast group.</summary>
    public const uint Index = 1;

    /// <summary>CN_VAL_PROC.</summary>
    public const uint Value = 1;

    // enum proc_cn_mcast_op
    public const uint Listen = 1;
    public const uint Ignore = 2;
}

/// <summary>What happened: <c>proc_event.what</c>.</summary>
internal static class ProcessConnectorEvent
{
    /// <summary>Not an event but the answer to a request.</summary>
    public const uint Acknowledgement = 0;

    public const uint Fork = 1;
    public const uint Exec = 2;
    public const uint Name = 0x200;
    public const uint Exit = 0x80000000;
}

/// <summary><c>struct cn_msg</c>, without the data that follows it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ConnectorHeader
{
    public const int Size = 20;

    public uint Index;
    public uint Value;
    public uint Sequence;
    public uint Acknowledgement;
    public ushort Length;
    public ushort Flags;
}

/// <summary>The beginning of <c>struct proc_event</c>; what follows depends on <see cref="What"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProcessEventHeader
{
    public const int Size = 16;

    public uint What;
    public uint Cpu;

    /// <summary>Nanoseconds of the monotonic clock.</summary>
    public ulong Timestamp;
}

/// <summary><c>struct fork_proc_event</c>. What the kernel calls pid here is a thread, and tgid a process.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ForkEvent
{
    public int ParentThread;
    public int ParentProcess;
    public int ChildThread;
    public int ChildProcess;
}

/// <summary><c>struct exec_proc_event</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ExecEvent
{
    public int Thread;
    public int Process;
}

/// <summary>TASK_COMM_LEN bytes of a name, padded with NULs.</summary>
[InlineArray(Size)]
internal struct TaskName
{
    public const int Size = 16;

    private byte _first;
}

/// <summary><c>struct comm_proc_event</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NameEvent
{
    public int Thread;
    public int Process;
    public TaskName Name;
}

/// <summary>The part of <c>struct exit_proc_event</c> that every kernel fills.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ExitEvent
{
    public int Thread;
    public int Process;

    /// <summary>As wait(2) returns it.</summary>
    public int WaitStatus;

    public int ExitSignal;
}

/// <summary>A whole request to the connector, with its headers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProcessConnectorRequest
{
    public NetlinkMessageHeader Message;
    public ConnectorHeader Header;
    public uint Operation;
}
