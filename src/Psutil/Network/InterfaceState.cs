namespace Psutil;

/// <summary>The state of a network interface.</summary>
public sealed class InterfaceState
{
    /// <summary>Whether the interface is up and has a carrier, so that it can send.</summary>
    public required bool IsUp { get; init; }

    /// <summary>Whether the link can send and receive at the same time; null if unknown, and on Windows.</summary>
    public InterfaceDuplex? Duplex { get; init; }

    /// <summary>The speed of the link in megabits (1,000,000 bits) per second; null if the link has none or it is unknown.</summary>
    public long? SpeedMegabitsPerSecond { get; init; }

    /// <summary>The largest packet that the interface sends, in bytes; null if unknown.</summary>
    public int? Mtu { get; init; }

    /// <summary>
    /// The operating system's flags in lower case, such as <c>up</c>, <c>broadcast</c>, <c>running</c>, <c>multicast</c>.
    /// </summary>
    public required IReadOnlyList<string> Flags { get; init; }
}
