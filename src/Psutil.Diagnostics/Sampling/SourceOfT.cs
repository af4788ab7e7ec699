namespace Psutil.Diagnostics;

/// <summary>A source with the values of its last reading.</summary>
/// <param name="name">Its name.</param>
/// <param name="lane">The lane that reads it.</param>
/// <param name="read">Reads it; null if the machine does not have it.</param>
internal sealed class Source<T>(string name, Lane lane, Func<T?> read) : Source(name, lane)
    where T : class
{
    private Reading _next;
    private Reading _last;
    private T? _reported;
    private long _reportedFor;

    /// <inheritdoc/>
    public override void Read(TimeProvider clock)
    {
        long startedAt = clock.GetTimestamp();
        T? value = null;
        string? failure = null;
        try
        {
            value = read();
        }
        catch (PsutilNotSupportedException)
        {
            // The machine does not have it: nothing to report, and no failure.
        }
        catch (NoSuchProcessException)
        {
            // The only process that is asked for by itself is the calling one, which a fake machine may not have.
        }
#pragma warning disable CA1031 // An exception of a facet that somebody else wrote must not end the program.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception.GetType().Name;
        }

        _next = new Reading(value, startedAt, clock.GetElapsedTime(startedAt), failure);
    }

    /// <inheritdoc/>
    public override void Publish(long collection)
    {
        (_last, _next) = (_next, default);
        if (_last.Failure is { } failure)
        {
            Failures[failure] = Failures.GetValueOrDefault(failure) + 1;
        }

        LastDuration = _last.Duration;
        ReadFor = collection;
    }

    /// <summary>
    /// The values for a collection: those read for it, or the previous ones if the reading takes longer than a collection waits and they
    /// are not too old. All instruments of a collection get the same values.
    /// </summary>
    public T? Take(Sampler sampler)
    {
        lock (sampler.Gate)
        {
            long collection = sampler.Join();
            if (_reportedFor == collection)
            {
                return _reported;
            }

            sampler.WaitFor(this, collection);

            // While this thread waited, another may have begun the next collection, and got its values.
            if (_reportedFor < collection)
            {
                bool isUsable = ReadFor >= collection || (ReadFor > 0 && sampler.Clock.GetElapsedTime(_last.At) <= sampler.MaximumAge);
                _reported = isUsable ? _last.Value : null;
                _reportedFor = collection;
            }

            return _reported;
        }
    }

    private readonly record struct Reading(T? Value, long At, TimeSpan Duration, string? Failure);
}
