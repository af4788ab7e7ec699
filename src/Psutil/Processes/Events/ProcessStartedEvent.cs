namespace Psutil;

/// <summary>A process was started.</summary>
public sealed class ProcessStartedEvent : ProcessEvent
{
    /// <summary>The process that was started. Its start time is null if it had ended before it could be read.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The PID of the process that started it; null if there is none, or it is unknown.</summary>
    public int? ParentPid { get; init; }

    /// <summary>Whether it has no parent, as a process that was started from outside of its PID namespace; null if unknown.</summary>
    public bool? HasNoParent { get; init; }

    /// <summary>
    /// The name when the process was read; null if it had ended before. On Unix a process starts as a copy of its parent, with the parent's
    /// name; a <see cref="ProcessRenamedEvent"/> follows when it runs another program.
    /// </summary>
    public string? Name { get; init; }
}
