namespace Psutil.Recording;

/// <summary>
/// What a <see cref="MachineRecorder"/> wrote to a directory, as of when it was opened. What cannot be read is left out, and listed in
/// <see cref="Faults"/>.
/// </summary>
/// <remarks>
/// A recording is not trusted: whatever its files hold, reading them throws nothing but <see cref="RecordingException"/>, and the number
/// of rows and of bytes that are read for a moment has a limit.
/// </remarks>
public sealed class Recording
{
    private readonly Lock _lock = new();
    private readonly List<RecordingFault> _faults = [];

    private readonly Func<SegmentFile, byte[]> _read;

    /// <param name="directory">The directory.</param>
    /// <param name="files">The segments in it, by their places.</param>
    /// <param name="read">Reads one.</param>
    internal Recording(string directory, IReadOnlyList<SegmentFile> files, Func<SegmentFile, byte[]> read)
    {
        Directory = directory;
        Files = files;
        _read = read;
    }

    /// <summary>The directory.</summary>
    public string Directory { get; }

    /// <summary>
    /// What could not be read, of the parts of the recording that were asked for so far. That the newest file ends within a sample is none:
    /// its recorder may be writing it.
    /// </summary>
    public IReadOnlyList<RecordingFault> Faults
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    internal IReadOnlyList<SegmentFile> Files { get; }

    /// <summary>Opens a recording. It may be one that is being written; what comes later is not in it.</summary>
    /// <exception cref="RecordingException">There is no recording in the directory, or it may not be read.</exception>
    public static Recording Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        List<SegmentFile> files = SegmentFile.List(directory);
        return files.Count > 0
            ? new Recording(directory, files, SegmentFile.ReadBytes)
            : throw new RecordingException($"{directory} holds no recording");
    }

    /// <summary>The machine as it was at a moment: of the last sample that is not after it.</summary>
    /// <exception cref="RecordingException">The recording begins later.</exception>
    public RecordedMachine OpenMachine(DateTimeOffset time)
    {
        SampleCursor cursor = new(this);
        return cursor.TryMoveTo(time) ? new RecordedMachine(cursor)
            : cursor.TryMoveToStart() ? throw new RecordingException($"the recording in {Directory} begins at {Text(cursor.Time)}")
            : throw NothingReadable();
    }

    /// <summary>The machine as of the first sample.</summary>
    /// <exception cref="RecordingException">No sample can be read.</exception>
    public RecordedMachine OpenFirst()
    {
        SampleCursor cursor = new(this);
        return cursor.TryMoveToStart() ? new RecordedMachine(cursor) : throw NothingReadable();
    }

    /// <summary>
    /// What happened in a span: who used what, what started and ended, when the machine was short of something. It reads all samples of the
    /// span, one segment at a time.
    /// </summary>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">Its end.</param>
    /// <param name="grouping">By what processes are put together.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="RecordingException">There is no sample in the span.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RecordingSummary Summarize(
        DateTimeOffset from,
        DateTimeOffset to,
        SummaryGrouping grouping = SummaryGrouping.Process,
        CancellationToken cancellationToken = default
    )
    {
        SampleCursor cursor = new(this);
        if (!cursor.TryMoveTo(from) && !cursor.TryMoveToStart())
        {
            throw NothingReadable();
        }

        return new SummaryBuilder(from, to, grouping).Build(cursor, cancellationToken)
            ?? throw new RecordingException($"nothing was recorded in {Directory} from {Text(from)} to {Text(to)}");
    }

    /// <summary>
    /// The load of the machine in the time up to each sample of a span, in the order in which they were taken. Only what it needs is read
    /// of a sample, one segment at a time, so that it is several times as fast as a <see cref="RecordedMachine"/> that moves through the
    /// span.
    /// </summary>
    /// <param name="from">The start of the span.</param>
    /// <param name="to">Its end.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Nothing where nothing was recorded in the span. It is read as it is enumerated.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<RecordedLoad> ReadLoad(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        SampleCursor cursor = new(this, LoadReader.Tables);

        bool isThere = cursor.TryMoveTo(from) || cursor.TryMoveToStart();

        // From the sample before that, to know how far apart they usually are.
        cursor.TryMovePrevious();
        return isThere ? new LoadReader(from, to).Read(cursor, cancellationToken) : [];
    }

    /// <summary>The time of the first sample. It reads the oldest file.</summary>
    /// <exception cref="RecordingException">No sample can be read.</exception>
    public DateTimeOffset GetStart() => FindTime(Enumerable.Range(0, Files.Count), static segment => segment.TimeOf(0));

    /// <summary>The time of the last sample. It reads the newest file.</summary>
    /// <exception cref="RecordingException">No sample can be read.</exception>
    public DateTimeOffset GetEnd() =>
        FindTime(Enumerable.Range(0, Files.Count).Reverse(), static segment => segment.TimeOf(segment.Count - 1));

    private DateTimeOffset FindTime(IEnumerable<int> files, Func<Segment, DateTimeOffset> timeOf) =>
        files.Select(Load).FirstOrDefault(static segment => segment.Count > 0) is { } found ? timeOf(found) : throw NothingReadable();

    internal Segment Load(int file)
    {
        Segment segment = Segment.Read(Files[file], _read, mayGrow: file == Files.Count - 1);
        Note(segment.Fault);
        return segment;
    }

    internal void Note(RecordingFault? fault)
    {
        lock (_lock)
        {
            if (fault is not null && !_faults.Contains(fault))
            {
                _faults.Add(fault);
            }
        }
    }

    private RecordingException NothingReadable() =>
        new(
            Faults is [var first, ..]
                ? $"no sample in {Directory} can be read; {first.Path}: {first.Reason}"
                : $"{Directory} holds no sample yet"
        );

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
