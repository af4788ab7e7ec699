using System.Diagnostics;

namespace Psutil.Platforms.Linux;

/// <summary>
/// What a thread that reads processes shows the thread that waits for it: whether it is in a read that can wait, and of which process. Who
/// waits can give the reader up in the middle of such a read, and nowhere else: then everything the reader has belongs to the reader alone,
/// which throws it away when the kernel returns.
/// </summary>
internal sealed class ReadWatch(FileTree proc, ReadLimits limits, WaitBudget budget, IReadOnlyList<int> pids)
{
    private const int GivenUp = -1;

    // Written by the reader before it enters.
    private OwnThread? _thread;
    private WaitKind _kind;
    private volatile int _index;

    // Even outside of a read that can wait, odd inside: each read has its own number.
    private int _state;

    // Of who waits.
    private StuckRead? _stuck;
    private int _waitingAt = -1;
    private TimeSpan _waited;
    private long _lookedAt;

    /// <summary>The process that is read: an index in the list of PIDs.</summary>
    public int Index
    {
        get => _index;
        set => _index = value;
    }

    /// <summary>Whether nobody waits for the reader any more.</summary>
    public bool IsGivenUp => Volatile.Read(ref _state) == GivenUp;

    /// <summary>The reader: begins a read that can wait. False if it may not.</summary>
    public bool TryEnter(WaitKind kind)
    {
        int state = Volatile.Read(ref _state);
        if (state == GivenUp || budget.IsSpent || StuckReads.Contains(proc, pids[_index], kind))
        {
            return false;
        }

        _thread ??= OwnThread.Current;
        _kind = kind;
        Volatile.Write(ref _state, state + 1);
        return true;
    }

    /// <summary>The reader: the read has returned.</summary>
    public void Leave()
    {
        int state = Volatile.Read(ref _state);
        if (state != GivenUp)
        {
            Interlocked.CompareExchange(ref _state, state + 1, state);
        }
    }

    /// <summary>The reader: it ends. What it waited for can be asked again.</summary>
    public void End()
    {
        if (IsGivenUp && _stuck is { } read)
        {
            StuckReads.Remove(read);
        }
    }

    /// <summary>Who waits: takes over what a reader that was given up has waited for the process that it leaves behind.</summary>
    public void TakeOver(ReadWatch other)
    {
        _waitingAt = other._waitingAt;
        _waited = other._waited;
    }

    /// <summary>Who waits: looks once; true if the reader is given up.</summary>
    public bool IsOver()
    {
        TimeSpan passed = TakeTime();
        int state = Volatile.Read(ref _state);
        if ((state & 1) == 0 || _thread?.IsAsleep() == false)
        {
            return false;
        }

        int index = _index;
        if (index != _waitingAt)
        {
            _waitingAt = index;
            _waited = TimeSpan.Zero;
        }

        _waited += passed;
        budget.Add(passed);
        if (!(_waited >= limits.OfProcess) && !budget.IsSpent)
        {
            return false;
        }

        // Before the reader can know that it is given up, because it removes this when it ends.
        _stuck = StuckReads.Add(proc, pids[index], _kind);
        if (Interlocked.CompareExchange(ref _state, GivenUp, state) == state)
        {
            return true;
        }

        StuckReads.Remove(_stuck);
        _stuck = null;
        return false;
    }

    /// <summary>
    /// The time since the last look. If it is much longer than it should be, this program stood still itself: that is not held against a
    /// reader.
    /// </summary>
    private TimeSpan TakeTime()
    {
        long now = Stopwatch.GetTimestamp();
        TimeSpan interval = limits.Interval;
        TimeSpan passed = _lookedAt == 0 ? interval : Stopwatch.GetElapsedTime(_lookedAt, now);
        _lookedAt = now;
        return passed < interval * 2 ? passed : interval * 2;
    }
}
