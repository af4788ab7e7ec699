namespace Psutil;

/// <summary>
/// A process goes on under a name: it runs another program (<c>exec</c>), whatever that is called, or it has given itself another name.
/// </summary>
/// <param name="Time">When it happened or, where differences are watched, when it was noticed.</param>
/// <param name="Identity">Which process: a new program or name does not change that.</param>
/// <param name="Name">The name when it was looked at; null if the process had gone before.</param>
/// <param name="ByExec"> Whether it runs another program. False if it just took another name (Linux: <c>prctl(PR_SET_NAME)</c> on its main
/// thread; names of other threads are not told). Null where differences are watched, for these show names alone: a program that runs
/// another of the same name is not noticed there.
/// </param>
public sealed record ProcessRenamedEvent(DateTimeOffset Time, ProcessIdentity Identity, string? Name, bool? ByExec) : ProcessEvent(Time);
