namespace Psutil.Diagnostics;

/// <summary>What <see cref="PsutilMetrics"/> measures, and how often it reads.</summary>
public sealed class PsutilMetricsOptions
{
    /// <summary>The subjects to measure: all by default. A source that no collected instrument needs is not read.</summary>
    public PsutilMetricSubjects Subjects { get; set; } = PsutilMetricSubjects.All;

    /// <summary>
    /// Whether CPU times, shares and frequencies are those of each CPU, with the attribute <c>cpu.logical_number</c>, instead of all CPUs
    /// together. False by default: a machine can have hundreds.
    /// </summary>
    public bool PerCpu { get; set; }

    /// <summary>
    /// Whether to include the instruments that the conventions mark as opt-in, because they follow from others:
    /// <c>system.cpu.utilization</c>, <c>system.memory.limit</c> and <c>system.filesystem.limit</c>. False by default.
    /// </summary>
    public bool IncludeOptional { get; set; }

    /// <summary>
    /// The shortest time between two readings of a source: 500 ms by default. Whoever collects earlier gets the values of the previous
    /// collection.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MinimumInterval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a collection waits for all sources together: 50 ms by default. A source that takes longer is read to its end in the
    /// background, and reported by the next collection.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or longer than 10 minutes.</exception>
    public TimeSpan CollectionTimeout
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(10));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How old values can be that are reported while their source is being read: 90 seconds by default, more than the minute that
    /// OpenTelemetry collects at. Older values are left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MaximumAge
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// How long to wait for a file system; null for <see cref="Disks.DefaultUsageTimeout"/>. The wait is in the background; a file system
    /// that does not answer is left out.
    /// </summary>
    public TimeSpan? FileSystemTimeout { get; set; }

    /// <summary>
    /// The largest number of series of one instrument: 1,000 by default. The rest is left out, and <c>psutil.series.left_out</c> counts it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaximumSeries
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1000;
}
