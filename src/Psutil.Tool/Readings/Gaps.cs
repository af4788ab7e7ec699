namespace Psutil.Tool.Readings;

/// <summary>The values that could not be read, by their place in the report, with the reason. Each place is read once.</summary>
internal sealed class Gaps
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<Gap> _all = [];

    public IReadOnlyList<Gap> All => _all;

    /// <summary>Reads a value. If it cannot be read, it is null, and the gap is recorded.</summary>
    /// <exception cref="InvalidOperationException">The place has been read before: one report would hold two readings.</exception>
    public T? Read<T>(string place, Func<T?> read)
        where T : class => TryRead(place, read, out T? value) ? value : null;

    /// <inheritdoc cref="Read{T}(string, Func{T})"/>
    public T? ReadValue<T>(string place, Func<T> read)
        where T : struct => TryRead(place, read, out T value) ? value : null;

    /// <inheritdoc cref="Read{T}(string, Func{T})"/>
    public T? ReadValue<T>(string place, Func<T?> read)
        where T : struct => TryRead(place, read, out T? value) ? value : null;

    /// <summary>Takes a value that was read elsewhere. If it could not be read, it is null, and the gap is recorded.</summary>
    public DiskUsage? Take(string place, UsageAnswer answer)
    {
        Begin(place);
        if (answer.Usage is null)
        {
            _all.Add(new Gap(place, answer.Reason, answer.Message));
        }

        return answer.Usage;
    }

    /// <summary>Records that what was read lacks its values.</summary>
    public void Note(string place, UnavailableReason reason, string message) => _all.Add(new Gap(place, Reasons.Of(reason), message));

    /// <summary>Adds those of another part of the report.</summary>
    public void Add(Gaps part)
    {
        foreach (Gap gap in part._all)
        {
            Begin(gap.Place);
            _all.Add(gap);
        }
    }

    /// <summary>Records that a value is missing for the same reason as the one that it depends on.</summary>
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

    /// <summary>The first reason of values that all could not be read; null if any was read, or is only not supported here.</summary>
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
