namespace Psutil;

/// <summary>A process that holds a port.</summary>
/// <param name="Process">The process.</param>
/// <param name="Connections">Its sockets that listen on the port (TCP) or are bound to it (UDP).</param>
public sealed record PortHolder(OSProcess Process, IReadOnlyList<NetworkConnection> Connections);
