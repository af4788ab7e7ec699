namespace Psutil.Diagnostics;

/// <summary>What <see cref="PsutilMetrics"/> measures, and how often it reads.</summary>
public sealed class PsutilMetricsOptions
{
    /// <summary>
    /// The subjects to measure: <see cref="PsutilMetricSubjects.All"/> by default. A source that no collected instrument needs is not read.
    /// </summary>
    public PsutilMetricSubjects Subjects { get; set; } = PsutilMetricSubjects.All;

    /// <summary>
    /// Whether CPU times, shares and frequencies are those of each CPU, with the attribute <c>cpu.logical_number</c>, instead of all CPUs
    /// together. False by default: a machine can have hundreds.
    /// </summary>
    public bool PerCpu { get; set; }

    /// <summary>
    /// Whether to include the instruments that the conventions mark as opt-in, because they follow from others:
    /// <c>system.cpu.utilization</c>, <c>system.memory.limit</c>, <c>system.disk.limit</c> and
    /// <c>system.filesystem.limit</c>. False by default.
    /// </summary>
    public bool IncludeOptional { get; set; }

    /// <summary>
    /// The shortest time between two readings of a source: 500 ms by default. Whoever collects earlier gets the values of the previous
    /// collection.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan MinimumInterval
    {
        get;
        set
        {
            // With zero, two instruments of one collection would have values of two readings.
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
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
    /// The largest number of series of one instrument: 1,000 by default. The rest is left out, and <c>psutil.series.left_out</c> counts
    /// it.
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

    /// <summary>The process groups; null for those of <see cref="GroupsFile"/>.</summary>
    public ProcessGroups? Groups { get; set; }

    /// <summary>
    /// A JSON file with process groups, which <see cref="ProcessGroups.Load"/> reads when the metrics are created; null for none. A file
    /// that is not valid ends the start of the host.
    /// </summary>
    public string? GroupsFile { get; set; }

    /// <summary>
    /// The largest number of process groups: 100 by default. Groups whose name has no placeholder exist in any case. A group that exists
    /// remains when its processes end, so that its counters do not fall. Processes of further groups are left out, and
    /// <c>psutil.process_group.left_out</c> counts them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int MaximumGroups
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 100;

    /// <summary>
    /// How many processes are shown by themselves, the largest by <see cref="TopProcessesBy"/>: none by default, because each process that
    /// ever is among them is a series of its own in whatever stores them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or larger than 100.</exception>
    public int TopProcesses
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            field = value;
        }
    }

    /// <summary>What <see cref="TopProcesses"/> are chosen by: the CPU time by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is unknown.</exception>
    public ProcessRanking TopProcessesBy
    {
        get;
        set
        {
            if (value is not (ProcessRanking.Cpu or ProcessRanking.Memory or ProcessRanking.IO or ProcessRanking.Network))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, null);
            }

            field = value;
        }
    } = ProcessRanking.Cpu;
}
