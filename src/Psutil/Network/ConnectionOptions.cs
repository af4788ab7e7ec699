namespace Psutil;

/// <summary>The options that <see cref="Network.GetConnections"/> passes to its overridable core.</summary>
public readonly record struct ConnectionOptions
{
    /// <summary>The kinds of sockets to include.</summary>
    public ConnectionKinds Kinds { get; init; }

    /// <summary>Whether to find the process that holds each socket.</summary>
    public bool IncludeOwners { get; init; }
}
