namespace Psutil.Diagnostics;

/// <summary>The times of the CPUs, from one reading.</summary>
internal sealed class CpuTimesReading
{
    /// <summary>The modes, as the conventions name them.</summary>
    public static readonly string[] Modes = ["user", "system", "nice", "idle", "iowait", "interrupt", "steal"];

    /// <summary>
    /// For each CPU, or for all together (null), the seconds in each mode; null for a mode that the system does not count.
    /// </summary>
    public required IReadOnlyList<(int? Cpu, double?[] Seconds)> Times { get; init; }

    /// <summary>The same for the share of each mode since the previous reading (0–1).</summary>
    public required IReadOnlyList<(int? Cpu, double?[] Shares)> Utilization { get; init; }
}
