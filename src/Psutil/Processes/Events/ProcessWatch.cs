namespace Psutil;

/// <summary>
/// What happens to processes from the moment of <see cref="Processes.Watch"/> on, to be read once: <c>await foreach (ProcessEvent e in
/// stream)</c>. It goes on until it is cancelled or disposed. Leaving the loop disposes it; a stream that is never read must be disposed.
/// </summary>
public sealed class ProcessWatch : IAsyncEnumerable<ProcessEvent>, IDisposable
{
    private readonly IAsyncEnumerable<ProcessEvent> _events;
    private readonly IDisposable? _subscription;
    private readonly CancellationToken _cancellationToken;
    private int _isRead;

    /// <summary>Makes a stream of events that are to be had elsewhere.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="events">The events.</param>
    /// <param name="subscription">What is to be disposed when nobody wants them any more; the events end then.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public ProcessWatch(
        ProcessWatchSource source,
        IAsyncEnumerable<ProcessEvent> events,
        IDisposable? subscription = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(events);
        Source = source;
        _events = events;
        _subscription = subscription;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether the kernel tells the events or they are differences between two looks.</summary>
    public ProcessWatchSource Source { get; }

    /// <summary>Begins to read. A cancelled reading ends with <see cref="OperationCanceledException"/>, a disposed one just ends.</summary>
    /// <exception cref="InvalidOperationException">The stream has been read, or is being read, by another loop.</exception>
    public IAsyncEnumerator<ProcessEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _isRead, 1) == 0
            ? ReadAsync(cancellationToken)
            : throw new InvalidOperationException("A stream of events can be read once.");

    /// <summary>Ends the watch and gives back what it took.</summary>
    public void Dispose() => _subscription?.Dispose();

    private async IAsyncEnumerator<ProcessEvent> ReadAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancellationToken);
        try
        {
            await foreach (ProcessEvent happening in _events.WithCancellation(either.Token).ConfigureAwait(false))
            {
                yield return happening;
            }
        }
        finally
        {
            Dispose();
        }
    }
}
