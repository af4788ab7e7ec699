namespace Psutil.Platforms.Bsd;

/// <summary>An interface as the routing socket reports it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Counters">Its counters.</param>
/// <param name="Flags">The kernel's flags.</param>
/// <param name="Mtu">The largest packet it sends; 0 if unknown.</param>
/// <param name="BitsPerSecond">Its speed; 0 if unknown.</param>
internal readonly record struct InterfaceRecord(string Name, NetworkIOCounters Counters, uint Flags, long Mtu, ulong BitsPerSecond)
{
    /// <summary>The kernel's number of the interface; 0 where nothing is asked by it.</summary>
    public int Index { get; init; }
}
