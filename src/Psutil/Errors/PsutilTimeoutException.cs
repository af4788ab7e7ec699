namespace Psutil;

/// <summary>
/// A timeout expired: a process did not end in time, or the operating system did not answer in time, about a process or a file system.
/// </summary>
public sealed class PsutilTimeoutException : PsutilException
{
    /// <summary>Creates the exception for a process that did not end in time.</summary>
    /// <param name="pid">The process's PID.</param>
    /// <param name="timeout">The timeout that expired.</param>
    /// <param name="name">The process's name; null, the default, if it is not known.</param>
    public PsutilTimeoutException(int pid, TimeSpan timeout, string? name = null)
        : this($"{Describe(pid, name)} did not end within {Seconds(timeout)}", timeout)
    {
        Pid = pid;
        Name = name;
    }

    /// <summary>Creates the exception for anything else that did not happen in time.</summary>
    /// <param name="message">What did not happen.</param>
    /// <param name="timeout">The timeout that expired; null if it is one of the library's own.</param>
    public PsutilTimeoutException(string message, TimeSpan? timeout)
        : base(message) => Timeout = timeout;

    private PsutilTimeoutException(string message, SystemCallError? error)
        : base(message, error) { }

    /// <summary>The timeout that expired; null if it is one of the library's own.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>The process's PID; null if the wait was not for a process to end.</summary>
    public int? Pid { get; }

    /// <summary>The process's name, if known.</summary>
    public string? Name { get; }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.TimedOut, Error = Error };

    /// <summary>The exception for a file system that did not answer a call in time.</summary>
    internal static PsutilTimeoutException OfFileSystem(string path, string call, TimeSpan timeout) =>
        new($"the file system at {OSText.Escape(path)} did not answer {call} within {Seconds(timeout)}", timeout);

    /// <summary>The exception for a field of a process that could not be read in time.</summary>
    internal static PsutilTimeoutException OfField(ProcessFields field, int pid, SystemCallError? error) =>
        new($"{field} of process {pid} could not be read in time{Because(error)}", error);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
