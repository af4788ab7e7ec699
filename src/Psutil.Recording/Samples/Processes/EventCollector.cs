namespace Psutil.Recording;

/// <summary>
/// Collects what happens to processes until the next sample takes it. The kernel's events wait in the queue of the watch: to wake a thread
/// for each of them takes longer than to record it. Differences of the table are found only while somebody waits for them.
/// </summary>
internal sealed class EventCollector : IDisposable
{
    /// <summary>A storm of short-lived processes must not become a sample of any size: the rest is counted as lost.</summary>
    public const int MostWaiting = 20_000;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<ProcessEvent> _events;
    private readonly bool _areQueued;
    private readonly Task _reading;
    private Task<bool>? _next;
    private List<ProcessEvent> _waiting = [];
    private long _lost;

    public EventCollector(ProcessWatch watch)
    {
        _areQueued = watch.Source == ProcessWatchSource.Kernel;
        _events = watch.GetAsyncEnumerator(_end.Token);
        _reading = _areQueued ? Task.CompletedTask : Task.Run(ReadAsync);
        _next = _areQueued ? _events.MoveNextAsync().AsTask() : null;
    }

    /// <summary>What happened since the last call, and how much of it was lost.</summary>
    public IReadOnlyList<ProcessEvent> Take()
    {
        lock (_lock)
        {
            while (_waiting.Count < MostWaiting && _next is { IsCompleted: true } next)
            {
                if (!HasEvent(next))
                {
                    _next = null;
                    break;
                }

                _waiting.Add(_events.Current);
                _next = _events.MoveNextAsync().AsTask();
            }

            List<ProcessEvent> taken = _waiting;
            if (_lost > 0)
            {
                taken.Add(new ProcessEventsLostEvent { Time = taken[^1].Time, Count = _lost });
            }

            (_waiting, _lost) = ([], 0);
            return taken;
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        EndAsync().GetAwaiter().GetResult();
        _end.Dispose();
    }

    private static bool HasEvent(Task<bool> next)
    {
        try
        {
            return next.GetAwaiter().GetResult();
        }
        catch (PsutilException)
        {
            // There are no events any more. The samples say why, if the table cannot be read either.
            return false;
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await _reading.ConfigureAwait(false);
            await (_next ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or PsutilException)
        {
            // This is how it ends.
        }

        await _events.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _events.MoveNextAsync().ConfigureAwait(false))
            {
                Add(_events.Current);
            }
        }
        catch (PsutilException)
        {
            // The table can no longer be read. The samples say why.
        }
    }

    private void Add(ProcessEvent happening)
    {
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting)
            {
                _waiting.Add(happening);
            }
            else
            {
                _lost++;
            }
        }
    }
}
