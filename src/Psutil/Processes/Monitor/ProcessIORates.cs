namespace Psutil;

/// <summary>
/// A process's I/O per second between two refreshes of a <see cref="ProcessMonitor"/>. A rate is null if its counter in
/// <see cref="ProcessIOCounters"/> is null.
/// </summary>
public readonly record struct ProcessIORates
{
    /// <summary>The number of reads per second. Null on macOS.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The number of writes per second. Null on macOS.</summary>
    public double? WritesPerSecond { get; init; }

    /// <summary>The number of bytes read from disks per second; on Windows, from anything. Null on BSD.</summary>
    public double? ReadBytesPerSecond { get; init; }

    /// <summary>The number of bytes written to disks per second; on Windows, to anything. Null on BSD.</summary>
    public double? WriteBytesPerSecond { get; init; }

    internal static ProcessIORates Between(ProcessIOCounters earlier, ProcessIOCounters later, TimeSpan elapsed)
    {
        double seconds = elapsed.TotalSeconds;
        return new ProcessIORates
        {
            ReadsPerSecond = PerSecond(earlier.ReadCount, later.ReadCount),
            WritesPerSecond = PerSecond(earlier.WriteCount, later.WriteCount),
            ReadBytesPerSecond = PerSecond(earlier.ReadBytes, later.ReadBytes),
            WriteBytesPerSecond = PerSecond(earlier.WriteBytes, later.WriteBytes),
        };

        double? PerSecond(long? before, long? after) => after - before is { } difference ? Math.Max(0, difference) / seconds : null;
    }
}
