namespace Psutil;

/// <summary>A process that holds a port.</summary>
public sealed class PortHolder
{
    /// <summary>The process.</summary>
    public required OSProcess Process { get; init; }

    /// <summary>The sockets of the process that listen on the port (TCP) or are bound to it (UDP).</summary>
    public required IReadOnlyList<NetworkConnection> Connections { get; init; }
}
