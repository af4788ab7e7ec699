namespace Psutil;

/// <summary>The time limit of a wait for a condition that no call of the operating system waits for.</summary>
internal sealed class ConditionWait : IDisposable
{
    private readonly string _what;
    private readonly TimeSpan? _timeout;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _cancellationToken;

    /// <param name="what">What did not happen, if the time is up.</param>
    /// <param name="timeout">How long; null for no limit. It was checked.</param>
    /// <param name="clock">The clock of the machine.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ConditionWait(string what, TimeSpan? timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        _what = what;
        _timeout = timeout;
        _clock = clock;
        _cancellationToken = cancellationToken;
        _timer = new CancellationTokenSource(
            timeout is { } limit && limit <= Processes.LongestTimer ? limit : Timeout.InfiniteTimeSpan,
            clock
        );
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    /// <summary>Cancelled when the time is up, and when the wait is cancelled.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Sleeps between two looks.</summary>
    public async Task PauseAsync(TimeSpan pause)
    {
        ThrowIfOver();
        await Task.Delay(pause, _clock, Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Throws if the time was up before the last look.</summary>
    public void ThrowIfOver()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_timer.IsCancellationRequested || _timeout == TimeSpan.Zero)
        {
            throw new PsutilTimeoutException(_what, _timeout);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
