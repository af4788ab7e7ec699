using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Programs in the kernel that add up the traffic of each process. An entry of their table is removed only after its process has ended
/// and its sums were read. What finds no room is added up in one sum for all.
/// </summary>
internal sealed class BpfTraffic : ITrafficSource
{
    private readonly FileTree _proc;
    private readonly BpfTrafficMaps _maps;
    private readonly IReadOnlyList<BpfTracepoint> _programs;
    private readonly List<TrafficKey> _keys = [];

    private BpfTraffic(FileTree proc, BpfTrafficMaps maps, IReadOnlyList<BpfTracepoint> programs, string name)
    {
        _proc = proc;
        _maps = maps;
        _programs = programs;
        Name = name;
    }

    public ProcessNetworkSource Kind => ProcessNetworkSource.Bpf;

    public string Name { get; }

    /// <summary>Whether what <c>splice</c> receives from TCP is counted.</summary>
    public bool CountsSplice { get; private init; }

    /// <summary>Loads the programs; takes tens of milliseconds.</summary>
    /// <param name="roots">The machine; only the local one is possible.</param>
    /// <param name="sizes">The sizes of the tables.</param>
    /// <param name="traffic">The source.</param>
    /// <param name="refusal">Why BPF cannot be used here.</param>
    /// <param name="isNested">Whether PIDs are read as in a namespace that is not the first, for tests.</param>
    public static bool TryOpen(
        LinuxRoots roots,
        BpfTrafficSizes sizes,
        [NotNullWhen(true)] out BpfTraffic? traffic,
        [NotNullWhen(false)] out BpfRefusal? refusal,
        bool isNested = false
    )
    {
        traffic = null;
        refusal = BpfRights.FindRefusal(roots) ?? FindShiftedClock(roots.Proc);
        return refusal is null
            && TryReadLayout(roots.Sys, sizes.Connections > 0, out BpfTrafficLayout? layout, out refusal)
            && BpfCallerRecord.TryRead(layout.Tasks, out BpfCallerRecord caller, out refusal)
            && TryLoad(roots.Proc, layout, in caller, sizes, isNested, out traffic, out refusal);
    }

    public ReadResult Read(out NetworkUseSample? sample)
    {
        sample = null;
        ThrowIfRefused();
        _keys.Clear();
        ReadResult result = _maps.Processes.ReadKeys(_keys);
        ReadResult unattributed = _maps.Others.Read(BpfTrafficMaps.UnattributedIndex, out TrafficSums noRoom);
        ReadResult without = _maps.Others.Read(BpfTrafficMaps.WithoutConnectionIndex, out TrafficSums withoutConnection);
        ReadResult counting = ReadMissed(out long missed);
        foreach (ReadResult part in (ReadOnlySpan<ReadResult>)[result, unattributed, without, counting])
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
            result = _maps.Processes.Read(in key, out TrafficSums sums);
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

        // Last, because from here on the programs fill the other table.
        List<(ConnectionKey Key, TrafficSums Sums)> connections = [];
        result = _maps.ReadConnections(connections, out BpfMap<ConnectionKey, TrafficSums>? table);
        if (result.Failed)
        {
            return result;
        }

        // Only now is it certain that the caller gets what was read.
        foreach (TrafficKey key in finished)
        {
            _maps.Processes.Remove(in key);
        }

        foreach ((ConnectionKey key, _) in connections)
        {
            table!.Remove(in key);
        }

        sample = new NetworkUseSample
        {
            Alive = alive,
            Ended = ended,
            Unattributed = noRoom.AddedTo(default),
            Missed = missed,
            Hidden = FrozenSet<int>.Empty,
            Connections = connections.ConvertAll(connection => connection.Key.ToUse(in connection.Sums)),
            WithoutConnection = withoutConnection.AddedTo(default),
        };
        return ReadResult.Success(0);
    }

    /// <summary>What the kernel counts about each of the programs, for benchmarks.</summary>
    public IReadOnlyList<BpfProgramInfo> ReadInfo() =>
        [
            .. _programs.Select(program =>
            {
                _ = program.ReadInfo(out BpfProgramInfo info);
                return info;
            }),
        ];

    public void Dispose()
    {
        foreach (BpfTracepoint program in _programs)
        {
            program.Dispose();
        }

        _maps.Dispose();
    }

    private ReadResult ReadMissed(out long missed)
    {
        missed = 0;
        foreach (BpfTracepoint program in _programs)
        {
            ReadResult result = program.ReadInfo(out BpfProgramInfo info);
            if (result.Failed)
            {
                return result;
            }

            missed += (long)info.Missed;
        }

        return ReadResult.Success(0);
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
        bool withConnections,
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
            refusal = BpfTrafficLayout.TryFind(types.Btf, withConnections, out layout, out string? missing)
                ? null
                : new BpfRefusal($"The kernel has no {missing}.");
            return refusal is null;
        }
    }

    private static bool TryLoad(
        FileTree proc,
        BpfTrafficLayout layout,
        in BpfCallerRecord caller,
        BpfTrafficSizes sizes,
        bool isNested,
        [NotNullWhen(true)] out BpfTraffic? traffic,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        traffic = null;

        if (!layout.HasTracepoints)
        {
            LockedMemoryLimit.Raise();
        }

        if (!BpfTrafficMaps.TryCreate(sizes, out BpfTrafficMaps? maps, out refusal))
        {
            return false;
        }

        bool countsSplice = false;
        List<BpfTracepoint> programs = [];
        foreach (BpfTrafficHook hook in layout.Hooks)
        {
            BpfInstruction[] program = BpfTrafficProgram.Assemble(layout, in caller, hook, maps, isNested);
            if (
                !BpfTracepoint.TryLoad(
                    hook.AttachTo,
                    hook.AttachType,
                    Encoding.ASCII.GetBytes(hook.Name),
                    program,
                    out BpfTracepoint? loaded,
                    out refusal
                )
            )
            {
                if (hook.IsOptional)
                {
                    PsutilEventSource.Log.SourceSkipped($"BPF program {hook.Name}", refusal.ToString());
                    continue;
                }

                programs.ForEach(earlier => earlier.Dispose());
                maps.Dispose();
                return false;
            }

            programs.Add(loaded);
            countsSplice |= hook.Name == BpfTrafficHook.SpliceName;
        }

        refusal = null;
        traffic = new BpfTraffic(proc, maps, programs, layout.HasTracepoints ? "BPF (tracepoints)" : "BPF (fexit)")
        {
            CountsSplice = countsSplice,
        };
        return true;
    }
}
