namespace Psutil.Tool.Top.Sampling;

/// <summary>How busy one CPU was.</summary>
/// <param name="Number">The CPU's number.</param>
/// <param name="Percent">The share of its time; null if unknown.</param>
internal readonly record struct CoreUse(int Number, double? Percent);
