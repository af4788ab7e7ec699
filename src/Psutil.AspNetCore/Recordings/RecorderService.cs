using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Psutil.Diagnostics;
using Psutil.Recording;
using Psutil.Tool.Text;

namespace Psutil.AspNetCore.Recordings;

/// <summary>
/// Records the machine as long as the application runs. Nothing that goes wrong with it ends the application: samples are counted as lost
/// while they cannot be written, and a recorder that cannot begin, or ends, is begun again a minute later.
/// </summary>
internal sealed partial class RecorderService : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Machine _machine;
    private readonly ILogger<RecorderService> _logger;
    private readonly Lock _lock = new();
    private RecorderState _state;

    // What recorders that have ended had counted.
    private long _writtenBefore;
    private long _droppedBefore;

    /// <param name="machine">The machine.</param>
    /// <param name="options">What is recorded, and where.</param>
    /// <param name="logger">Is told when samples begin to be lost, and when they no longer are.</param>
    /// <param name="meters">What creates the meter of its numbers; null for none.</param>
    public RecorderService(Machine machine, RecordOptions options, ILogger<RecorderService> logger, IMeterFactory? meters)
    {
        _machine = machine;
        _logger = logger;
        Options = options with { ArgumentMask = options.ArgumentMask ?? ArgumentMask.Of };
        _state = new RecorderState(0, 0, null, null);
        meters
            ?.Create(new MeterOptions(PsutilMetrics.MeterName))
            .CreateObservableCounter(
                "psutil.recorder.samples",
                () =>
                {
                    RecorderState state = State;
                    return (Measurement<long>[])
                        [
                            new(state.Written, new KeyValuePair<string, object?>("outcome", "written")),
                            new(state.Dropped, new KeyValuePair<string, object?>("outcome", "dropped")),
                        ];
                },
                "{sample}",
                "Samples that the recorder of this program wrote, and lost."
            );
    }

    public RecordOptions Options { get; }

    public RecorderState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A sample is read by the thread that begins: not by the one that starts the application.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await RecordAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                await Task.Delay(Pause, _machine.TimeProvider, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RecordAsync(CancellationToken stoppingToken)
    {
        try
        {
            using MachineRecorder recorder = new(_machine, Options);
            try
            {
                await recorder.RunAsync(Note, stoppingToken).ConfigureAwait(false);
            }
            finally
            {
                (_writtenBefore, _droppedBefore) = (_writtenBefore + recorder.WrittenSamples, _droppedBefore + recorder.DroppedSamples);
            }
        }
#pragma warning disable CA1031 // Whatever it is, the application goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Note(_writtenBefore, _droppedBefore, OSText.Escape(exception.Message));
        }
    }

    private void Note(MachineRecorder recorder) =>
        Note(_writtenBefore + recorder.WrittenSamples, _droppedBefore + recorder.DroppedSamples, recorder.LastFailure);

    // Says it once when samples begin to be lost, and once when they no longer are: a disk can be full for weeks.
    private void Note(long written, long dropped, string? failure)
    {
        RecorderState before;
        lock (_lock)
        {
            before = _state;
            DateTimeOffset? since = failure is null ? null : before.FailingSince ?? _machine.TimeProvider.GetUtcNow();
            _state = new RecorderState(written, dropped, failure, since);
        }

        if (before.Failure is null && failure is not null)
        {
            LogFailing(failure);
        }
        else if (before.Failure is not null && failure is null)
        {
            LogWorking(dropped);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nothing is recorded: {Failure}")]
    private partial void LogFailing(string failure);

    // As loud as the other, so that both are seen where one is.
    [LoggerMessage(LogLevel.Warning, "It is recorded again; {Dropped} samples were dropped in all")]
    private partial void LogWorking(long dropped);
}
