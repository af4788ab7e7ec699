namespace Psutil;

/// <summary>How <see cref="OSProcess.KillTree"/> goes about it.</summary>
public sealed record KillTreeOptions
{
    /// <summary>How long to wait if <see cref="Timeout"/> is null.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// First ask all to terminate, and give them this long before they are killed; null to kill at once,
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> to wait as long as it takes.
    /// </summary>
    public TimeSpan? GracePeriod { get; init; }

    /// <summary>Whether the root goes too, or only its descendants.</summary>
    public bool IncludeRoot { get; init; } = true;

    /// <summary>
    /// How long to wait until the killed are gone; null for <see cref="DefaultTimeout"/>,
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for as long as it takes, zero to look once.
    /// </summary>
    public TimeSpan? Timeout { get; init; }
}
