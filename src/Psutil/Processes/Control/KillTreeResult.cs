namespace Psutil;

/// <summary>The result of <see cref="OSProcess.KillTree"/>.</summary>
public sealed class KillTreeResult
{
    /// <summary>The processes that ended.</summary>
    public required IReadOnlyList<OSProcess> Ended { get; init; }

    /// <summary>The processes that did not end, because the caller may not kill them or because they did not end in time.</summary>
    public required IReadOnlyList<OSProcess> Survivors { get; init; }
}
