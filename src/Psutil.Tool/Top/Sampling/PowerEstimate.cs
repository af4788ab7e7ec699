namespace Psutil.Tool.Top.Sampling;

/// <summary>An estimate of a process's part of the processors' power since the last refresh.</summary>
/// <param name="Watts">In watts; null if unknown.</param>
/// <param name="Reason">Why it is unknown; null if it is known, or will be at the next refresh.</param>
internal readonly record struct PowerEstimate(double? Watts, UnavailableReason? Reason);
