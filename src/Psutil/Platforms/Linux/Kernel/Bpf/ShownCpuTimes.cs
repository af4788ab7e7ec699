namespace Psutil.Platforms.Linux;

/// <summary>
/// The CPU times in nanoseconds that captures showed last of each process, so that the next ones show no less. Processes are asked for in
/// the order of PIDs; those that are not, or have ended, are forgotten.
/// </summary>
internal sealed class ShownCpuTimes
{
    private Entry[] _last = [];
    private Entry[] _next = [];
    private int _lastCount;
    private int _nextCount;
    private int _position;

    /// <summary>Begins a capture of up to so many processes.</summary>
    public void Begin(int most)
    {
        (_last, _next) = (_next, _last);
        (_lastCount, _nextCount, _position) = (_nextCount, 0, 0);
        if (_next.Length < most || _next.Length / 4 > most)
        {
            _next = new Entry[most];
        }
    }

    /// <summary>The times of a process, zero if it is new, to be replaced by those that are shown now.</summary>
    /// <param name="pid">The PID, greater than the one before.</param>
    /// <param name="startTime">When it started, which tells it from an earlier process with this PID.</param>
    public ref (ulong User, ulong System) Find(int pid, ulong startTime)
    {
        while (_position < _lastCount && _last[_position].Pid < pid)
        {
            _position++;
        }

        ref Entry entry = ref _next[_nextCount++];
        entry = new Entry { Pid = pid, StartTime = startTime };
        if (_position < _lastCount && _last[_position] is var known && known.Pid == pid && known.StartTime == startTime)
        {
            entry.Times = known.Times;
        }

        return ref entry.Times;
    }

    private struct Entry
    {
        public int Pid;
        public ulong StartTime;
        public (ulong User, ulong System) Times;
    }
}
