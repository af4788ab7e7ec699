namespace Psutil;

/// <summary>A system call failed for a reason other than missing rights or a process that has ended.</summary>
public sealed class SystemCallException : PsutilException
{
    /// <summary>Creates the exception for the system call that failed.</summary>
    public SystemCallException(SystemCallError error)
        : base(OSText.Escape(error.ToString()), error) { }
}
