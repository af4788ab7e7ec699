using Psutil.AspNetCore.Api;
using Psutil.AspNetCore.Sampling;
using Psutil.Recording;
using Psutil.Tool.Report;

namespace Psutil.AspNetCore.Recordings;

/// <summary>
/// The documents about a recording: a day of it as curves, and the processes of a moment. It is read for one request at a time, and what
/// was read is kept for some seconds.
/// </summary>
#pragma warning disable CA1001 // Nothing waits for the semaphore by a handle, so there is nothing to dispose.
internal sealed class RecordingDocuments
#pragma warning restore CA1001
{
    private const int MostDocuments = 16;
    private const int MostWaiting = 16;

    // 480 points a day.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    // Of what is not read by then, the page asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly string? _directory;
    private readonly RecorderService? _recorder;
    private readonly ProcessDocuments _processes;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _kept;
    private readonly RecordingTimeline? _timeline;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<(string Name, long Ticks, bool IsTrusted), Latest<byte[]?>> _documents = [];
    private int _waiting;

    /// <param name="directory">The directory of the recording; null for that of the recorder.</param>
    /// <param name="recorder">What records in this program; null for nothing.</param>
    /// <param name="processes">Says what of a process is shown.</param>
    /// <param name="options">The options.</param>
    /// <param name="clock">The clock of the machine.</param>
    public RecordingDocuments(
        string? directory,
        RecorderService? recorder,
        ProcessDocuments processes,
        PsutilEndpointOptions options,
        TimeProvider clock
    )
    {
        _directory = directory ?? recorder?.Options.Directory;
        _recorder = recorder;
        _processes = processes;
        _clock = clock;
        _kept = options.Interval > Kept ? options.Interval : Kept;
        _timeline = _directory is null ? null : new RecordingTimeline(_directory, Step);
    }

    /// <summary>Whether there is a recording, or a recorder that has begun none yet.</summary>
    public bool Exists
    {
        get
        {
            try
            {
                return _recorder is not null || (Directory.Exists(_directory) && Directory.EnumerateFiles(_directory, "*.psr").Any());
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is for others.
                return false;
            }
        }
    }

    /// <summary>The day that ends at a time; null if there is no recording.</summary>
    /// <param name="to">The end of the day; null for now, or for the end of a recording that ended more than a day ago.</param>
    public Task<byte[]?> GetDayAsync(DateTimeOffset? to)
    {
        // The end of the part in which the time is: there are not many of these.
        DateTimeOffset? end = to is { } time
            ? new DateTimeOffset((time.UtcTicks / Step.Ticks * Step.Ticks) + Step.Ticks - 1, TimeSpan.Zero)
            : null;
        return GetAsync(("day", end?.UtcTicks ?? 0, false), () => ReadDay(end));
    }

    /// <summary>The processes of a moment; null if nothing was recorded by then.</summary>
    /// <param name="time">The moment; null for now.</param>
    /// <param name="isTrusted">Whether the client may see what the system shows only to a process's own user.</param>
    public Task<byte[]?> GetMomentAsync(DateTimeOffset? time, bool isTrusted)
    {
        DateTimeOffset moment = time ?? _clock.GetUtcNow();
        return GetAsync(("moment", time?.UtcTicks ?? 0, isTrusted), () =>
            _directory is null ? null : RecordedMoment.Read(_directory, moment)?.Write(_processes.ListFields(), isTrusted)
        );
    }

    private Task<byte[]?> GetAsync((string Name, long Ticks, bool IsTrusted) key, Func<byte[]?> read)
    {
        if (!Exists)
        {
            return Task.FromResult<byte[]?>(null);
        }

        lock (_lock)
        {
            if (!_documents.TryGetValue(key, out Latest<byte[]?>? document))
            {
                if (_documents.Count == MostDocuments)
                {
                    _documents.RemoveAt(0);
                }

                document = new(_clock, _kept, () => ReadInTurnAsync(read));
                _documents.Add(key, document);
            }

            return document.GetAsync();
        }
    }

    private async Task<byte[]?> ReadInTurnAsync(Func<byte[]?> read)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting)
            {
                throw new TimeoutException("Too much of the recording is asked for.");
            }

            await _turn.WaitAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await Task.Run(read).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private byte[]? ReadDay(DateTimeOffset? asked)
    {
        if (_timeline is null)
        {
            return null;
        }

        using CancellationTokenSource enough = new(Patience);
        DateTimeOffset to = asked ?? _clock.GetUtcNow();
        RecordedLoads? loads = Read(to, enough.Token);
        if (asked is null && loads is { Parts.Count: 0, RecordingEnd: { } end } && end < to)
        {
            to = end;
            loads = Read(to, enough.Token);
        }

        RecorderState? recorder = _recorder?.State;
        return JsonBytes.OfDocument(writer => WriteDay(writer, loads, to, recorder));
    }

    // Null where the recorder has begun no file yet, or may not read its directory.
    private RecordedLoads? Read(DateTimeOffset to, CancellationToken enough)
    {
        try
        {
            return _timeline!.Read(to - Day, to, enough);
        }
        catch (RecordingException) when (_recorder is not null)
        {
            return null;
        }
    }

    private static void WriteDay(ReportWriter writer, RecordedLoads? loads, DateTimeOffset to, RecorderState? recorder)
    {
        IReadOnlyList<RecordedLoadPart> parts = loads?.Parts ?? [];
        writer.Instant("from", to - Day);
        writer.Instant("to", to);
        writer.Seconds("step", Step);
        writer.Flag("complete", loads?.IsComplete != false);
        writer.Instant("recording_start", loads?.RecordingStart);
        writer.Instant("recording_end", loads?.RecordingEnd);
        WriteRecorder(writer, recorder);
        writer.StartArray("faults");
        foreach (RecordingFault fault in loads?.Faults ?? [])
        {
            writer.StartObject();
            writer.Text("file", Path.GetFileName(fault.Path));
            writer.Number("position", fault.Position);
            writer.Text("reason", fault.Reason);
            writer.EndObject();
        }

        writer.EndArray();
        writer.StartArray("time");
        foreach (RecordedLoadPart part in parts)
        {
            writer.Number(part.Time.ToUnixTimeSeconds());
        }

        writer.EndArray();
        writer.StartObject("series");
        WriteSeries(writer, "cpu.percent", parts, part => part.CpuPercent);
        WriteSeries(writer, "memory.percent", parts, part => part.MemoryPercent);
        WriteSeries(writer, "pressure.cpu", parts, part => part.CpuPressurePercent);
        WriteSeries(writer, "pressure.memory", parts, part => part.MemoryPressurePercent);
        WriteSeries(writer, "pressure.io", parts, part => part.IOPressurePercent);
        WriteSeries(writer, "disk.read", parts, part => part.DiskReadBytesPerSecond);
        WriteSeries(writer, "disk.write", parts, part => part.DiskWriteBytesPerSecond);
        WriteSeries(writer, "network.recv", parts, part => part.BytesReceivedPerSecond);
        WriteSeries(writer, "network.sent", parts, part => part.BytesSentPerSecond);
        writer.EndObject();
    }

    private static void WriteRecorder(ReportWriter writer, RecorderState? recorder)
    {
        writer.Name("recorder");
        if (recorder is null)
        {
            writer.Null();
            return;
        }

        writer.StartObject();
        writer.Number("written_samples", recorder.Written);
        writer.Number("dropped_samples", recorder.Dropped);
        writer.Text("failure", recorder.Failure);
        writer.Instant("failing_since", recorder.FailingSince);
        writer.EndObject();
    }

    // What a machine does not have has no series.
    private static void WriteSeries(
        ReportWriter writer,
        string name,
        IReadOnlyList<RecordedLoadPart> parts,
        Func<RecordedLoadPart, RecordedRange?> select
    )
    {
        RecordedRange?[] ranges = [.. parts.Select(select)];
        if (!ranges.Any(range => range is not null))
        {
            return;
        }

        writer.StartObject(name);
        WriteValues("min", range => range.Min);
        WriteValues("mean", range => range.Mean);
        WriteValues("max", range => range.Max);
        writer.EndObject();

        void WriteValues(string which, Func<RecordedRange, double> value)
        {
            writer.StartArray(which);
            foreach (RecordedRange? range in ranges)
            {
                // NaN becomes null.
                writer.Number(range is { } known ? Math.Round(value(known), 2) : double.NaN);
            }

            writer.EndArray();
        }
    }
}
