namespace Psutil;

/// <summary>
/// How long one engine of a GPU, such as <c>render</c> or <c>video</c>, has worked for a process. A driver counts either time or cycles.
/// </summary>
public readonly record struct GpuEngine
{
    /// <summary>How long the engine has worked for the process; null if the driver counts cycles.</summary>
    public TimeSpan? BusyTime { get; init; }

    /// <summary>How many of its cycles the engine has worked for the process; null if the driver counts time.</summary>
    public long? BusyCycles { get; init; }

    /// <summary>
    /// All cycles of the engine until this moment. Only its difference between two samples means anything. Null if the driver counts time,
    /// or does not report it.
    /// </summary>
    public long? TotalCycles { get; init; }

    /// <summary>
    /// How many such engines the GPU has, if the driver counts them together: two video engines can work for 2 s in one second. Null if
    /// there is one.
    /// </summary>
    public int? Capacity { get; init; }

    /// <summary>The share of the engine's capacity that the process has used since an earlier sample, in percent.</summary>
    /// <param name="earlier">The earlier sample of the same engine and process.</param>
    /// <param name="elapsed">The time between the samples.</param>
    /// <returns>Null if it cannot be computed: no time has passed, a count is missing in one of the samples, or one has run
    /// backwards.</returns>
    public double? PercentSince(GpuEngine earlier, TimeSpan elapsed)
    {
        CounterDifference difference = new(elapsed);
        double? share =
            difference.Ticks(BusyTime, earlier.BusyTime) is { } busy ? busy / elapsed.Ticks
            : BusyCycles is { } cycles && earlier.BusyCycles is { } cyclesBefore && TotalCycles > earlier.TotalCycles
                ? difference.Count(cycles, cyclesBefore) / difference.Count(TotalCycles.Value, earlier.TotalCycles.Value)
            : null;
        return share is { } known && difference.IsValid ? Math.Clamp(known / Math.Max(Capacity ?? 1, 1) * 100, 0, 100) : null;
    }

    /// <summary>Two clients of one process together.</summary>
    internal static GpuEngine Sum(GpuEngine left, GpuEngine right) =>
        new()
        {
            BusyTime =
                left.BusyTime is { } time && right.BusyTime is { } more ? Saturating.Add(time, more) : left.BusyTime ?? right.BusyTime,
            BusyCycles =
                left.BusyCycles is { } cycles && right.BusyCycles is { } others
                    ? Saturating.Add(cycles, others)
                    : left.BusyCycles ?? right.BusyCycles,

            // Of the engine, not of the client: the later reading.
            TotalCycles = right.TotalCycles > left.TotalCycles ? right.TotalCycles : left.TotalCycles ?? right.TotalCycles,
            Capacity = left.Capacity ?? right.Capacity,
        };
}
