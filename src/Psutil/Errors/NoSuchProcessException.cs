namespace Psutil;

/// <summary>The process has ended, or its PID now belongs to another process.</summary>
public class NoSuchProcessException : PsutilException
{
    /// <summary>Creates the exception for a process that has ended.</summary>
    /// <param name="pid">The process's PID.</param>
    /// <param name="name">The process's name; null, the default, if it is not known.</param>
    /// <param name="error">The system call that failed; null, the default, if none did.</param>
    public NoSuchProcessException(int pid, string? name = null, SystemCallError? error = null)
        : this(pid, name, error, $"{Describe(pid, name)} does not exist{Because(error)}") { }

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
    public bool IsPidReused { get; private init; }

    /// <summary>The process's name, if it was known before it ended.</summary>
    public string? Name { get; }

    /// <summary>The exception for a process that has ended and whose PID belongs to another process now.</summary>
    internal static NoSuchProcessException OfReusedPid(int pid, string? name, SystemCallError? error) =>
        new(pid, name, error, $"{Describe(pid, name)} has ended, and its PID belongs to another process now{Because(error)}")
        {
            IsPidReused = true,
        };

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Gone, Error = Error };
}
