namespace Psutil;

/// <summary>
/// A list of the members of a tree that the operating system keeps (a cgroup, a job object): a process stays in it when its parent ends.
/// </summary>
internal abstract class TreeMemberList : IDisposable
{
    /// <summary>What keeps the list.</summary>
    public abstract TreeTracking Means { get; }

    /// <summary>
    /// The PIDs of those that have not ended; null if they cannot be read. Read after a process table: whoever has such a PID in the table
    /// is a member, or has ended.
    /// </summary>
    public abstract IReadOnlyCollection<int>? TryReadPids();

    /// <summary>Kills all at once, those included that they are starting. False if the operating system cannot do that.</summary>
    public virtual bool TryKillAll() => false;

    /// <summary>Gives the list up, when all have ended.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the list up.</summary>
    protected abstract void Dispose(bool disposing);
}
