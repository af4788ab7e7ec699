namespace Psutil;

/// <summary>The options of <see cref="OSProcess.KillTree"/>.</summary>
public sealed record KillTreeOptions
{
    /// <summary>The default of <see cref="Timeout"/>: 10 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the processes have to end after they got <see cref="FirstSignal"/>, before they are killed. Null, the default, kills them
    /// at once; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits without a limit.
    /// </summary>
    public TimeSpan? GracePeriod { get; init; }

    /// <summary>
    /// The signal that asks the processes to end. Null, the default, for <see cref="Signal.Terminate"/>. Not sent without a
    /// <see cref="GracePeriod"/>.
    /// </summary>
    /// <remarks>
    /// On Windows, <see cref="Signal.Terminate"/> ends a process, and <see cref="Signal.Interrupt"/> and <see cref="Signal.Quit"/> reach
    /// only a child that leads a group (see <see cref="OSProcess.Send"/>), with its whole group. Processes that the signal cannot be sent
    /// to are waited for like the others.
    /// </remarks>
    public Signal? FirstSignal { get; init; }

    /// <summary>Whether to end the process itself too, or only its descendants. True by default.</summary>
    public bool IncludeRoot { get; init; } = true;

    /// <summary>
    /// How long to wait for the killed processes to end: null, the default, for 10 s (<see cref="DefaultTimeout"/>),
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit, zero to check once.
    /// </summary>
    public TimeSpan? Timeout { get; init; }
}
