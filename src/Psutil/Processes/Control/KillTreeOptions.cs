namespace Psutil;

/// <summary>The options of <see cref="OSProcess.KillTree"/>.</summary>
public sealed record KillTreeOptions
{
    /// <summary>The default of <see cref="Timeout"/>: ten seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the processes have to end after they were asked to terminate, before they are killed. Null kills them at once,
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits without a limit.
    /// </summary>
    public TimeSpan? GracePeriod { get; init; }

    /// <summary>Whether to end the process itself too, or only its descendants.</summary>
    public bool IncludeRoot { get; init; } = true;

    /// <summary>
    /// How long to wait for the killed processes to end: null for <see cref="DefaultTimeout"/>,
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit, zero to check once.
    /// </summary>
    public TimeSpan? Timeout { get; init; }
}
