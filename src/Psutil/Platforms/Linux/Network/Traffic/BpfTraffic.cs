using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Two programs in the kernel that add up the traffic of each process. An entry of their table is removed only after its process has ended
/// and its sums were read. What finds no room is added up in one sum for all.
/// </summary>
internal sealed class BpfTraffic : ITrafficSource
{
    /// <summary>The number of processes for which the kernel has room: about 4 MB.</summary>
    public const int UsualMostProcesses = 32_768;

    private readonly FileTree _proc;
    private readonly BpfMap<TrafficKey, TrafficSums> _table;
    private readonly BpfMap<uint, TrafficSums> _unattributed;
    private readonly BpfTracepoint _send;
    private readonly BpfTracepoint _receive;
    private readonly List<TrafficKey> _keys = [];

    private BpfTraffic(
        FileTree proc,
        BpfMap<TrafficKey, TrafficSums> table,
        BpfMap<uint, TrafficSums> unattributed,
        BpfTracepoint send,
        BpfTracepoint receive
    )
    {
        _proc = proc;
        _table = table;
        _unattributed = unattributed;
        _send = send;
        _receive = receive;
    }

    public ProcessNetworkSource Kind => ProcessNetworkSource.Bpf;

    /// <summary>Loads the programs; takes tens of milliseconds.</summary>
    /// <param name="roots">The machine; only the local one is possible.</param>
    /// <param name="mostProcesses">The size of the table.</param>
    /// <param name="traffic">The source.</param>
    /// <param name="refusal">Why BPF cannot be used here.</param>
    /// <param name="isNested">Whether PIDs are read as in a namespace that is not the first, for tests.</param>
    public static bool TryOpen(
        LinuxRoots roots,
        int mostProcesses,
        [NotNullWhen(true)] out BpfTraffic? traffic,
        [NotNullWhen(false)] out BpfRefusal? refusal,
        bool isNested = false
    )
    {
        traffic = null;
        refusal = BpfRights.FindRefusal(roots) ?? FindShiftedClock(roots.Proc);
        return refusal is null
            && TryReadLayout(roots.Sys, out BpfTrafficLayout? layout, out refusal)
            && BpfCallerRecord.TryRead(layout.Tasks, out BpfCallerRecord caller, out refusal)
            && TryLoad(roots.Proc, layout, in caller, mostProcesses, isNested, out traffic, out refusal);
    }

    public ReadResult Read(out NetworkUseSample? sample)
    {
        sample = null;
        ThrowIfRefused();
        _keys.Clear();
        ReadResult result = _table.ReadKeys(_keys);
        ReadResult unattributed = _unattributed.Read(0, out TrafficSums noRoom);
        ReadResult sending = _send.ReadInfo(out BpfProgramInfo send);
        ReadResult receiving = _receive.ReadInfo(out BpfProgramInfo receive);
        foreach (ReadResult part in (ReadOnlySpan<ReadResult>)[result, unattributed, sending, receiving])
        {
            if (part.Failed)
            {
                return part;
            }
        }

        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> alive = new(_keys.Count);
        Dictionary<ProcessIdentity, ProcessNetworkIOCounters> ended = [];
        List<TrafficKey> finished = [];
        foreach (TrafficKey key in _keys)
        {
            // In this order: after its end, a process adds nothing more.
            bool hasEnded = TrafficProcesses.HasEnded(_proc, key.Identity);
            result = _table.Read(in key, out TrafficSums sums);
            if (result.Failed)
            {
                return result;
            }

            // Where there are few PIDs, two processes can have the same one within one tick.
            Dictionary<ProcessIdentity, ProcessNetworkIOCounters> group = hasEnded ? ended : alive;
            group[key.Identity] = sums.AddedTo(group.GetValueOrDefault(key.Identity));
            if (hasEnded)
            {
                finished.Add(key);
            }
        }

        // Only now is it certain that the caller gets what was read.
        foreach (TrafficKey key in finished)
        {
            _table.Remove(in key);
        }

        sample = new NetworkUseSample
        {
            Alive = alive,
            Ended = ended,
            Unattributed = noRoom.AddedTo(default),
            Missed = (long)(send.Missed + receive.Missed),
            Hidden = FrozenSet<int>.Empty,
        };
        return ReadResult.Success(0);
    }

    /// <summary>What the kernel counts about the programs, for benchmarks: sending, receiving.</summary>
    public (BpfProgramInfo Send, BpfProgramInfo Receive) ReadInfo()
    {
        _ = _send.ReadInfo(out BpfProgramInfo send);
        _ = _receive.ReadInfo(out BpfProgramInfo receive);
        return (send, receive);
    }

    public void Dispose()
    {
        _send.Dispose();
        _receive.Dispose();
        _table.Dispose();
        _unattributed.Dispose();
    }

    // What this thread may do can change after the programs were loaded, and a seccomp filter may end the process at the call.
    private void ThrowIfRefused()
    {
        if (BpfRights.FindRefusalNow(_proc) is { } refusal)
        {
            throw new AccessDeniedException(
                new SystemCallError
                {
                    SystemCall = "bpf",
                    ErrorCode = Errno.EPERM,
                    Description = $"{Errno.Describe(Errno.EPERM)}: {refusal}",
                }
            );
        }
    }

    // In a time namespace, /proc shows other start times than the kernel keeps.
    private static BpfRefusal? FindShiftedClock(FileTree proc)
    {
        Span<byte> buffer = stackalloc byte[256];
        ReadResult offsets = proc.Read("self/timens_offsets\0"u8, buffer);
        return !offsets.Failed && buffer[..offsets.Value].ContainsAnyInRange((byte)'1', (byte)'9')
            ? new BpfRefusal("The clock of this time namespace is shifted.")
            : null;
    }

    private static bool TryReadLayout(
        FileTree sys,
        [NotNullWhen(true)] out BpfTrafficLayout? layout,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        layout = null;
        if (!KernelTypes.TryRead(sys, out KernelTypes? types, out refusal))
        {
            return false;
        }

        using (types)
        {
            refusal = BpfTrafficLayout.TryFind(types.Btf, out layout, out string? missing)
                ? null
                : new BpfRefusal($"The kernel has no {missing}.");
            return refusal is null;
        }
    }

    private static bool TryLoad(
        FileTree proc,
        BpfTrafficLayout layout,
        in BpfCallerRecord caller,
        int mostProcesses,
        bool isNested,
        [NotNullWhen(true)] out BpfTraffic? traffic,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        traffic = null;
        BpfMap<uint, TrafficSums>? unattributed = null;
        BpfTracepoint? send = null;
        BpfTracepoint? receive = null;
        if (
            BpfMap<TrafficKey, TrafficSums>.TryCreate(
                BpfNumber.HashMap,
                mostProcesses,
                out BpfMap<TrafficKey, TrafficSums>? table,
                out refusal
            )
            && BpfMap<uint, TrafficSums>.TryCreate(BpfNumber.ArrayMap, 1, out unattributed, out refusal)
            && BpfTracepoint.TryLoad(
                layout.SendTracepoint,
                "psutil_send"u8,
                BpfTrafficProgram.Assemble(layout, in caller, isSend: true, table.Handle, unattributed.Handle, isNested),
                out send,
                out refusal
            )
            && BpfTracepoint.TryLoad(
                layout.ReceiveTracepoint,
                "psutil_receive"u8,
                BpfTrafficProgram.Assemble(layout, in caller, isSend: false, table.Handle, unattributed.Handle, isNested),
                out receive,
                out refusal
            )
        )
        {
            traffic = new BpfTraffic(proc, table, unattributed, send, receive);
            return true;
        }

        receive?.Dispose();
        send?.Dispose();
        unattributed?.Dispose();
        table?.Dispose();
        return false;
    }
}
