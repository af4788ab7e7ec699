namespace Psutil;

/// <summary>The options that <see cref="Processes.FindPortHolders"/> passes to its overridable core.</summary>
public readonly record struct PortHolderOptions
{
    /// <summary>The kinds of sockets to search.</summary>
    public ConnectionKinds Kinds { get; init; }
}
