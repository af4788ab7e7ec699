namespace Psutil;

/// <summary>How <see cref="OSProcess.KillTree"/> goes about it.</summary>
public sealed record KillTreeOptions
{
    /// <summary>First ask all to terminate, and give them this long before they are killed; null to kill at once.</summary>
    public TimeSpan? GracePeriod { get; init; }

    /// <summary>Whether the root goes too, or only its descendants.</summary>
    public bool IncludeRoot { get; init; } = true;

    /// <summary>How long to wait until the killed are gone.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
