namespace Psutil;

/// <summary>What was counted between two samples of counters that only grow.</summary>
/// <param name="elapsed">The time between the samples.</param>
internal struct CounterDifference(TimeSpan elapsed)
{
    /// <summary>
    /// Whether a rate can be computed: time has passed, and no counter ran backwards. One does if the device was replaced by another of its
    /// name, or its driver was reset: then nobody knows what happened in between.
    /// </summary>
    public bool IsValid { get; private set; } = elapsed > TimeSpan.Zero;

    /// <summary>The increase per second.</summary>
    public double PerSecond(long later, long earlier) => Count(later, earlier) / elapsed.TotalSeconds;

    /// <inheritdoc cref="PerSecond(long, long)"/>
    public double? PerSecond(long? later, long? earlier) => later is { } now && earlier is { } before ? PerSecond(now, before) : null;

    /// <summary>The increase. In floating point, because that of a broken driver's counters can exceed 64 bits.</summary>
    public double Count(long later, long earlier)
    {
        IsValid &= later >= earlier;
        return (double)later - earlier;
    }

    /// <summary>The increase of a time, in ticks; null if one of the two is.</summary>
    public double? Ticks(TimeSpan? later, TimeSpan? earlier) =>
        later is { } now && earlier is { } before ? Count(now.Ticks, before.Ticks) : null;
}
