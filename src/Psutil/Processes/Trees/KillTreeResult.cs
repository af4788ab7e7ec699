namespace Psutil;

/// <summary>The result of <see cref="OSProcess.KillTree"/>.</summary>
public sealed class KillTreeResult
{
    /// <summary>The processes that ended, in the order in which they ended.</summary>
    public required IReadOnlyList<KillTreeExit> Ended { get; init; }

    /// <summary>The processes that did not end, because the caller may not kill them or because they did not end in time.</summary>
    public required IReadOnlyList<OSProcess> Survivors { get; init; }

    /// <summary>
    /// Whether the root of the tree had ended already when the method was called. Then its descendants can no longer be found, because
    /// they have other parents now: use <see cref="Processes.TrackTree"/> before.
    /// </summary>
    public required bool RootWasGone { get; init; }
}
