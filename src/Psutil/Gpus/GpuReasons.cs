namespace Psutil;

/// <summary>Why values of one GPU are missing, noted while they are read.</summary>
internal sealed class GpuReasons
{
    private readonly Dictionary<GpuValue, Unavailability> _all = [];

    public IReadOnlyDictionary<GpuValue, Unavailability> All => _all;

    /// <summary>Notes why a value is missing; the first reason counts, because later sources are only tried in its place.</summary>
    public void Note(GpuValue value, Unavailability reason) => _all.TryAdd(value, reason);

    /// <inheritdoc cref="Note(GpuValue, Unavailability)"/>
    public void Note(UnavailableReason reason, params ReadOnlySpan<GpuValue> values)
    {
        foreach (GpuValue value in values)
        {
            _all.TryAdd(value, new Unavailability { Reason = reason });
        }
    }

    /// <summary>Notes the same reason for every value.</summary>
    public void NoteAll(Unavailability reason)
    {
        foreach (GpuValue value in Enum.GetValues<GpuValue>())
        {
            if (value != GpuValue.None)
            {
                _all.TryAdd(value, reason);
            }
        }
    }

    /// <summary>Returns the value. A missing one without a reason is one that the driver does not report.</summary>
    public T? Keep<T>(GpuValue name, T? value)
        where T : struct
    {
        Settle(name, value is null);
        return value;
    }

    /// <inheritdoc cref="Keep{T}(GpuValue, T?)"/>
    public T? Keep<T>(GpuValue name, T? value)
        where T : class
    {
        Settle(name, value is null);
        return value;
    }

    public GpuReasons Copy()
    {
        GpuReasons copy = new();
        foreach ((GpuValue value, Unavailability reason) in _all)
        {
            copy._all.Add(value, reason);
        }

        return copy;
    }

    private void Settle(GpuValue name, bool isMissing)
    {
        if (!isMissing)
        {
            // Another source had it.
            _all.Remove(name);
        }
        else
        {
            _all.TryAdd(name, new Unavailability { Reason = UnavailableReason.NotSupported });
        }
    }
}
