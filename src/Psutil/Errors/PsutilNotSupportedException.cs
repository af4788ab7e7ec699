namespace Psutil;

/// <summary>
/// This operating system, its version, or the root that is read does not offer what was asked for. Where the operating system alone
/// decides, the member says so by an attribute, and the compiler warns of the call (CA1416).
/// </summary>
public sealed class PsutilNotSupportedException : PsutilException
{
    /// <summary>Makes the exception for what is not offered.</summary>
    /// <param name="message">What is not offered, and by whom.</param>
    /// <param name="error">The system call that refused; null if none was made.</param>
    public PsutilNotSupportedException(string message, SystemCallError? error = null)
        : base(message + Because(error), error) { }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.NotSupported, Error = Error };

    /// <summary>The exception for what an operating system lacks as a whole.</summary>
    internal static PsutilNotSupportedException Here(string what) => new($"{what} is not supported on this operating system.");
}
