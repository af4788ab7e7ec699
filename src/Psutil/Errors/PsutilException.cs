namespace Psutil;

/// <summary>
/// The base of every exception that this library raises for what the operating system causes. What else it raises is for wrong arguments
/// and for objects that were disposed of.
/// </summary>
public abstract class PsutilException : Exception
{
    /// <summary>Makes an exception with its message and the system call behind it.</summary>
    protected PsutilException(string message, SystemCallError? error = null)
        : base(message) => Error = error;

    /// <summary>The system call that failed; null if what was asked failed without one (a timeout, a recycled PID).</summary>
    public SystemCallError? Error { get; }

    /// <summary>The call that failed with what it was called on, such as <c>openat(/proc/7/environ)</c>; null if no call failed.</summary>
    public string? SystemCall => Error?.SystemCall;

    /// <summary>The code that the operating system gave (errno, NTSTATUS or a Win32 error); null if no call failed.</summary>
    public int? ErrorCode => Error?.ErrorCode;

    /// <summary>The same as a reason in a snapshot.</summary>
    internal virtual Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Failed, Error = Error };

    private protected static string Describe(int pid, string? name) =>
        name is null
            ? string.Create(CultureInfo.InvariantCulture, $"process {pid}")
            : string.Create(CultureInfo.InvariantCulture, $"process {pid} ({OSText.Escape(name)})");

    private protected static string Because(SystemCallError? error) => error is { } known ? $": {OSText.Escape(known.ToString())}" : "";
}
