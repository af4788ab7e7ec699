namespace Psutil.Platforms.Linux;

/// <summary>Why values of one GPU are missing, noted while they are read.</summary>
internal sealed class GpuReasons
{
    private readonly Dictionary<GpuValue, Unavailability> _all = [];

    public IReadOnlyDictionary<GpuValue, Unavailability> All => _all;

    /// <summary>Notes why a value is missing; the first reason counts, because later sources are only tried in its place.</summary>
    public void Note(GpuValue value, Unavailability reason) => _all.TryAdd(value, reason);

    /// <summary>Returns the value. A missing one without a reason is one that the driver does not report.</summary>
    public T? Keep<T>(GpuValue name, T? value, UnavailableReason otherwise = UnavailableReason.NotSupported)
        where T : struct
    {
        Settle(name, value is null, otherwise);
        return value;
    }

    /// <inheritdoc cref="Keep{T}(GpuValue, T?, UnavailableReason)"/>
    public T? Keep<T>(GpuValue name, T? value, UnavailableReason otherwise = UnavailableReason.NotSupported)
        where T : class
    {
        Settle(name, value is null, otherwise);
        return value;
    }

    /// <summary>The same reason for every value.</summary>
    public static Dictionary<GpuValue, Unavailability> ForAll(Unavailability reason) =>
        Enum.GetValues<GpuValue>().Where(value => value != GpuValue.None).ToDictionary(value => value, _ => reason);

    private void Settle(GpuValue name, bool isMissing, UnavailableReason otherwise)
    {
        if (!isMissing)
        {
            // Another source had it.
            _all.Remove(name);
        }
        else
        {
            _all.TryAdd(name, new Unavailability { Reason = otherwise });
        }
    }
}
