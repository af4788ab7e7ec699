namespace Psutil;

/// <summary>Who holds a port, as far as the caller may know.</summary>
/// <param name="Holders">The processes that do, by PID.</param>
/// <param name="Unowned"> Sockets on the port of which no holder was found: another user's, another container's in the same network, or the
/// kernel's own. Empty where the operating system tells only of sockets whose holder is known.
/// </param>
/// <param name="Unavailable">The processes whose sockets the caller could not see, with the reason. They may be holders too.</param>
public sealed record PortHolders(
    IReadOnlyList<PortHolder> Holders,
    IReadOnlyList<NetworkConnection> Unowned,
    IReadOnlyDictionary<OSProcess, Unavailability> Unavailable
);
