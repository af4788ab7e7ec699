namespace Psutil;

/// <summary>The process has ended, or its PID now belongs to another process.</summary>
public class NoSuchProcessException : PsutilException
{
    /// <summary>Creates the exception for a process that has ended.</summary>
    public NoSuchProcessException(int pid, string? name = null, SystemCallError? error = null)
        : this(pid, name, error, $"{Describe(pid, name)} does not exist{Because(error)}") { }

    /// <summary>Creates the exception for a process that has ended, if it is known whether another process has its PID now.</summary>
    /// <param name="pid">The process's PID.</param>
    /// <param name="isPidReused">Whether the PID belongs to another process now.</param>
    /// <param name="name">The process's name, if it was known before it ended.</param>
    /// <param name="error">The call that failed; null if none did.</param>
    public NoSuchProcessException(int pid, bool isPidReused, string? name = null, SystemCallError? error = null)
        : this(
            pid,
            name,
            error,
            isPidReused
                ? $"{Describe(pid, name)} has ended, and its PID belongs to another process now{Because(error)}"
                : $"{Describe(pid, name)} does not exist{Because(error)}"
        ) => IsPidReused = isPidReused;

    private protected NoSuchProcessException(int pid, string? name, SystemCallError? error, string message)
        : base(message, error)
    {
        Pid = pid;
        Name = name;
    }

    /// <summary>The process's PID.</summary>
    public int Pid { get; }

    /// <summary>
    /// Whether another process had the PID when the exception was created; false if there was none, or if that is not known.
    /// </summary>
    public bool IsPidReused { get; }

    /// <summary>The process's name, if it was known before it ended.</summary>
    public string? Name { get; }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Gone, Error = Error };
}
