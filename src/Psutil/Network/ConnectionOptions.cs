namespace Psutil;

/// <summary>What <see cref="Network.GetConnections"/> hands to the operating system's part of it.</summary>
public readonly record struct ConnectionOptions
{
    /// <summary>Which kinds of sockets.</summary>
    public ConnectionKinds Kinds { get; init; }

    /// <summary>Whether to find which process holds each socket.</summary>
    public bool IncludeOwners { get; init; }
}
