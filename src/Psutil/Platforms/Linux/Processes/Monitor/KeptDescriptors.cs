using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Descriptors of process files that one monitor keeps open. All monitors of this process share one budget, a third of its limit, and leave
/// at least half of the limit to others when they open files: this process must never fail to open its own. Files without room are opened
/// each time they are read. A finalizer closes what was forgotten.
/// </summary>
/// <remarks>
/// If the process comes to need more, so that more than two thirds of the limit are in use or there was no descriptor left, the monitors
/// close all of theirs at their next refresh. They keep files open again when less than half of the limit is in use.
/// </remarks>
/// <param name="most">The maximum for this monitor.</param>
internal sealed class KeptDescriptors(int most) : IDisposable
{
    private static int _keptByAll;
    private static int _exhaustions;

    private readonly HashSet<int> _open = [];
    private int _seenExhaustions = Volatile.Read(ref _exhaustions);
    private int _budget;
    private long _room;
    private long _end;

    ~KeptDescriptors() => CloseAll();

    /// <summary>The maximum for all monitors together.</summary>
    public static int SharedBudget => (int)Math.Min(Libc.GetDescriptorLimit() / 3, int.MaxValue);

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Whether one more may be kept.</summary>
    public bool HasRoom => _open.Count < most && _room > 0 && Volatile.Read(ref _keptByAll) < _budget;

    /// <summary>Measures how many may be kept in this refresh. Returns whether the monitor must close those that it has.</summary>
    public bool BeginRefresh()
    {
        if (most == 0)
        {
            return false;
        }

        long limit = (long)Math.Min(Libc.GetDescriptorLimit(), int.MaxValue);
        _budget = (int)(limit / 3);

        // Descriptors are given out from the lowest free number, so one below this leaves half of the limit free or in gaps below it.
        _end = limit / 2;
        long? used = Libc.CountDescriptors();
        _room = used is { } known ? limit / 2 - known : long.MaxValue;
        int seen = _seenExhaustions;
        _seenExhaustions = Volatile.Read(ref _exhaustions);
        return seen != _seenExhaustions || used > limit - limit / 3 || Volatile.Read(ref _keptByAll) > _budget;
    }

    /// <summary>Keeps a descriptor, or closes it and returns false if there is no room for it.</summary>
    public bool TryAdd(int descriptor)
    {
        if (descriptor < _end && Interlocked.Increment(ref _keptByAll) is var kept)
        {
            if (kept <= _budget)
            {
                _room--;
                _open.Add(descriptor);
                return true;
            }

            Interlocked.Decrement(ref _keptByAll);
        }

        Libc.Close(descriptor);
        return false;
    }

    /// <summary>Closes a descriptor; null is none.</summary>
    public void Close(int? descriptor)
    {
        if (descriptor is { } open && _open.Remove(open))
        {
            Libc.Close(open);
            Interlocked.Decrement(ref _keptByAll);
        }
    }

    /// <summary>Has all monitors close what they keep open, because there was no descriptor left.</summary>
    public static void NoteExhaustion() => Interlocked.Increment(ref _exhaustions);

    /// <summary>Closes all, and keeps none until the next refresh.</summary>
    public void GiveBack()
    {
        _room = 0;
        CloseAll();
    }

    public void Dispose()
    {
        CloseAll();
        GC.SuppressFinalize(this);
    }

    private void CloseAll()
    {
        foreach (int descriptor in _open)
        {
            Libc.Close(descriptor);
        }

        Interlocked.Add(ref _keptByAll, -_open.Count);
        _open.Clear();
    }
}
