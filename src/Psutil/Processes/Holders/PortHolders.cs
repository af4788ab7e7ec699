namespace Psutil;

/// <summary>The processes that hold a port, as far as the caller may read them.</summary>
public sealed class PortHolders
{
    /// <summary>The processes that hold the port, by PID.</summary>
    public required IReadOnlyList<PortHolder> Holders { get; init; }

    /// <summary>
    /// The sockets on the port whose holder was not found: those of another user, of another container in the same network, or of the
    /// kernel. Empty if the operating system lists only sockets with a known holder.
    /// </summary>
    public required IReadOnlyList<NetworkConnection> Unowned { get; init; }

    /// <summary>The processes whose sockets could not be read, with the reason. They may hold the port too.</summary>
    public required IReadOnlyDictionary<OSProcess, Unavailability> Unavailable { get; init; }
}
