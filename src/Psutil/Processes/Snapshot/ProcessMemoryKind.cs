namespace Psutil;

/// <summary>
/// A value of the memory of a process, for <see cref="OSProcess.GetMemoryPercent"/>. The property that each names says which operating
/// systems report it.
/// </summary>
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

    /// <summary><see cref="ProcessMemory.PeakRss"/>, on Linux <see cref="ProcessMemoryDetails.PeakRss"/>.</summary>
    PeakRss = 9,

    /// <summary><see cref="ProcessMemory.PeakVms"/>, on Linux <see cref="ProcessMemoryDetails.PeakVms"/>.</summary>
    PeakVms = 10,

    /// <summary><see cref="ProcessMemoryDetails.RssAnonymous"/>.</summary>
    RssAnonymous = 11,

    /// <summary><see cref="ProcessMemoryDetails.RssFile"/>.</summary>
    RssFile = 12,

    /// <summary><see cref="ProcessMemoryDetails.RssSharedMemory"/>.</summary>
    RssSharedMemory = 13,

    /// <summary><see cref="ProcessMemoryDetails.HugePages"/>.</summary>
    HugePages = 14,

    /// <summary><see cref="ProcessMemory.Stack"/>.</summary>
    Stack = 15,

    /// <summary><see cref="ProcessMemoryDetails.Wired"/>.</summary>
    Wired = 16,

    /// <summary><see cref="ProcessMemoryDetails.Compressed"/>.</summary>
    Compressed = 17,

    /// <summary><see cref="ProcessMemoryDetails.PhysicalFootprint"/>.</summary>
    PhysicalFootprint = 18,

    /// <summary><see cref="ProcessMemoryDetails.Virtual"/>.</summary>
    Virtual = 19,

    /// <summary><see cref="ProcessMemoryDetails.PeakVirtual"/>.</summary>
    PeakVirtual = 20,

    /// <summary><see cref="ProcessMemoryDetails.PagedPool"/>.</summary>
    PagedPool = 21,

    /// <summary><see cref="ProcessMemoryDetails.PeakPagedPool"/>.</summary>
    PeakPagedPool = 22,

    /// <summary><see cref="ProcessMemoryDetails.NonPagedPool"/>.</summary>
    NonPagedPool = 23,

    /// <summary><see cref="ProcessMemoryDetails.PeakNonPagedPool"/>.</summary>
    PeakNonPagedPool = 24,
}
