namespace Psutil;

/// <summary>A process runs another program (<c>exec</c>), whose name may be the same, or has changed its own name.</summary>
public sealed class ProcessRenamedEvent : ProcessEvent
{
    /// <summary>The process. A new program or name does not change the identity.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The name when the process was read; null if it had ended before.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// True if the process runs another program; false if it changed its own name (Linux: <c>prctl(PR_SET_NAME)</c> on its main thread;
    /// names of other threads are not reported). Null with <see cref="ProcessWatchSource.Differences"/>, which compares only names: there,
    /// a program that runs another one of the same name is not noticed.
    /// </summary>
    public bool? ByExec { get; init; }
}
