namespace Psutil.Diagnostics;

/// <summary>One of the largest processes.</summary>
/// <param name="Tags">Its attributes.</param>
/// <param name="CpuShare">Its CPU time since the previous collection, as a share of all CPUs.</param>
/// <param name="Rss">Its RSS.</param>
/// <param name="ReadBytesPerSecond">The bytes that it reads from disks.</param>
/// <param name="WriteBytesPerSecond">The bytes that it writes to disks.</param>
/// <param name="Network">What it sends and receives; null if that is not counted.</param>
internal sealed record TopProcess(
    KeyValuePair<string, object?>[] Tags,
    double? CpuShare,
    long? Rss,
    double? ReadBytesPerSecond,
    double? WriteBytesPerSecond,
    ProcessNetworkIORates? Network
);
