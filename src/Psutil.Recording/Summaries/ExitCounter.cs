namespace Psutil.Recording;

/// <summary>
/// Counts each exit once. It is seen twice: a process is no longer in the samples, and an event says that it exited, which can come a
/// little earlier or later, or not at all.
/// </summary>
internal sealed class ExitCounter
{
    private const int Most = 1000;
    private const int MostWaiting = 100_000;
    private const int SamplesToWait = 2;

    private readonly Dictionary<ProcessIdentity, (UseGroup? Group, long Sample)> _vanished = [];
    private readonly Dictionary<ProcessIdentity, long> _exited = [];
    private readonly Dictionary<ProcessIdentity, long> _started = [];
    private readonly List<ProcessExitedEvent> _failures = [];
    private long _sample;
    private int _failed;
    private int _killed;

    public long Exited { get; private set; }

    public long Failed { get; private set; }

    public long Killed { get; private set; }

    public long Lost { get; private set; }

    public IReadOnlyList<ProcessExitedEvent> Failures => _failures;

    /// <summary>Gives up waiting for news of what vanished some samples ago.</summary>
    public void BeginSample()
    {
        _sample++;
        foreach ((ProcessIdentity identity, (UseGroup? group, long sample)) in _vanished)
        {
            if (sample + SamplesToWait < _sample)
            {
                _vanished.Remove(identity);
                Count(null, group);
            }
        }

        Forget(_exited, SamplesToWait);
        Forget(_started, SamplesToWait);
    }

    /// <summary>Forgets what it waits for. The machine went down with it, or nobody knows when it ended.</summary>
    public void BeginAnew()
    {
        _vanished.Clear();
        _exited.Clear();
        _started.Clear();
    }

    public void Finish()
    {
        foreach ((UseGroup? group, _) in _vanished.Values)
        {
            Count(null, group);
        }

        BeginAnew();
    }

    /// <summary>A process started that is not in the samples. Returns false if that is known already.</summary>
    public bool Start(ProcessIdentity identity) =>
        !_vanished.ContainsKey(identity)
        && !_exited.ContainsKey(identity)
        && _started.Count < MostWaiting
        && _started.TryAdd(identity, _sample);

    /// <summary>Whether an event has said that a process started.</summary>
    public bool HasStarted(ProcessIdentity identity) => _started.ContainsKey(identity);

    /// <summary>The group of a process that is no longer in the samples.</summary>
    public UseGroup? GroupOf(ProcessIdentity identity) => _vanished.GetValueOrDefault(identity).Group;

    /// <summary>A process is no longer in the samples.</summary>
    public void Vanish(ProcessIdentity identity, UseGroup group)
    {
        if (_exited.Remove(identity))
        {
            return;
        }

        if (_vanished.Count < MostWaiting)
        {
            _vanished[identity] = (group, _sample);
        }
        else
        {
            Count(null, group);
        }
    }

    /// <summary>An event says that a process exited.</summary>
    public void Exit(ProcessExitedEvent happening, UseGroup? group)
    {
        bool isNews = _vanished.Remove(happening.Identity) || _exited.Count >= MostWaiting || _exited.TryAdd(happening.Identity, _sample);
        if (!isNews)
        {
            return;
        }

        Count(happening.ExitCode, group);
        if ((happening.ExitCode > 0 && _failed++ < Most) || (happening.ExitCode < 0 && _killed++ < Most))
        {
            _failures.Add(happening);
        }
    }

    /// <summary>Events were lost.</summary>
    public void Lose(long? count)
    {
        long more = Math.Max(1, count ?? 1);
        Lost = Lost > long.MaxValue - more ? long.MaxValue : Lost + more;
    }

    private void Count(int? exitCode, UseGroup? group)
    {
        Exited++;
        Failed += exitCode > 0 ? 1 : 0;
        Killed += exitCode < 0 ? 1 : 0;
        if (group?.Whole is { } whole)
        {
            whole.Exited++;
            whole.Failed += exitCode > 0 ? 1 : 0;
            whole.Killed += exitCode < 0 ? 1 : 0;
        }
    }

    private void Forget(Dictionary<ProcessIdentity, long> known, int samples)
    {
        foreach ((ProcessIdentity identity, long sample) in known)
        {
            if (sample + samples < _sample)
            {
                known.Remove(identity);
            }
        }
    }
}
