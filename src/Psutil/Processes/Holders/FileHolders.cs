namespace Psutil;

/// <summary>Who holds a file, as far as the caller may know.</summary>
/// <param name="Holders">The processes that do, by PID.</param>
/// <param name="Unavailable"> The processes that could not be looked at, or not at all of what they hold, with the reason: the caller may
/// not, or they did not answer in time. They may be holders too.
/// </param>
public sealed record FileHolders(IReadOnlyList<FileHolder> Holders, IReadOnlyDictionary<OSProcess, Unavailability> Unavailable);
