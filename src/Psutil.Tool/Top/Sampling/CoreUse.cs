namespace Psutil.Tool.Top.Sampling;

/// <summary>The use of one CPU.</summary>
/// <param name="Number">The CPU's number.</param>
/// <param name="Percent">The share of its time; null if unknown.</param>
/// <param name="Shares">What it was busy with; null if unknown.</param>
internal readonly record struct CoreUse(int Number, double? Percent, CpuTimesPercent? Shares = null);
