namespace Psutil;

/// <summary>The operating system refused a call for a reason that is neither missing rights nor a vanished process.</summary>
public sealed class SystemCallException : PsutilException
{
    /// <summary>Makes the exception for the call that failed.</summary>
    public SystemCallException(SystemCallError error)
        : base(OSText.Escape(error.ToString()), error) { }
}
