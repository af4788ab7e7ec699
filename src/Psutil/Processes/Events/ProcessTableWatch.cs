using System.Runtime.CompilerServices;

namespace Psutil;

/// <summary>Reads the process table repeatedly and reports the differences. Used where the kernel does not report events.</summary>
internal sealed class ProcessTableWatch : IDisposable
{
    private const ProcessFields Fields = ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.Status | ProcessFields.ThreadCount;

    private readonly Processes _processes;
    private readonly TimeSpan _interval;
    private readonly ExitCodeSource? _exitCodes;
    private readonly Func<ProcessSnapshot, bool>? _canBeRenamed;
    private readonly CancellationTokenSource _disposed = new();

    // Zombies whose exit code may be known at the next reading.
    private readonly HashSet<ProcessIdentity> _uncollected = [];
    private Dictionary<ProcessIdentity, ProcessSnapshot> _known = [];

    public ProcessTableWatch(
        Processes processes,
        TimeSpan interval,
        ExitCodeSource? exitCodes,
        Func<ProcessSnapshot, bool>? canBeRenamed = null
    )
    {
        _processes = processes;
        _interval = interval;
        _exitCodes = exitCodes;
        _canBeRenamed = canBeRenamed;
        _known = Look();
        foreach (ProcessIdentity process in _known.Keys)
        {
            _exitCodes?.Follow(process);
        }
    }

    public async IAsyncEnumerable<ProcessEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        while (true)
        {
            await Task.Delay(_interval, _processes.Machine.TimeProvider, either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (_disposed.IsCancellationRequested)
            {
                yield break;
            }

            foreach (ProcessEvent happening in FindDifferences())
            {
                yield return happening;
            }
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _exitCodes?.Dispose();
    }

    /// <summary>
    /// The differences from the last reading: first the processes that ended, then those that started, then those that changed.
    /// </summary>
    private List<ProcessEvent> FindDifferences()
    {
        Dictionary<ProcessIdentity, ProcessSnapshot> living = Look();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        List<ProcessEvent> events = [];
        foreach ((ProcessIdentity identity, ProcessSnapshot snapshot) in _known)
        {
            if (living.ContainsKey(identity))
            {
                continue;
            }

            int? exitCode = null;
            if (_exitCodes?.TryRead(identity, out exitCode) == false && _uncollected.Add(identity))
            {
                living.Add(identity, snapshot);
                continue;
            }

            _uncollected.Remove(identity);
            _exitCodes?.Forget(identity);
            events.Add(
                new ProcessExitedEvent
                {
                    Time = now,
                    Identity = identity,
                    Name = snapshot.Name,
                    ExitCode = exitCode,
                }
            );
        }

        foreach ((ProcessIdentity identity, ProcessSnapshot snapshot) in living)
        {
            if (!_known.ContainsKey(identity))
            {
                _exitCodes?.Follow(identity);
                events.Add(
                    new ProcessStartedEvent
                    {
                        Time = now,
                        Identity = identity,
                        ParentPid = snapshot.ParentPid,
                        HasNoParent = snapshot.Unavailable.ContainsKey(ProcessFields.ParentPid) ? null : snapshot.ParentPid is null,
                        Name = snapshot.Name,
                    }
                );
            }
        }

        foreach ((ProcessIdentity identity, ProcessSnapshot snapshot) in living)
        {
            if (
                _known.TryGetValue(identity, out ProcessSnapshot? before)
                && IsRenamed(before, snapshot)
                && _canBeRenamed?.Invoke(snapshot) != false
            )
            {
                events.Add(
                    new ProcessRenamedEvent
                    {
                        Time = now,
                        Identity = identity,
                        Name = snapshot.Name,
                    }
                );
            }
        }

        _known = living;
        return events;
    }

    // A name that could not be completed in time, and its completion, are the same name.
    private static bool IsRenamed(ProcessSnapshot before, ProcessSnapshot now) =>
        (before.Name, now.Name) is (string old, string name)
        && old != name
        && !(before.IsNameTruncated && name.StartsWith(old, StringComparison.Ordinal))
        && !(now.IsNameTruncated && old.StartsWith(name, StringComparison.Ordinal));

    private Dictionary<ProcessIdentity, ProcessSnapshot> Look()
    {
        Dictionary<ProcessIdentity, ProcessSnapshot> living = [];
        foreach (ProcessSnapshot snapshot in _processes.Capture(Fields))
        {
            if (!HasEnded(snapshot))
            {
                living[FindKnown(snapshot.Identity)] = snapshot;
            }
        }

        return living;
    }

    private ProcessIdentity FindKnown(ProcessIdentity identity) =>
        identity.StartTime is null ? _known.Keys.FirstOrDefault(known => known.IsSameAs(identity), identity) : identity;

    /// <summary>
    /// Whether a process has ended. If its main thread has ended before other threads, its status is that of a zombie, but it is alive.
    /// </summary>
    internal static bool HasEnded(ProcessSnapshot snapshot) =>
        snapshot.Status is ProcessStatus.Zombie or ProcessStatus.Dead && snapshot.ThreadCount is null or <= 1;
}
