namespace Psutil.Platforms.Linux;

/// <summary>
/// Captures one process or many. What can keep a reader waiting is read on a thread that can be left behind, everything else on the
/// caller's own.
/// </summary>
internal sealed class LinuxProcessCaptures(FileTree proc, LinuxProcessReader reader, LinuxGpuCompletion gpus, MachineOptions options)
{
    // Where a caller has a time limit, but the machine has none for a process.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3);

    private readonly ReadLimits _limits = new(options);
    private readonly long _longestTexts = options.ProcessTextLimit ?? TextBudget.Usual;

    /// <summary>
    /// The requested fields of one process; null if it is gone, or if it is not the one that started at the expected time.
    /// </summary>
    public ProcessSnapshot? CaptureOne(int pid, long? expectedStart, ProcessFields fields)
    {
        WaitMode mode = ModeFor(fields);
        if (mode == WaitMode.Watched)
        {
            return CaptureWatched(pid, expectedStart, fields);
        }

        LinuxCaptureScope scope = reader.CreateScope(null, mode);
        try
        {
            ProcessSnapshot? snapshot = reader.Capture(pid, expectedStart, fields, ref scope);
            CompleteNames(scope.LongNames);
            CompleteGpus(fields, [snapshot]);
            return snapshot;
        }
        finally
        {
            scope.Dispose();
        }
    }

    /// <summary>The requested fields of many processes, in their order; null for one that is gone.</summary>
    /// <param name="pids">The processes.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="maxDegreeOfParallelism">The maximum number of threads that read at the same time.</param>
    /// <param name="beforeEach">Called before a process is read, with its index; once more if its reader was given up.</param>
    public ProcessSnapshot?[] CaptureMany(
        IReadOnlyList<int> pids,
        ProcessFields fields,
        int maxDegreeOfParallelism = 1,
        Action<int>? beforeEach = null
    )
    {
        TextBudget? texts = fields.Wants(ProcessFields.CommandLine | ProcessFields.Environment) ? new TextBudget(_longestTexts) : null;
        ProcessWalk<ProcessSnapshot?> walk = Walk(pids, texts, (int index, scoped ref LinuxCaptureScope scope) =>
        {
            beforeEach?.Invoke(index);
            return reader.Capture(pids[index], null, fields, ref scope);
        });
        ProcessSnapshot?[] snapshots = walk.Run(ModeFor(fields), maxDegreeOfParallelism);
        CompleteNames(walk.LongNames);
        CompleteGpus(fields, snapshots);
        reader.Trim(pids.Count);
        return snapshots;
    }

    // A method of its own, because its closure would be made for every process.
    private ProcessSnapshot? CaptureWatched(int pid, long? expectedStart, ProcessFields fields)
    {
        ProcessWalk<ProcessSnapshot?> walk = Walk([pid], null, (int _, scoped ref LinuxCaptureScope scope) =>
            reader.Capture(pid, expectedStart, fields, ref scope)
        );
        ProcessSnapshot?[] snapshots = walk.Run(WaitMode.Watched);
        CompleteGpus(fields, snapshots);
        return snapshots[0];
    }

    private void CompleteGpus(ProcessFields fields, ReadOnlySpan<ProcessSnapshot?> snapshots)
    {
        if (fields.Wants(ProcessFields.Gpu))
        {
            gpus.Complete(snapshots);
        }
    }

    /// <summary>Reads processes on a thread that can be left behind. The time that all of them have together is the caller's.</summary>
    public T[] Watch<T>(IReadOnlyList<int> pids, TimeSpan? timeout, ProcessStep<T> step)
    {
        // Not all of it for one process, so that one that does not answer leaves time for the others.
        TimeSpan longest = _limits.OfProcess ?? LongestLook;
        TimeSpan ofProcess = timeout / 2 is { } half && half < longest ? half : longest;
        ReadLimits limits = new(ofProcess, timeout);
        return new ProcessWalk<T>(proc, pids, limits, reader, null, step).Run(WaitMode.Watched);
    }

    /// <summary>For reads on the caller's own thread, of fields that cannot wait. Their names are to be completed afterwards.</summary>
    public LinuxCaptureScope CreateScope() => reader.CreateScope(null, ModeFor(ProcessFields.Name));

    /// <summary>Completes the names that the kernel truncated, and returns the processes whose names must stay truncated for now.</summary>
    public IReadOnlyList<ProcessSnapshot> CompleteNames(List<ProcessSnapshot>? snapshots) =>
        snapshots is null or [] ? [] : CompleteAll(snapshots);

    private IReadOnlyList<ProcessSnapshot> CompleteAll(List<ProcessSnapshot> snapshots)
    {
        ProcessWalk<string?> walk = Walk(
            [.. snapshots.Select(snapshot => snapshot.Pid)],
            null,
            (int index, scoped ref LinuxCaptureScope scope) =>
            {
                ProcessSnapshot snapshot = snapshots[index];
                byte[] name = OSText.GetBytes(snapshot.Name!);
                return reader.Names.TryComplete(snapshot.Pid, name, ref scope, out string complete) ? complete : null;
            }
        );
        string?[] names = walk.Run(WaitMode.Watched);
        List<ProcessSnapshot> truncated = [];
        for (int index = 0; index < names.Length; index++)
        {
            if (names[index] is { } name)
            {
                snapshots[index].Common.Name = name;
            }
            else
            {
                snapshots[index].SetCut(ProcessFields.Name);
                truncated.Add(snapshots[index]);
            }
        }

        return truncated;
    }

    /// <summary>Names alone need no other thread: those that the kernel truncated are completed afterwards.</summary>
    private WaitMode ModeFor(ProcessFields fields) =>
        !_limits.Exist ? WaitMode.Allowed
        : fields.Wants(LinuxProcessReader.WaitingFields) ? WaitMode.Watched
        : WaitMode.Later;

    private ProcessWalk<T> Walk<T>(IReadOnlyList<int> pids, TextBudget? texts, ProcessStep<T> step) =>
        new(proc, pids, _limits, reader, texts, step);
}
