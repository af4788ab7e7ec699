using Microsoft.Extensions.Logging;
using Psutil.AspNetCore.Sampling;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.Streaming;

/// <summary>
/// Samples the machine once per interval while somebody listens, and gives each listener the same ticks. Nothing waits for a listener: one
/// that is too slow for the last ticks is sent away.
/// </summary>
internal sealed partial class LiveFeed : IDisposable
{
    // The ticks that a listener can be late by.
    private const int KeptTicks = 8;

    private readonly SharedMachine _machine;
    private readonly PsutilEndpointOptions _options;
    private readonly ILogger _logger;
    private readonly History _history;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Queue<LiveTick> _ticks = new();
    private TaskCompletionSource _next = NewSignal();
    private long _number;
    private int _listeners;
    private bool _isRunning;

    /// <param name="machine">The machine.</param>
    /// <param name="options">The interval, and what is shown.</param>
    /// <param name="logger">Where a failure is reported that must not end the stream.</param>
    public LiveFeed(SharedMachine machine, PsutilEndpointOptions options, ILogger logger)
    {
        _machine = machine;
        _options = options;
        _logger = logger;
        _history = new History(options.Interval);
    }

    /// <summary>Whether the I/O of processes is measured. It is set before the first listener joins.</summary>
    public bool ShowsIO { get; set; }

    /// <summary>The last hour.</summary>
    public History History => _history;

    /// <summary>The number of listeners.</summary>
    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _listeners;
            }
        }
    }

    /// <summary>Whether the machine is being sampled.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _isRunning;
            }
        }
    }

    /// <summary>Starts to sample although nobody listens, if the options say so.</summary>
    public void Start()
    {
        if (_options.KeepHistory)
        {
            EnsureRunning();
        }
    }

    /// <summary>Adds a listener; false if there are too many. Call <see cref="Leave"/> for each that joined.</summary>
    public bool TryJoin()
    {
        lock (_lock)
        {
            if (_listeners >= _options.MaximumStreams || _stop.IsCancellationRequested)
            {
                return false;
            }

            _listeners++;
        }

        EnsureRunning();
        return true;
    }

    /// <summary>Removes a listener. After the last one, sampling ends.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _listeners--;
        }
    }

    /// <summary>
    /// The ticks after a number, the oldest first; only the newest for a listener that has none (0). Empty if there is no newer one, and
    /// null if the listener is so late that some are lost.
    /// </summary>
    public IReadOnlyList<LiveTick>? After(long number, out Task next)
    {
        lock (_lock)
        {
            next = _next.Task;
            if (number == 0)
            {
                return _ticks.Count > 0 ? [_ticks.Last()] : [];
            }

            LiveTick[] newer = [.. _ticks.Where(tick => tick.Number > number)];
            return newer.Length > 0 && newer[0].Number != number + 1 ? null : newer;
        }
    }

    public void Dispose()
    {
        // Listeners are not waited for: their requests end by the application's own end.
        _stop.Cancel();
        lock (_lock)
        {
            _next.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void EnsureRunning()
    {
        lock (_lock)
        {
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        MachineSampler machine = new(_machine);
        ProcessSampler? processes = null;
        Findings findings = new();
        using PeriodicTimer timer = new(_options.Interval, _machine.Inner.TimeProvider);
        try
        {
            do
            {
                try
                {
                    processes = Renew(processes);
                    Sample(machine, processes, findings);
                }
#pragma warning disable CA1031 // Whatever a facet throws that somebody else wrote, the next sample may succeed.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    LogFailure(_logger, exception);
                }
            } while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false) && IsWanted());
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
        finally
        {
            processes?.Dispose();
        }
    }

    // History has no processes: they are read while somebody listens, and then measured anew.
    private ProcessSampler? Renew(ProcessSampler? sampler)
    {
        if (_options.ShowProcesses && Listeners > 0)
        {
            return sampler ?? new ProcessSampler(_machine, ShowsIO, _options.ShowArguments);
        }

        sampler?.Dispose();
        return null;
    }

    // Decides and notes the end at once: who joins after that starts it anew.
    private bool IsWanted()
    {
        lock (_lock)
        {
            if (_listeners > 0 || _options.KeepHistory)
            {
                return true;
            }

            _isRunning = false;
            // What the next listener got from these would be old.
            _ticks.Clear();
            return false;
        }
    }

    private void Sample(MachineSampler machineSampler, ProcessSampler? processSampler, Findings findings)
    {
        // A tick may come a little early: it has values of its own all the same, unless a request has just had some read.
        _machine.Collect(_options.Interval / 2);
        MachineSample machine = machineSampler.Take();
        ProcessSample? processes = processSampler is null ? null : TakeProcesses(processSampler);
        IReadOnlyList<Finding> found = findings.Judge(machine, processes);
        _history.Add(machine);
        byte[] machineEvent = ServerSentEvent.Of("machine", LiveJson.OfMachine(machine, found));
        byte[]? changes = processes is null
            ? null
            : ServerSentEvent.Of("processes", LiveJson.OfProcesses(machine.Time, isAll: false, processes.Changed, processes.Ended));
        Func<byte[]>? makeAll = processes is null
            ? null
            : () => ServerSentEvent.Of("processes", LiveJson.OfProcesses(machine.Time, isAll: true, processes.All, []));
        TaskCompletionSource signal;
        lock (_lock)
        {
            _ticks.Enqueue(new LiveTick(++_number, machineEvent, changes, makeAll));
            if (_ticks.Count > KeptTicks)
            {
                _ticks.Dequeue();
            }

            (signal, _next) = (_next, NewSignal());
        }

        signal.SetResult();
    }

    private ProcessSample? TakeProcesses(ProcessSampler sampler)
    {
        try
        {
            return sampler.Take();
        }
        catch (PsutilException exception)
        {
            LogFailure(_logger, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The machine could not be sampled; the next sample may succeed.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
