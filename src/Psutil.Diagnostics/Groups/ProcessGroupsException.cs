namespace Psutil.Diagnostics;

/// <summary>A description of process groups is not valid. The message has the file, the line and the reason.</summary>
public sealed class ProcessGroupsException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">What is wrong.</param>
    /// <param name="lineNumber">The line, counted from 1.</param>
    /// <param name="path">The file; null if it did not come from one.</param>
    public ProcessGroupsException(string reason, long lineNumber, string? path = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path ?? "process groups"}:{lineNumber}: {reason}"))
    {
        ArgumentNullException.ThrowIfNull(reason);
        Reason = reason;
        LineNumber = lineNumber;
        Path = path;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }

    /// <summary>The line, counted from 1.</summary>
    public long LineNumber { get; }

    /// <summary>The file; null if it did not come from one.</summary>
    public string? Path { get; }
}
