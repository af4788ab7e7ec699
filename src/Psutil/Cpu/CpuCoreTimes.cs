namespace Psutil;

/// <summary>One logical CPU's times.</summary>
/// <param name="Number">The CPU's number, as affinity uses it.</param>
/// <param name="Times">The time it has spent in each mode since the machine started.</param>
public readonly record struct CpuCoreTimes(int Number, CpuTimes Times);
