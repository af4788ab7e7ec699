namespace Psutil;

/// <summary>
/// The operating system, its version, or the root that is read does not support the call. Where this depends on the operating system alone,
/// the member has an attribute, so that the compiler warns (CA1416).
/// </summary>
public class PsutilNotSupportedException : PsutilException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is not supported, and by what.</param>
    /// <param name="error">The system call that failed; null, the default, if none was made.</param>
    public PsutilNotSupportedException(string message, SystemCallError? error = null)
        : base(message + Because(error), error) { }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.NotSupported, Error = Error };

    /// <summary>The exception for what an operating system does not support in any version.</summary>
    internal static PsutilNotSupportedException Here(string what) => new($"{what} is not supported on this operating system.");
}
