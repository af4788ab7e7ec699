using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>One message of the process connector: <c>struct cn_msg</c> with a <c>struct proc_event</c> in it.</summary>
internal struct ProcessConnectorMessage
{
    /// <summary>One of <see cref="ProcessConnectorEvent"/>, or a kind of event that is not read here.</summary>
    public uint What { get; private set; }

    /// <summary>The CPU on which the event happened.</summary>
    public uint Cpu { get; private set; }

    /// <summary>Counts the events of this CPU: a gap in the numbers means a lost event.</summary>
    public uint Sequence { get; private set; }

    /// <summary>In an answer: one more than the number in the request.</summary>
    public uint Acknowledgement { get; private set; }

    /// <summary>In an answer: the errno, 0 on success.</summary>
    public int Error { get; private set; }

    /// <summary>The time of the event, in nanoseconds of the monotonic clock.</summary>
    public long Timestamp { get; private set; }

    /// <summary>The thread concerned; for a fork, the new one.</summary>
    public int Thread { get; private set; }

    /// <summary>That thread's process. Equal to <see cref="Thread"/> if it is the main thread.</summary>
    public int Process { get; private set; }

    /// <summary>For a fork: the parent.</summary>
    public int ParentProcess { get; private set; }

    /// <summary>For an exit: the status as wait(2) returns it.</summary>
    public int WaitStatus { get; private set; }

    /// <summary>For a change of name: the new name.</summary>
    public string? Name { get; private set; }

    /// <summary>Parses the payload of a netlink message.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out ProcessConnectorMessage message, [NotNullWhen(false)] out string? malformed)
    {
        message = default;
        if (!MemoryMarshal.TryRead(payload, out ConnectorHeader header))
        {
            malformed = "cn_msg";
            return false;
        }

        if (header.Index != ProcessConnector.Index || header.Value != ProcessConnector.Value)
        {
            malformed = "cb_id";
            return false;
        }

        ReadOnlySpan<byte> data = payload[ConnectorHeader.Size..];
        if (header.Length > data.Length || !MemoryMarshal.TryRead(data[..header.Length], out ProcessEventHeader start))
        {
            malformed = "proc_event";
            return false;
        }

        message.What = start.What;
        message.Cpu = start.Cpu;
        message.Sequence = header.Sequence;
        message.Acknowledgement = header.Acknowledgement;
        message.Timestamp = (long)Math.Min(start.Timestamp, long.MaxValue);
        malformed = message.TryReadData(data[ProcessEventHeader.Size..header.Length]) ? null : "event_data";
        return malformed is null;
    }

    private bool TryReadData(ReadOnlySpan<byte> data)
    {
        switch (What)
        {
            case ProcessConnectorEvent.Acknowledgement when MemoryMarshal.TryRead(data, out int error):
                Error = error;
                return true;
            case ProcessConnectorEvent.Fork when MemoryMarshal.TryRead(data, out ForkEvent fork):
                (Thread, Process, ParentProcess) = (fork.ChildThread, fork.ChildProcess, fork.ParentProcess);
                return true;
            case ProcessConnectorEvent.Exec when MemoryMarshal.TryRead(data, out ExecEvent exec):
                (Thread, Process) = (exec.Thread, exec.Process);
                return true;
            case ProcessConnectorEvent.Exit when MemoryMarshal.TryRead(data, out ExitEvent exit):
                (Thread, Process, WaitStatus) = (exit.Thread, exit.Process, exit.WaitStatus);
                return true;
            case ProcessConnectorEvent.Name when MemoryMarshal.TryRead(data, out NameEvent name):
                (Thread, Process) = (name.Thread, name.Process);
                Name = OSText.GetString(LinuxProcessFiles.UpToNul(name.Name));
                return true;
            case ProcessConnectorEvent.Acknowledgement
            or ProcessConnectorEvent.Fork
            or ProcessConnectorEvent.Exec
            or ProcessConnectorEvent.Exit
            or ProcessConnectorEvent.Name:
                return false;
            default:
                return true;
        }
    }
}
