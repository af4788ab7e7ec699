namespace Psutil;

/// <summary>A process that ended.</summary>
public readonly record struct ProcessExit
{
    /// <summary>The process.</summary>
    public required OSProcess Process { get; init; }

    /// <summary>The exit code, or the negative number of the signal that ended the process; null if unknown.</summary>
    public int? ExitCode { get; init; }
}
