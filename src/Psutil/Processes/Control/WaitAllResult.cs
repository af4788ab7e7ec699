namespace Psutil;

/// <summary>How a wait for several processes ended.</summary>
/// <param name="Ended">Those that ended, in the order in which they did.</param>
/// <param name="Alive">Those that had not when the time was up.</param>
public sealed record WaitAllResult(IReadOnlyList<ProcessExit> Ended, IReadOnlyList<OSProcess> Alive);
