namespace Psutil;

/// <summary>A measure of a process's memory.</summary>
public enum ProcessMemoryKind
{
    /// <summary><see cref="ProcessMemory.Rss"/>.</summary>
    Rss,

    /// <summary><see cref="ProcessMemory.Vms"/>.</summary>
    Vms,

    /// <summary><see cref="ProcessMemory.Shared"/>.</summary>
    Shared,

    /// <summary><see cref="ProcessMemory.Text"/>.</summary>
    Text,

    /// <summary><see cref="ProcessMemory.Data"/>.</summary>
    Data,

    /// <summary><see cref="ProcessMemoryFootprint.Uss"/>.</summary>
    Uss,

    /// <summary><see cref="ProcessMemoryFootprint.Pss"/>.</summary>
    Pss,

    /// <summary><see cref="ProcessMemoryFootprint.Swap"/>.</summary>
    Swap,

    /// <summary><see cref="ProcessMemoryDetails.PeakRss"/>.</summary>
    PeakRss,

    /// <summary><see cref="ProcessMemoryDetails.PeakVms"/>.</summary>
    PeakVms,
}
