namespace Psutil.AspNetCore.Recordings;

/// <summary>How a recorder fares.</summary>
/// <param name="Written">How many samples were written.</param>
/// <param name="Dropped">How many were lost.</param>
/// <param name="Failure">Why the last one was lost, or why there is none; null if it was written.</param>
/// <param name="FailingSince">Since when that is so; null if it is not.</param>
internal sealed record RecorderState(long Written, long Dropped, string? Failure, DateTimeOffset? FailingSince);
