namespace Psutil;

/// <summary>
/// A set of processes that the kernel keeps, and that what they start belongs to, such as a job object of Windows. Thread-safe.
/// </summary>
internal abstract class ProcessContainer
{
    /// <summary>The PIDs of the processes in it that have not ended; null if they cannot be read, or not any more.</summary>
    public abstract IReadOnlySet<int>? ReadPids();

    /// <summary>Whether a process is in it; null if that is unknown, because the caller may not open the process.</summary>
    public abstract bool? Holds(ProcessIdentity process);

    /// <summary>Ends all processes in it at once. Returns whether that succeeded.</summary>
    public abstract bool TryKill();
}
