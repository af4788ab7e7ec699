namespace Psutil;

/// <summary>A process was started.</summary>
public sealed class ProcessStartedEvent : ProcessEvent
{
    /// <summary>Which process was started. Its start time is null if it had gone before it could be looked at.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The process that started it; null if unknown.</summary>
    public int? ParentPid { get; init; }

    /// <summary>
    /// The name when the process was looked at; null if it had gone before. On Unix a process begins as a copy of its parent, under the
    /// parent's name: a <see cref="ProcessRenamedEvent"/> follows when it runs a program of its own.
    /// </summary>
    public string? Name { get; init; }
}
