namespace Psutil;

/// <summary>
/// The process is a zombie: it has ended, but its parent has not collected it yet. The operating system no longer reports the value.
/// </summary>
public sealed class ZombieProcessException : NoSuchProcessException
{
    /// <summary>Creates the exception for a zombie.</summary>
    /// <param name="pid">The process's PID.</param>
    /// <param name="name">The process's name; null, the default, if it is not known.</param>
    /// <param name="parentPid">The PID of its parent; null, the default, if it is not known.</param>
    /// <param name="error">The system call that failed; null, the default, if none did.</param>
    public ZombieProcessException(int pid, string? name = null, int? parentPid = null, SystemCallError? error = null)
        : base(pid, name, error, $"{Describe(pid, name)} is a zombie{Parent(parentPid)}{Because(error)}") => ParentPid = parentPid;

    /// <summary>The PID of the parent that has not collected the process yet; null if unknown.</summary>
    public int? ParentPid { get; }

    private static string Parent(int? pid) =>
        pid is { } known ? string.Create(CultureInfo.InvariantCulture, $", not yet collected by its parent {known}") : "";
}
