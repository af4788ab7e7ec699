namespace Psutil;

/// <summary>What a process's memory really costs, in bytes.</summary>
/// <param name="Uss">USS: what would be free if the process ended now. Linux, macOS, Windows.</param>
/// <param name="Pss">PSS: <paramref name="Uss"/> plus its share of what it shares, each page divided by its users. Linux.</param>
/// <param name="Swap">What was swapped out. Linux.</param>
public readonly record struct ProcessMemoryFootprint(long Uss, long? Pss, long? Swap);
