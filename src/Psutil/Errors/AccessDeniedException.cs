namespace Psutil;

/// <summary>The operating system refused because of the caller's rights.</summary>
public sealed class AccessDeniedException : PsutilException
{
    /// <summary>Makes the exception for a process that the caller may not ask about or act on.</summary>
    public AccessDeniedException(int pid, string? name = null, SystemCallError? error = null)
        : base($"access to {Describe(pid, name)} was denied{Because(error)}", error)
    {
        Pid = pid;
        Name = name;
    }

    /// <summary>Makes the exception for something that is not a process.</summary>
    public AccessDeniedException(SystemCallError error)
        : base($"access was denied{Because(error)}", error) { }

    /// <summary>The process's PID; null if what was refused is not about a process.</summary>
    public int? Pid { get; }

    /// <summary>The process's name, if known.</summary>
    public string? Name { get; }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Denied, Error = Error };
}
