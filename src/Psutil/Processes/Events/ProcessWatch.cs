namespace Psutil;

/// <summary>
/// A stream of the events since <see cref="Processes.Watch"/> was called, to be read once: <c>await foreach (ProcessEvent e in stream)</c>.
/// It continues until it is cancelled or disposed. Leaving the loop disposes it; a stream that is never read must be disposed.
/// </summary>
public sealed class ProcessWatch : IAsyncEnumerable<ProcessEvent>, IDisposable
{
    private readonly IAsyncEnumerable<ProcessEvent> _events;
    private readonly IDisposable? _subscription;
    private readonly CancellationToken _cancellationToken;
    private int _isRead;

    /// <summary>Creates a stream of events from another source.</summary>
    /// <param name="source">Where the events come from.</param>
    /// <param name="events">The events.</param>
    /// <param name="subscription">What to dispose when the stream ends; the events end then. Null, the default, for nothing.</param>
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

    /// <summary>Whether the kernel reports the events, or they are differences between two readings of the process table.</summary>
    public ProcessWatchSource Source { get; }

    /// <summary>
    /// Begins to read the stream. If it is cancelled, the reading ends with <see cref="OperationCanceledException"/>; if it is disposed,
    /// the reading ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">The stream has been read, or is being read, by another loop.</exception>
    public IAsyncEnumerator<ProcessEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _isRead, 1) == 0
            ? ReadAsync(cancellationToken)
            : throw new InvalidOperationException("A stream of events can be read once.");

    /// <summary>Ends the watch and releases its resources.</summary>
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
