namespace Psutil.Platforms.Windows;

/// <summary>What a process uses of each GPU.</summary>
/// <param name="Counters">The GPUs that it uses.</param>
/// <param name="Failure">Why they are not known; default if they are.</param>
internal sealed record WindowsGpuCounters(IReadOnlyList<ProcessGpuCounters> Counters, CallFailure Failure);
