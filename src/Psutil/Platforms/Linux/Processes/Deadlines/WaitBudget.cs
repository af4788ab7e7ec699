namespace Psutil.Platforms.Linux;

/// <summary>How long the reads of one walk have waited together, on all of its threads.</summary>
/// <param name="limit">The limit; null for none.</param>
internal sealed class WaitBudget(TimeSpan? limit)
{
    private long _waited;
    private volatile bool _isSpent;

    /// <summary>Whether nothing may wait any more.</summary>
    public bool IsSpent => _isSpent;

    public void Add(TimeSpan time)
    {
        if (Interlocked.Add(ref _waited, time.Ticks) >= limit?.Ticks)
        {
            _isSpent = true;
        }
    }
}
