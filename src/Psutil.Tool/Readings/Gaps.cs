namespace Psutil.Tool.Readings;

/// <summary>What could not be read, by its place in the report, and why. Each place is read once.</summary>
internal sealed class Gaps
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<Gap> _all = [];

    public IReadOnlyList<Gap> All => _all;

    /// <summary>Reads a value; null, and noted, if it cannot be read.</summary>
    /// <exception cref="InvalidOperationException">The place has been read before: one report would hold two readings.</exception>
    public T? Read<T>(string place, Func<T?> read)
        where T : class => TryRead(place, read, out T? value) ? value : null;

    /// <inheritdoc cref="Read{T}(string, Func{T})"/>
    public T? ReadValue<T>(string place, Func<T> read)
        where T : struct => TryRead(place, read, out T value) ? value : null;

    /// <inheritdoc cref="Read{T}(string, Func{T})"/>
    public T? ReadValue<T>(string place, Func<T?> read)
        where T : struct => TryRead(place, read, out T? value) ? value : null;

    /// <summary>Takes an answer that was read elsewhere: the value; null, and noted, if it could not be read.</summary>
    public DiskUsage? Take(string place, UsageAnswer answer)
    {
        Begin(place);
        if (answer.Usage is null)
        {
            _all.Add(new Gap(place, answer.Reason, answer.Message));
        }

        return answer.Usage;
    }

    /// <summary>Notes that a value is missing for the same reason as the one that it is made of.</summary>
    public void NoteWith(string source, string place)
    {
        if (Find(source) is { } gap)
        {
            Begin(place);
            _all.Add(gap with { Place = place });
        }
    }

    /// <summary>Why a value is missing; null if it is not.</summary>
    public Gap? Find(string place) => _all.Find(gap => gap.Place == place);

    /// <summary>
    /// The first of some values that are all missing because reading them failed; null if any was read, or is just not offered here.
    /// </summary>
    public Gap? FindTotalFailure(params ReadOnlySpan<string> places)
    {
        foreach (string place in places)
        {
            if (Find(place) is not { } gap || gap.Reason == Reasons.NotSupported)
            {
                return null;
            }
        }

        return Find(places[0]);
    }

    private bool TryRead<T>(string place, Func<T> read, out T? value)
    {
        Begin(place);
        try
        {
            value = read();
            return true;
        }
        catch (PsutilException exception)
        {
            _all.Add(new Gap(place, Reasons.Of(exception), exception.Message));
            value = default;
            return false;
        }
    }

    private void Begin(string place)
    {
        if (!_read.Add(place))
        {
            throw new InvalidOperationException($"{place} is read a second time.");
        }
    }
}
