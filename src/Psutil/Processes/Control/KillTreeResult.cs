namespace Psutil;

/// <summary>What became of a tree of processes.</summary>
/// <param name="Ended">Those that ended.</param>
/// <param name="Survivors">Those that did not: the caller may not kill them, or they did not end in time.</param>
public sealed record KillTreeResult(IReadOnlyList<OSProcess> Ended, IReadOnlyList<OSProcess> Survivors);
