namespace Psutil;

/// <summary>
/// A process's I/O per second between two refreshes of a <see cref="ProcessMonitor"/>. What its <see cref="ProcessIOCounters"/> lack is
/// null here too.
/// </summary>
public readonly record struct ProcessIORates
{
    /// <summary>Read calls per second.</summary>
    public required double ReadsPerSecond { get; init; }

    /// <summary>Write calls per second.</summary>
    public required double WritesPerSecond { get; init; }

    /// <summary>Bytes per second that had to be read from disks; on Windows bytes read from anything. Null on BSD.</summary>
    public double? ReadBytesPerSecond { get; init; }

    /// <summary>Bytes per second that were sent to disks; on Windows bytes written to anything. Null on BSD.</summary>
    public double? WriteBytesPerSecond { get; init; }

    internal static ProcessIORates Between(ProcessIOCounters earlier, ProcessIOCounters later, TimeSpan elapsed)
    {
        double seconds = elapsed.TotalSeconds;
        return new ProcessIORates
        {
            ReadsPerSecond = PerSecond(earlier.ReadCount, later.ReadCount)!.Value,
            WritesPerSecond = PerSecond(earlier.WriteCount, later.WriteCount)!.Value,
            ReadBytesPerSecond = PerSecond(earlier.ReadBytes, later.ReadBytes),
            WriteBytesPerSecond = PerSecond(earlier.WriteBytes, later.WriteBytes),
        };

        double? PerSecond(long? before, long? after) => after - before is { } difference ? Math.Max(0, difference) / seconds : null;
    }
}
