namespace Psutil;

/// <summary>What <see cref="Processes.FindPortHolders"/> hands to the operating system's part of it.</summary>
public readonly record struct PortHolderOptions
{
    /// <summary>Which kinds of sockets.</summary>
    public ConnectionKinds Kinds { get; init; }
}
