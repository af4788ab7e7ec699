namespace Psutil;

/// <summary>
/// What a cgroup with its descendants used per second, between two readings of a <see cref="CgroupMonitor"/>. A rate is null if one of the
/// two readings does not have its counter.
/// </summary>
public readonly record struct CgroupRates
{
    /// <summary>The CPU time, in percent of one CPU; on several CPUs it can be more than 100.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>The time in which its CPUs were stopped at the limit, in percent of one CPU.</summary>
    public double? ThrottledPercent { get; init; }

    /// <summary>The number of bytes read per second, of all devices.</summary>
    public double? ReadBytesPerSecond { get; init; }

    /// <summary>The number of bytes written per second, of all devices.</summary>
    public double? WriteBytesPerSecond { get; init; }

    /// <summary>The number of reads per second, of all devices.</summary>
    public double? ReadsPerSecond { get; init; }

    /// <summary>The number of writes per second, of all devices.</summary>
    public double? WritesPerSecond { get; init; }

    /// <summary>The rates between two readings of one group; all null if no time has passed.</summary>
    internal static CgroupRates Between(CgroupSnapshot earlier, CgroupSnapshot later, TimeSpan elapsed)
    {
        if (elapsed <= TimeSpan.Zero)
        {
            return default;
        }

        return new CgroupRates
        {
            CpuPercent = Percent(earlier.Cpu?.Usage, later.Cpu?.Usage, elapsed),
            ThrottledPercent = Percent(earlier.Cpu?.ThrottledTime, later.Cpu?.ThrottledTime, elapsed),
            ReadBytesPerSecond = PerSecond(earlier, later, elapsed, static device => device.ReadBytes),
            WriteBytesPerSecond = PerSecond(earlier, later, elapsed, static device => device.WriteBytes),
            ReadsPerSecond = PerSecond(earlier, later, elapsed, static device => device.ReadCount),
            WritesPerSecond = PerSecond(earlier, later, elapsed, static device => device.WriteCount),
        };
    }

    // The kernel adds up the times of all CPUs without stopping them, so a time can run back by a little.
    private static double? Percent(TimeSpan? earlier, TimeSpan? later, TimeSpan elapsed) =>
        later - earlier is { } used ? Math.Max(0, used / elapsed * 100) : null;

    private static double? PerSecond(CgroupSnapshot earlier, CgroupSnapshot later, TimeSpan elapsed, Func<CgroupDeviceIO, long?> select)
    {
        if (earlier.DeviceIO is null || later.DeviceIO is null)
        {
            return null;
        }

        double sum = 0;
        bool isKnown = later.DeviceIO.Count == 0;
        foreach (CgroupDeviceIO device in later.DeviceIO)
        {
            // The kernel lists a device from the group's first I/O on it, so one that appears has counted from zero.
            long? before = 0;
            foreach (CgroupDeviceIO known in earlier.DeviceIO)
            {
                before = known.Number == device.Number ? select(known) : before;
            }

            if (select(device) - before is { } added)
            {
                isKnown = true;
                sum += Math.Max(0, added);
            }
        }

        return isKnown ? sum / elapsed.TotalSeconds : null;
    }
}
