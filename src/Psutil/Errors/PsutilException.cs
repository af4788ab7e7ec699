namespace Psutil;

/// <summary>
/// The base class of all exceptions that the operating system causes. Apart from these, the library throws exceptions for invalid
/// arguments, disposed objects and cancelled calls.
/// </summary>
public abstract class PsutilException : Exception
{
    /// <summary>Creates an exception with its message and the system call that failed.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="error">The system call that failed; null, the default, if none did.</param>
    protected PsutilException(string message, SystemCallError? error = null)
        : base(message) => Error = error;

    /// <summary>The system call that failed; null if no system call failed, as after a timeout or when a PID was reused.</summary>
    public SystemCallError? Error { get; }

    /// <summary>The system call that failed, with its target, such as <c>openat(/proc/7/environ)</c>; null if no call failed.</summary>
    public string? SystemCall => Error?.SystemCall;

    /// <summary>The error code of the operating system (errno, NTSTATUS or a Win32 error); null if no call failed.</summary>
    public int? ErrorCode => Error?.ErrorCode;

    /// <summary>The same as a reason in a snapshot.</summary>
    internal virtual Unavailability ToUnavailability() => new() { Reason = UnavailableReason.Failed, Error = Error };

    internal static string Describe(int pid, string? name) =>
        name is null
            ? string.Create(CultureInfo.InvariantCulture, $"process {pid}")
            : string.Create(CultureInfo.InvariantCulture, $"process {pid} ({OSText.Escape(name)})");

    private protected static string Because(SystemCallError? error) => error is { } known ? $": {OSText.Escape(known.ToString())}" : "";
}
