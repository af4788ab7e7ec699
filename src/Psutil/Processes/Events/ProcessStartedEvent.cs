namespace Psutil;

/// <summary>A process was started.</summary>
/// <param name="Time">When it happened or, where differences are watched, when it was noticed.</param>
/// <param name="Identity">Which process. Its start time is null if it had gone before it could be looked at.</param>
/// <param name="ParentPid">Who started it; null if unknown.</param>
/// <param name="Name"> Its name when it was looked at; null if it had gone before. On Unix a process begins as a copy of its parent, under
/// the parent's name: a <see cref="ProcessRenamedEvent"/> follows when it runs a program of its own.
/// </param>
public sealed record ProcessStartedEvent(DateTimeOffset Time, ProcessIdentity Identity, int? ParentPid, string? Name) : ProcessEvent(Time);
