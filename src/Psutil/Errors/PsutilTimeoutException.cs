namespace Psutil;

/// <summary>Something did not happen in time: a process did not end, a file system did not answer.</summary>
public sealed class PsutilTimeoutException : PsutilException
{
    /// <summary>Makes the exception for a process that did not end in time.</summary>
    /// <param name="pid">The process's PID.</param>
    /// <param name="timeout">How long it was waited for.</param>
    /// <param name="name">The process's name, if known.</param>
    public PsutilTimeoutException(int pid, TimeSpan timeout, string? name = null)
        : this($"{Describe(pid, name)} did not end within {Seconds(timeout)}", timeout)
    {
        Pid = pid;
        Name = name;
    }

    /// <summary>Makes the exception for anything else that did not happen in time.</summary>
    /// <param name="message">What did not happen.</param>
    /// <param name="timeout">How long it was waited for; null if the limit is not the caller's.</param>
    public PsutilTimeoutException(string message, TimeSpan? timeout)
        : base(message) => Timeout = timeout;

    /// <summary>How long was waited; null if the limit is not the caller's.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>The process's PID; null if what was waited for is not the end of a process.</summary>
    public int? Pid { get; }

    /// <summary>The process's name, if known.</summary>
    public string? Name { get; }

    internal override Unavailability ToUnavailability() => new() { Reason = UnavailableReason.TimedOut, Error = Error };

    /// <summary>The exception for a file system that did not answer a call in time.</summary>
    internal static PsutilTimeoutException OfFileSystem(string path, string call, TimeSpan timeout) =>
        new($"the file system at {OSText.Escape(path)} did not answer {call} within {Seconds(timeout)}", timeout);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
