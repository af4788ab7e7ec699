namespace Psutil;

/// <summary>The state of a network interface.</summary>
/// <param name="IsUp">Whether it is up and has a carrier: it can send now.</param>
/// <param name="Duplex">Whether it can send and receive at once; null if unknown.</param>
/// <param name="SpeedMegabits">Its speed in megabits per second; null if unknown or meaningless.</param>
/// <param name="Mtu">The largest packet it sends, in bytes; null if unknown.</param>
/// <param name="Flags">The operating system's flags in lower case, such as <c>up</c>, <c>broadcast</c>, <c>running</c>,
/// <c>multicast</c>.</param>
public sealed record InterfaceStatistics(bool IsUp, InterfaceDuplex? Duplex, long? SpeedMegabits, int? Mtu, IReadOnlyList<string> Flags);
