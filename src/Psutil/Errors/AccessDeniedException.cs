namespace Psutil;

/// <summary>The caller does not have the rights for a call.</summary>
public sealed class AccessDeniedException : PsutilException
{
    /// <summary>Creates the exception for a process that the caller may not read or act on.</summary>
    /// <param name="pid">The process's PID.</param>
    /// <param name="name">The process's name; null, the default, if it is not known.</param>
    /// <param name="error">The system call that failed; null, the default, if none did.</param>
    public AccessDeniedException(int pid, string? name = null, SystemCallError? error = null)
        : base($"access to {Describe(pid, name)} was denied{Because(error)}", error)
    {
        Pid = pid;
        Name = name;
    }

    /// <summary>Creates the exception for a call that is not about a process.</summary>
    public AccessDeniedException(SystemCallError error)
        : base($"access was denied{Because(error)}", error) { }

    /// <summary>The process's PID; null if the call was not about a process.</summary>
    public int? Pid { get; }

    /// <summary>The process's name, if known.</summary>
    public string? Name { get; }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Denied, Error = Error };
}
