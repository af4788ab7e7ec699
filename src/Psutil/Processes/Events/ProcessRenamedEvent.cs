namespace Psutil;

/// <summary>
/// A process goes on under a name: it runs another program (<c>exec</c>), whatever that is called, or it has given itself another name.
/// </summary>
public sealed class ProcessRenamedEvent : ProcessEvent
{
    /// <summary>Which process: a new program or name does not change the identity.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The name when the process was looked at; null if it had gone before.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// True if the process runs another program, false if it just took another name (Linux: <c>prctl(PR_SET_NAME)</c> on its main thread;
    /// names of other threads are not reported). Null where differences are watched, for these show names alone: a program that runs
    /// another of the same name is not noticed there.
    /// </summary>
    public bool? ByExec { get; init; }
}
