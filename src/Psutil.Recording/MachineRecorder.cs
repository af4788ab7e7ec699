namespace Psutil.Recording;

/// <summary>
/// Writes samples of a machine to a directory, from which <see cref="Recording"/> reads them. One recorder at a time writes to a directory.
/// </summary>
/// <remarks>
/// A sample that was taken is with the operating system: if this process is killed, at most the sample that was being written is lost; if
/// the machine loses its power, what the system had not yet written to the disk. The recorder goes on where samples cannot be written, and
/// counts them in <see cref="DroppedSamples"/>. It is not thread-safe.
/// </remarks>
public sealed class MachineRecorder : IDisposable
{
    private const long LongestSegment = 16 << 20;

    // So that the oldest part of a small directory is a small part of it.
    private const int LeastSegments = 8;

    private static readonly TimeSpan SegmentTime = TimeSpan.FromHours(1);

    // A moment is found from the last whole sample before it. Ten minutes take 120 differences, and a whole sample as much room as some 15.
    private static readonly TimeSpan WholeTime = TimeSpan.FromMinutes(10);

    private readonly Machine _machine;
    private readonly TimeProvider _clock;
    private readonly RecordOptions _options;
    private readonly RecordingDirectory _directory;
    private readonly MachineSampler _sampler;
    private readonly SampleEncoder _encoder = new();
    private readonly EventCollector? _events;
    private readonly FreeSpace _space;
    private readonly long _startedAt;
    private readonly long _session;
    private readonly long _longestSegment;
    private SegmentWriter? _segment;
    private long _wholeAt;
    private DateTimeOffset _last;
    private bool _isDisposed;

    /// <summary>Opens the directory and takes its lock; takes no sample yet.</summary>
    /// <param name="machine">The machine to record, by whose clock it records. It stays the caller's.</param>
    /// <param name="options">What to record, and where.</param>
    /// <exception cref="RecordingException">The directory is not safe, cannot be written, or another recorder writes to it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time or an amount of the options is out of its range.</exception>
    /// <exception cref="PsutilException">The processes cannot be watched.</exception>
    public MachineRecorder(Machine machine, RecordOptions options)
        : this(machine, options, static path => Machine.Local.Disks.GetUsage(path)) { }

    internal MachineRecorder(Machine machine, RecordOptions options, Func<string, DiskUsage> readSpace)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        _machine = machine;
        _clock = machine.TimeProvider;
        _options = options;
        _directory = RecordingDirectory.Open(options.Directory);
        try
        {
            _space = new FreeSpace(_directory.Path, options.LeaveFree, readSpace);
            _sampler = new MachineSampler(machine, options);
            _events = options.WatchProcesses
                ? new EventCollector(machine.Processes.Watch(new ProcessWatchOptions { QueueCapacity = EventCollector.MostWaiting }))
                : null;
        }
        catch
        {
            _directory.Dispose();
            throw;
        }

        _startedAt = _clock.GetTimestamp();
        _longestSegment = Math.Min(LongestSegment, options.KeepBytes / LeastSegments ?? LongestSegment);
        _session = Random.Shared.NextInt64();
    }

    /// <summary>How many samples were written.</summary>
    public long WrittenSamples { get; private set; }

    /// <summary>How many samples were lost because there was no room for them, or because writing failed otherwise.</summary>
    public long DroppedSamples { get; private set; }

    /// <summary>Why the last sample was lost; null if it was written.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Takes a sample and writes it.</summary>
    /// <returns>False if it was lost; <see cref="LastFailure"/> says why.</returns>
    public bool Record()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        DateTimeOffset time = _clock.GetUtcNow();
        long now = _clock.GetTimestamp();

        // A clock that was set back begins a new segment, so that within each the time runs forward.
        bool isNewSegment =
            _segment is null || _segment.Length >= _longestSegment || time - _segment.Name.Start >= SegmentTime || time < _last;
        if (isNewSegment || _clock.GetElapsedTime(_wholeAt, now) >= WholeTime)
        {
            _encoder.BeginWhole();
        }

        bool isWhole = _encoder.IsNextWhole;
        SampleDraft sample = _sampler.Read(isWhole);
        if (_events is not null)
        {
            EventRows.Add(sample, _events.Take());
        }

        RecorderRows.Add(sample, _session, _clock.GetElapsedTime(_startedAt, now), DroppedSamples, Machine.SystemName, _options.Every);
        LastFailure = TryWrite(time, sample, isNewSegment);
        if (LastFailure is not null)
        {
            // What is written next must not build on what is not there.
            _encoder.BeginWhole();
            DroppedSamples++;
            return false;
        }

        _wholeAt = isWhole ? now : _wholeAt;
        _last = time;
        WrittenSamples++;
        return true;
    }

    /// <summary>Records until it is cancelled, and returns then.</summary>
    /// <param name="cancellationToken">Ends the recording.</param>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(static _ => { }, cancellationToken);

    /// <summary>Records until it is cancelled, and returns then.</summary>
    /// <param name="afterSample">
    /// Is called after each sample, written or lost, with this recorder; the next sample waits for it. What it throws ends the recording.
    /// </param>
    /// <param name="cancellationToken">Ends the recording.</param>
    public Task RunAsync(Action<MachineRecorder> afterSample, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(afterSample);

        // A thread of its own: the C library keeps what Brotli has used, some megabytes, for each thread on which it ran.
        return Task.Factory.StartNew(
            () => Run(afterSample, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>Closes the files and gives the directory's lock back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _events?.Dispose();
        _sampler.Dispose();
        _segment?.Dispose();
        _directory.Dispose();
    }

    private void Run(Action<MachineRecorder> afterSample, CancellationToken cancellationToken)
    {
        Thread.CurrentThread.Name = "psutil recorder";
        using PeriodicTimer timer = new(_options.Every, _clock);
        try
        {
            do
            {
                Record();
                afterSample(this);
            } while (timer.WaitForNextTickAsync(cancellationToken).AsTask().GetAwaiter().GetResult());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // This is how it ends.
        }
    }

    private static void Check(RecordOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Every, TimeSpan.FromMilliseconds(100));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Every, TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SlowEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LeaveFree, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LeaveFree, 1);
        if (options.KeepTime is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        }

        if (options.KeepBytes is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        }
    }

    // Returns why it could not.
    private string? TryWrite(DateTimeOffset time, SampleDraft sample, bool isNewSegment)
    {
        if (_encoder.Encode(time.UtcTicks, sample) is not { } frame)
        {
            return "the sample is larger than a recording can hold";
        }

        try
        {
            if (isNewSegment)
            {
                BeginSegment(time);
            }

            if (_space.WhyNot(frame.Length + SegmentFormat.HeaderSize) is { } reason)
            {
                return reason;
            }

            _segment ??= Create(time);
            _segment.Write(frame);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RecordingException)
        {
            // The next one begins a new file: whatever is the matter with this one, its frames before can be read.
            EndSegment();
            return exception is RecordingException ? exception.Message : FailureText.Of(_directory.Path, exception);
        }
    }

    // Ends the last one and makes room. The new one is created when there is something to write to it.
    private void BeginSegment(DateTimeOffset time)
    {
        EndSegment();
        DateTimeOffset? oldest = _options.KeepTime is { } keep && time - DateTimeOffset.MinValue > keep ? time - keep : null;
        _directory.RemoveOld(oldest, _options.KeepBytes - _longestSegment);
    }

    private SegmentWriter Create(DateTimeOffset time)
    {
        List<SegmentFile> segments = SegmentFile.List(_directory.Path);
        long number = segments.Count == 0 ? 1 : segments[^1].Name.Number + 1;
        SegmentName name = new(number, time);
        return SegmentWriter.Create(_directory.CreateSegment(name), name);
    }

    private void EndSegment()
    {
        _segment?.Dispose();
        _segment = null;
    }
}
