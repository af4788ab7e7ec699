namespace Psutil.AspNetCore.Sampling;

/// <summary>The process table at one moment.</summary>
/// <param name="All">All processes.</param>
/// <param name="Changed">Those that are new, or look different than in the sample before.</param>
/// <param name="Ended">Those that ended since the sample before, with the time that they started.</param>
internal sealed record ProcessSample(IReadOnlyList<LiveProcess> All, IReadOnlyList<LiveProcess> Changed, IReadOnlyList<LiveProcess> Ended);
