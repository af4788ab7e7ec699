namespace Psutil;

/// <summary>A CPU's frequency in MHz.</summary>
/// <param name="Current">The present frequency.</param>
/// <param name="Minimum">The lowest that its governor may choose; null if unknown.</param>
/// <param name="Maximum">The highest that its governor may choose; null if unknown.</param>
public readonly record struct CpuFrequency(double Current, double? Minimum, double? Maximum);
