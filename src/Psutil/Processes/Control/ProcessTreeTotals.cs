namespace Psutil;

/// <summary>A process and all its descendants taken together.</summary>
/// <param name="ProcessCount">How many processes they are.</param>
/// <param name="CpuTime">The CPU time they have used: user and system, without that of children that have ended.</param>
/// <param name="Rss">The sum of their RSS in bytes: what they share is counted once for each.</param>
/// <param name="Pss">The sum of their PSS in bytes, where what they share is counted once; null if that of any could not be had.</param>
public readonly record struct ProcessTreeTotals(int ProcessCount, TimeSpan CpuTime, long Rss, long? Pss);
