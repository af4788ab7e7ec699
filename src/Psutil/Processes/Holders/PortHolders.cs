namespace Psutil;

/// <summary>The processes that hold a port, as far as the caller may know.</summary>
public sealed class PortHolders
{
    /// <summary>The processes that hold the port, by PID.</summary>
    public required IReadOnlyList<PortHolder> Holders { get; init; }

    /// <summary>
    /// Sockets on the port of which no holder was found: another user's, another container's in the same network, or the kernel's own.
    /// Empty where the operating system lists only sockets whose holder is known.
    /// </summary>
    public required IReadOnlyList<NetworkConnection> Unowned { get; init; }

    /// <summary>The processes whose sockets the caller could not see, with the reason. They may be holders too.</summary>
    public required IReadOnlyDictionary<OSProcess, Unavailability> Unavailable { get; init; }
}
