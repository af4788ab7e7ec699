using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the processes that hold a port: one walk over all processes' descriptors, one list of sockets. Where a BPF program finds the
/// holders of sockets, only the descriptors of those that hold the port are read.
/// </summary>
internal sealed class LinuxPortHolders(
    LinuxRoots roots,
    LinuxProcesses processes,
    LinuxProcessReader reader,
    LinuxNetwork network,
    MachineProcessTable table
)
{
    // How many processes the last search went through; 0 before the first.
    private int _processCount;

    public PortHolders Find(int port, ConnectionKinds kinds)
    {
        using SocketOwners owners = new();
        Dictionary<int, long?> startTimes = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        Span<byte> room = stackalloc byte[KernelPath.Room];
        foreach (int pid in FindByProgram(port, kinds) ?? ListAll())
        {
            _ = reader.ReadStartTime(pid, out long? startTime);
            startTimes[pid] = startTime;
            ReadResult scanned = LinuxSocketOwners.ScanProcess(roots.Proc, pid, owners);
            if (scanned.Failed && scanned.Error is not (Errno.ENOENT or Errno.ESRCH))
            {
                UnavailableReason reason = scanned.Error is Errno.EACCES or Errno.EPERM
                    ? UnavailableReason.Denied
                    : UnavailableReason.Failed;
                unavailable[processes.FromIdentity(new ProcessIdentity(pid, startTime))] = new Unavailability
                {
                    Reason = reason,
                    Error = roots.Proc.Describe(scanned, KernelPath.OfProcess(pid, "fd"u8, room)),
                };
            }
        }

        List<PortHolder> holders = [];
        List<NetworkConnection> unowned = [];
        foreach (
            IGrouping<int?, NetworkConnection> sockets in network
                .GetConnections(kinds & ConnectionKinds.Inet, owners)
                .Where(socket => Processes.HoldsPort(socket, port, kinds))
                .GroupBy(socket => socket.Pid)
                .OrderBy(group => group.Key)
        )
        {
            // If the start time is still the same, the descriptors read in between belong to this process.
            if (sockets.Key is not { } pid)
            {
                unowned.AddRange(sockets);
            }
            else if (!reader.ReadStartTime(pid, out long? startTime).Failed && startTime == startTimes[pid])
            {
                holders.Add(
                    new PortHolder { Process = processes.FromIdentity(new ProcessIdentity(pid, startTime)), Connections = [.. sockets] }
                );
            }
        }

        return new PortHolders
        {
            Holders = holders,
            Unowned = unowned,
            Unavailable = unavailable,
        };
    }

    private IReadOnlyList<int> ListAll()
    {
        IReadOnlyList<int> pids = processes.GetPids();
        Volatile.Write(ref _processCount, pids.Count);
        return pids;
    }

    /// <summary>The processes that hold the port by what a BPF program says; null if it cannot be asked.</summary>
    private IReadOnlyList<int>? FindByProgram(int port, ConnectionKinds kinds)
    {
        using SocketOwners owners = new();
        return table.TryScanSockets(Volatile.Read(ref _processCount), owners)
            ?
            [
                .. network
                    .GetConnections(kinds & ConnectionKinds.Inet, owners)
                    .Where(socket => Processes.HoldsPort(socket, port, kinds))
                    .Select(socket => socket.Pid)
                    .OfType<int>()
                    .Distinct()
                    .Order(),
            ]
            : null;
    }
}
