using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Turns the process connector's messages into events. The messages are about threads and have no start times and no names: those are
/// looked up or remembered.
/// </summary>
/// <param name="look">Reads a process's identity, name, status and number of threads; null if there is no such process.</param>
/// <param name="publish">Receives each event.</param>
internal sealed class LinuxProcessEvents(Func<int, ProcessSnapshot?> look, Action<ProcessEvent> publish)
{
    public const ProcessFields Fields = ProcessFields.Name | ProcessFields.Status | ProcessFields.ThreadCount;

    // The parent is outside the PID namespace.
    private const int NoParent = 0;

    private readonly Dictionary<int, Known> _known = [];
    private readonly Dictionary<uint, uint> _nextByCpu = [];

    // Processes whose main thread has ended while other threads still run.
    private readonly HashSet<int> _headless = [];
    private bool _hasOverrun;
    private bool _hasCounted;

    /// <summary>Discards everything remembered and starts from a whole table.</summary>
    public void Reset(IEnumerable<ProcessSnapshot> table)
    {
        _known.Clear();
        _headless.Clear();
        foreach (ProcessSnapshot snapshot in table)
        {
            _known[snapshot.Pid] = new Known(snapshot.Identity, snapshot.Name);
        }
    }

    public void Handle(ProcessConnectorMessage message)
    {
        CountMissing(message);
        switch (message.What)
        {
            case ProcessConnectorEvent.Fork when message.Thread == message.Process:
                Start(message);
                break;
            case ProcessConnectorEvent.Exec:
                _headless.Remove(message.Process);
                Rename(message, byExec: true);
                break;
            case ProcessConnectorEvent.Name when message.Thread == message.Process:
                Rename(message, byExec: false);
                break;
            case ProcessConnectorEvent.Exit when message.Thread == message.Process || _headless.Contains(message.Process):
                Exit(message);
                break;
        }
    }

    /// <summary>The kernel's buffer overflowed. The numbers of the next events show how many were lost.</summary>
    public void Overrun() => _hasOverrun = true;

    /// <summary>Called when all waiting messages were handled. True if some were lost, so that the table may be wrong.</summary>
    public bool Settle()
    {
        bool hasLost = _hasOverrun || _hasCounted;
        if (_hasOverrun && !_hasCounted)
        {
            // No event has come from these CPUs since. Their next numbers would show the same gap again.
            publish(new ProcessEventsLostEvent { Time = DateTimeOffset.UtcNow });
            _nextByCpu.Clear();
        }

        (_hasOverrun, _hasCounted) = (false, false);
        return hasLost;
    }

    private void CountMissing(in ProcessConnectorMessage message)
    {
        uint missing = _nextByCpu.TryGetValue(message.Cpu, out uint next) ? message.Sequence - next : 0;
        if (missing is > 0 and <= int.MaxValue)
        {
            _hasCounted = true;
            publish(new ProcessEventsLostEvent { Time = DateTimeOffset.UtcNow, Count = missing });
        }

        _nextByCpu[message.Cpu] = message.Sequence + 1;
    }

    private void Start(in ProcessConnectorMessage message)
    {
        // The process that had this PID before is a different one.
        _known.Remove(message.Process);
        _headless.Remove(message.Process);
        ProcessSnapshot? snapshot = Find(message);
        Known started = new(snapshot?.Identity ?? new ProcessIdentity(message.Process, null), snapshot?.Name);
        _known[message.Process] = started;
        publish(
            new ProcessStartedEvent
            {
                Time = TimeOf(message),
                Identity = started.Identity,
                ParentPid = message.ParentProcess == NoParent ? null : message.ParentProcess,
                HasNoParent = message.ParentProcess == NoParent,
                Name = started.Name,
            }
        );
    }

    private void Rename(in ProcessConnectorMessage message, bool byExec)
    {
        ProcessSnapshot? snapshot = byExec || !_known.ContainsKey(message.Process) ? Find(message) : null;
        ProcessIdentity identity = IdentityOf(message, snapshot);
        string? name = byExec ? snapshot?.Name : message.Name;
        _known[message.Process] = new Known(identity, name);
        publish(
            new ProcessRenamedEvent
            {
                Time = TimeOf(message),
                Identity = identity,
                Name = name,
                ByExec = byExec,
            }
        );
    }

    private void Exit(in ProcessConnectorMessage message)
    {
        // A process ends with its last thread. If the main thread ends first, the process is already a zombie when this event is sent
        // (do_exit), and its number of threads counts the others. If the process is alive, another thread has executed a new program and
        // has become the main thread (de_thread).
        ProcessSnapshot? snapshot = Find(message);
        if (snapshot is not null && !ProcessTableWatch.HasEnded(snapshot))
        {
            if (snapshot.Status is ProcessStatus.Zombie or ProcessStatus.Dead)
            {
                _headless.Add(message.Process);
            }

            return;
        }

        ProcessIdentity identity = IdentityOf(message, snapshot);
        _headless.Remove(message.Process);
        _known.Remove(message.Process, out Known known);
        publish(
            new ProcessExitedEvent
            {
                Time = TimeOf(message),
                Identity = identity,
                Name = known.Name ?? snapshot?.Name,
                ExitCode = LinuxExit.CodeOf(message.WaitStatus),
            }
        );
    }

    private ProcessIdentity IdentityOf(in ProcessConnectorMessage message, ProcessSnapshot? snapshot) =>
        _known.TryGetValue(message.Process, out Known known)
            ? known.Identity
            : snapshot?.Identity ?? new ProcessIdentity(message.Process, null);

    /// <summary>
    /// The message's process as it is now; null if it has gone, even if its PID is in use again: by a process that started after the event,
    /// or after the remembered one.
    /// </summary>
    private ProcessSnapshot? Find(in ProcessConnectorMessage message)
    {
        if (look(message.Process) is not { } snapshot)
        {
            return null;
        }

        bool isLater = snapshot.Identity.StartTime > LinuxTime.ToBootTicks(message.Timestamp);
        bool isOther =
            _known.TryGetValue(message.Process, out Known known)
            && known.Identity.StartTime is { } start
            && start != snapshot.Identity.StartTime;
        return isLater || isOther ? null : snapshot;
    }

    private static DateTimeOffset TimeOf(in ProcessConnectorMessage message) => LinuxTime.ToWallClock(message.Timestamp);

    private readonly record struct Known(ProcessIdentity Identity, string? Name);
}
