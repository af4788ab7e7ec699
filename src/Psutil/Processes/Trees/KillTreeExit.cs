namespace Psutil;

/// <summary>A process that <see cref="OSProcess.KillTree"/> has ended.</summary>
public readonly record struct KillTreeExit
{
    /// <summary>The process. For the root of the tree, the handle that the method was called on.</summary>
    public required OSProcess Process { get; init; }

    /// <summary>
    /// The exit code, or the negative number of the signal that ended the process; null if unknown (see <see cref="OSProcess.Wait"/>).
    /// </summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// Whether the process was killed: it had not ended when the grace period was over, or there was none. False if it ended after
    /// <see cref="KillTreeOptions.FirstSignal"/>, or by itself.
    /// </summary>
    public required bool WasForced { get; init; }
}
