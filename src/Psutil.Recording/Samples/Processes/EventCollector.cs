namespace Psutil.Recording;

/// <summary>Collects what happens to processes until the next sample takes it.</summary>
internal sealed class EventCollector : IDisposable
{
    // A storm of short-lived processes must not become a sample of any size.
    private const int MostWaiting = 20_000;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;
    private List<ProcessEvent> _waiting = [];
    private long _lost;

    public EventCollector(ProcessWatch watch) => _reading = Task.Run(() => ReadAsync(watch, _end.Token));

    /// <summary>What happened since the last call, and how much of it was lost.</summary>
    public IReadOnlyList<ProcessEvent> Take()
    {
        lock (_lock)
        {
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
        try
        {
            _reading.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // This is how it ends.
        }

        _end.Dispose();
    }

    private async Task ReadAsync(ProcessWatch watch, CancellationToken cancellationToken)
    {
        using (watch)
        {
            try
            {
                await foreach (ProcessEvent happening in watch.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    Add(happening);
                }
            }
            catch (PsutilException)
            {
                // The table can no longer be read. The samples say why.
            }
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
