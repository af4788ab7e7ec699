namespace Psutil;

/// <summary>
/// A process's I/O per second between two refreshes of a <see cref="ProcessMonitor"/>. What its <see cref="ProcessIOCounters"/> lack is
/// null here too.
/// </summary>
/// <param name="ReadsPerSecond">Read calls.</param>
/// <param name="WritesPerSecond">Write calls.</param>
/// <param name="ReadBytesPerSecond">Bytes that had to be read from disks; on Windows bytes read from anything. Null on BSD.</param>
/// <param name="WriteBytesPerSecond">Bytes that were sent to disks; on Windows bytes written to anything. Null on BSD.</param>
public readonly record struct ProcessIORates(
    double ReadsPerSecond,
    double WritesPerSecond,
    double? ReadBytesPerSecond,
    double? WriteBytesPerSecond
)
{
    internal static ProcessIORates Between(ProcessIOCounters earlier, ProcessIOCounters later, TimeSpan elapsed)
    {
        double seconds = elapsed.TotalSeconds;
        return new ProcessIORates(
            PerSecond(earlier.ReadCount, later.ReadCount)!.Value,
            PerSecond(earlier.WriteCount, later.WriteCount)!.Value,
            PerSecond(earlier.ReadBytes, later.ReadBytes),
            PerSecond(earlier.WriteBytes, later.WriteBytes)
        );

        double? PerSecond(long? before, long? after) => after - before is { } difference ? Math.Max(0, difference) / seconds : null;
    }
}
