namespace Psutil;

/// <summary>The process has ended, or its PID now belongs to another process.</summary>
public class NoSuchProcessException : PsutilException
{
    /// <summary>Creates the exception for a process that has ended.</summary>
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

    /// <summary>The process's name, if it was known before it ended.</summary>
    public string? Name { get; }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Gone, Error = Error };
}
