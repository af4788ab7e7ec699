namespace Psutil;

/// <summary>A value of the memory of a process.</summary>
public enum ProcessMemoryKind
{
    /// <summary>Not a value. Invalid as an argument.</summary>
    Unknown = 0,

    /// <summary><see cref="ProcessMemory.Rss"/>.</summary>
    Rss = 1,

    /// <summary><see cref="ProcessMemory.Vms"/>.</summary>
    Vms = 2,

    /// <summary><see cref="ProcessMemory.Shared"/>.</summary>
    Shared = 3,

    /// <summary><see cref="ProcessMemory.Text"/>.</summary>
    Text = 4,

    /// <summary><see cref="ProcessMemory.Data"/>.</summary>
    Data = 5,

    /// <summary><see cref="ProcessMemoryFootprint.Uss"/>.</summary>
    Uss = 6,

    /// <summary><see cref="ProcessMemoryFootprint.Pss"/>.</summary>
    Pss = 7,

    /// <summary><see cref="ProcessMemoryFootprint.Swap"/>.</summary>
    Swap = 8,

    /// <summary><see cref="ProcessMemoryDetails.PeakRss"/>.</summary>
    PeakRss = 9,

    /// <summary><see cref="ProcessMemoryDetails.PeakVms"/>.</summary>
    PeakVms = 10,
}
