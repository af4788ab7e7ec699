namespace Psutil.Tool.Top.Sampling;

/// <summary>The traffic of one disk or interface.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Traffic">The traffic per second.</param>
/// <param name="BusyPercent">The share of the time in which a disk was busy; null if that is unknown.</param>
internal readonly record struct DeviceTraffic(string Name, Traffic Traffic, double? BusyPercent = null)
{
    /// <summary>Whether a disk is a file or memory that is used as one: where nothing is busy, people look for the others first.</summary>
    public static bool IsVirtualDisk(string name) =>
        name.StartsWith("loop", StringComparison.Ordinal)
        || name.StartsWith("ram", StringComparison.Ordinal)
        || name.StartsWith("zram", StringComparison.Ordinal);
}
