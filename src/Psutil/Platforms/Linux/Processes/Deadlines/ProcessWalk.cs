using System.Runtime.ExceptionServices;

namespace Psutil.Platforms.Linux;

/// <summary>Reads one process; called again, on another thread, for a process whose reader was given up.</summary>
/// <param name="index">The process, as an index in the list of PIDs.</param>
/// <param name="scope">What the reads share. It says which of them may wait.</param>
internal delegate T ProcessStep<out T>(int index, scoped ref LinuxCaptureScope scope);

/// <summary>
/// Reads many processes. Each can keep its reader waiting in the kernel for ever, where nothing can call it back. So what can wait is read
/// on a thread that the caller can leave behind: then the next thread goes on with the same process, without what the first one waits for.
/// If no thread is left, or the walk has waited long enough, the caller itself reads the rest, without anything that can wait.
/// </summary>
/// <param name="proc">The processes' files.</param>
/// <param name="pids">The processes.</param>
/// <param name="limits">How long reads may wait.</param>
/// <param name="reader">Creates what the reads on one thread share.</param>
/// <param name="texts">What the texts of all processes may have together.</param>
/// <param name="step">Reads one process.</param>
internal sealed class ProcessWalk<T>(
    FileTree proc,
    IReadOnlyList<int> pids,
    ReadLimits limits,
    LinuxProcessReader reader,
    TextBudget? texts,
    ProcessStep<T> step
)
{
    // Of several threads each takes a few at a time, because one process can cost as much as a hundred others.
    private const int FewPids = 16;

    private readonly Lock _lock = new();
    private readonly T[] _results = new T[pids.Count];
    private readonly WaitBudget _budget = new(limits.OfWalk);
    private int _pidsAtOnce = pids.Count;
    private int _taken;

    /// <summary>The processes whose names are to be completed later; null if there are none.</summary>
    public List<ProcessSnapshot>? LongNames { get; private set; }

    /// <summary>Reads all.</summary>
    /// <param name="mode">What becomes of reads that can wait.</param>
    /// <param name="maxDegreeOfParallelism">The maximum number of threads that read at the same time.</param>
    /// <returns>One result for each PID.</returns>
    public T[] Run(WaitMode mode, int maxDegreeOfParallelism = 1)
    {
        Action work = mode == WaitMode.Watched ? ReadWatched : () => ReadHere(default, mode);
        if (maxDegreeOfParallelism == 1 || pids.Count <= FewPids)
        {
            work();
        }
        else
        {
            _pidsAtOnce = FewPids;
            int most = mode == WaitMode.Watched ? Math.Min(maxDegreeOfParallelism, ReaderThreads.Most) : maxDegreeOfParallelism;
            ThreadCrew.Run(Math.Min(most, (pids.Count + FewPids - 1) / FewPids), work);
        }

        return _results;
    }

    private void ReadWatched()
    {
        Lane lane = new(this, default);
        while (!ReaderThreads.Calls.TryCall(lane, limits.Interval, static lane => lane.Watch.IsOver(), out _))
        {
            if (_budget.IsSpent || !lane.Watch.IsGivenUp)
            {
                ReadHere(lane.Left, WaitMode.Never);
                return;
            }

            Lane next = new(this, lane.Left);
            next.Watch.TakeOver(lane.Watch);
            lane = next;
        }

        lane.Failure?.Throw();
    }

    private void ReadHere(Part left, WaitMode mode)
    {
        LinuxCaptureScope scope = reader.CreateScope(texts, mode);
        try
        {
            while (TryTake(ref left))
            {
                _results[left.Next] = step(left.Next, ref scope);
                left.Next++;
            }

            if (scope.LongNames is { } names)
            {
                lock (_lock)
                {
                    (LongNames ??= []).AddRange(names);
                }
            }
        }
        finally
        {
            scope.Dispose();
        }
    }

    private bool TryTake(ref Part part)
    {
        if (part.Next < part.End)
        {
            return true;
        }

        int end = Interlocked.Add(ref _taken, _pidsAtOnce);
        part.Next = end - _pidsAtOnce;
        part.End = Math.Min(end, pids.Count);
        return part.Next < part.End;
    }

    /// <summary>Some of the processes: one thread reads them in their order.</summary>
    private struct Part
    {
        public int Next;
        public int End;
    }

    private sealed class Lane(ProcessWalk<T> walk, Part part) : ReaderLane(walk.CreateWatch())
    {
        private Part _part = part;

        /// <summary>What is left to be read, if it was given up or never began.</summary>
        public Part Left => _part;

        protected override void Read() => walk.Read(ref _part, Watch);
    }

    private ReadWatch CreateWatch() => new(proc, limits, _budget, pids);

    private void Read(ref Part part, ReadWatch watch)
    {
        LinuxCaptureScope scope = reader.CreateScope(texts, WaitMode.Watched);
        scope.Watch = watch;
        try
        {
            while (TryTake(ref part))
            {
                watch.Index = part.Next;
                T result = step(part.Next, ref scope);
                if (watch.IsGivenUp)
                {
                    return;
                }

                _results[part.Next] = result;
                part.Next++;
            }
        }
        finally
        {
            scope.Dispose();
        }
    }
}

/// <summary>The work of a thread that can be left behind.</summary>
internal abstract class ReaderLane(ReadWatch watch)
{
    public ReadWatch Watch { get; } = watch;

    /// <summary>What was thrown; null if nothing was.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    public bool Run()
    {
        try
        {
            Read();
        }
        catch (Exception exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            Watch.End();
        }

        return true;
    }

    protected abstract void Read();
}

/// <summary>The threads that read what can wait, of all machines together.</summary>
internal static class ReaderThreads
{
    /// <summary>How many there are at most, and so how many can be stuck.</summary>
    public const int Most = 8;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(5);

    public static DeadlineCalls<ReaderLane, bool> Calls { get; } = new(lane => lane.Run(), "psutil process reader", IdleTime, Most);
}
