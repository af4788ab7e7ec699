using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The kernel's tables that the programs of <see cref="BpfTraffic"/> fill.</summary>
internal sealed class BpfTrafficMaps : IDisposable
{
    /// <summary>The places in <see cref="Others"/>: what found no room in <see cref="Processes"/>, and in the table of
    /// connections.</summary>
    public const int UnattributedIndex = 0;
    public const int WithoutConnectionIndex = 1;

    private const int OtherCount = 2;

    private readonly BpfMap<ConnectionKey, TrafficSums>?[] _connections = [null, null];
    private int _current;

    private BpfTrafficMaps(BpfMap<TrafficKey, TrafficSums> processes, BpfMap<uint, TrafficSums> others)
    {
        Processes = processes;
        Others = others;
    }

    /// <summary>The sums of each process.</summary>
    public BpfMap<TrafficKey, TrafficSums> Processes { get; }

    /// <summary>The sums that belong to no entry of another table.</summary>
    public BpfMap<uint, TrafficSums> Others { get; }

    /// <summary>
    /// The one of the two tables of connections that the programs fill at present; null if connections are not counted. An entry can only
    /// be removed while no program adds to it, so the tables take turns.
    /// </summary>
    public BpfMap<uint, uint>? CurrentConnections { get; private set; }

    public static bool TryCreate(
        BpfTrafficSizes sizes,
        [NotNullWhen(true)] out BpfTrafficMaps? maps,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        maps = null;
        if (
            !BpfMap<TrafficKey, TrafficSums>.TryCreate(
                BpfNumber.HashMap,
                sizes.Processes,
                out BpfMap<TrafficKey, TrafficSums>? processes,
                out refusal
            )
        )
        {
            return false;
        }

        if (!BpfMap<uint, TrafficSums>.TryCreate(BpfNumber.ArrayMap, OtherCount, out BpfMap<uint, TrafficSums>? others, out refusal))
        {
            processes.Dispose();
            return false;
        }

        maps = new BpfTrafficMaps(processes, others);
        if (sizes.Connections == 0 || maps.TryCreateConnections(sizes.Connections, out refusal))
        {
            return true;
        }

        maps.Dispose();
        maps = null;
        return false;
    }

    /// <summary>The number of a map's descriptor, as programs name it.</summary>
    public static int NumberOf(SafeFileHandle map) => (int)map.DangerousGetHandle();

    /// <summary>
    /// Lets the programs fill the other table, and reads what this one has. The kernel returns from the exchange when no program uses this
    /// one any more (kernel/bpf/syscall.c, maybe_wait_bpf_programs).
    /// </summary>
    /// <param name="sums">Receives the sums. They stay in the table until the caller removes them.</param>
    /// <param name="table">The table.</param>
    public ReadResult ReadConnections(List<(ConnectionKey Key, TrafficSums Sums)> sums, out BpfMap<ConnectionKey, TrafficSums>? table)
    {
        table = null;
        if (CurrentConnections is null)
        {
            return ReadResult.Success(0);
        }

        int next = 1 - _current;
        ReadResult result = CurrentConnections.Write(0, (uint)NumberOf(_connections[next]!.Handle));
        if (result.Failed)
        {
            return result;
        }

        table = _connections[_current]!;
        _current = next;
        List<ConnectionKey> keys = [];
        result = table.ReadKeys(keys);
        foreach (ConnectionKey key in keys)
        {
            if (result.Failed)
            {
                break;
            }

            result = table.Read(in key, out TrafficSums found);
            sums.Add((key, found));
        }

        return result;
    }

    public void Dispose()
    {
        CurrentConnections?.Dispose();
        foreach (BpfMap<ConnectionKey, TrafficSums>? table in _connections)
        {
            table?.Dispose();
        }

        Others.Dispose();
        Processes.Dispose();
    }

    private bool TryCreateConnections(int most, [NotNullWhen(false)] out BpfRefusal? refusal)
    {
        for (int index = 0; index < _connections.Length; index++)
        {
            if (
                !BpfMap<ConnectionKey, TrafficSums>.TryCreate(
                    BpfNumber.HashMap,
                    most,
                    out BpfMap<ConnectionKey, TrafficSums>? table,
                    out refusal
                )
            )
            {
                return false;
            }

            _connections[index] = table;
        }

        SafeFileHandle first = _connections[_current]!.Handle;
        if (!BpfMap<uint, uint>.TryCreate(BpfNumber.ArrayOfMaps, 1, out BpfMap<uint, uint>? current, out refusal, first))
        {
            return false;
        }

        CurrentConnections = current;
        ReadResult written = current.Write(0, (uint)NumberOf(first));
        refusal = written.Failed ? BpfRefusal.FromCall(in written) : null;
        return !written.Failed;
    }
}
