namespace Psutil;

/// <summary>A process did not end, or did not answer, within the time the caller gave it.</summary>
public sealed class ProcessTimeoutException : PsutilException
{
    /// <summary>Makes the exception for the process that was waited for.</summary>
    public ProcessTimeoutException(int pid, TimeSpan timeout, string? name = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{Describe(pid, name)} did not end within {timeout.TotalSeconds:0.###} s"))
    {
        Pid = pid;
        Timeout = timeout;
        Name = name;
    }

    /// <summary>The process's PID.</summary>
    public int Pid { get; }

    /// <summary>The process's name, if known.</summary>
    public string? Name { get; }

    /// <summary>How long the caller was willing to wait.</summary>
    public TimeSpan Timeout { get; }
}
