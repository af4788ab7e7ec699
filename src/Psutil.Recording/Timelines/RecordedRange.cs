namespace Psutil.Recording;

/// <summary>A value over a part of a recorded time.</summary>
/// <param name="Min">The least.</param>
/// <param name="Mean">The average over the time.</param>
/// <param name="Max">The most.</param>
public readonly record struct RecordedRange(double Min, double Mean, double Max);
