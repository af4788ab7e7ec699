namespace Psutil.AspNetCore.Sampling;

/// <summary>
/// The latest reading of a source. It is kept for an interval, whoever asks; those that ask while it is being read share that reading, so a
/// source that never answers holds up one thread and no more.
/// </summary>
/// <param name="clock">Measures the interval.</param>
/// <param name="interval">The shortest time between the starts of two readings.</param>
/// <param name="read">Reads the source.</param>
internal sealed class Latest<T>(TimeProvider clock, TimeSpan interval, Func<Task<T>> read)
{
    private readonly Lock _lock = new();
    private Task<T>? _reading;
    private long _startedAt;

    /// <inheritdoc cref="Latest{T}(TimeProvider, TimeSpan, Func{Task{T}})"/>
    public Latest(TimeProvider clock, TimeSpan interval, Func<T> read)
        : this(clock, interval, () => Task.Run(read)) { }

    /// <summary>The latest reading, or the one that is under way. A failure is kept for the interval, too.</summary>
    public Task<T> GetAsync()
    {
        lock (_lock)
        {
            bool isUsable = _reading is { IsCompleted: false } || (_reading is not null && clock.GetElapsedTime(_startedAt) < interval);
            if (!isUsable)
            {
                _startedAt = clock.GetTimestamp();
                _reading = read();
            }

            return _reading!;
        }
    }
}
