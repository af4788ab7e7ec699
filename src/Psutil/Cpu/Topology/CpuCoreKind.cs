namespace Psutil;

/// <summary>The kind of a core on a machine that has fast and thrifty ones.</summary>
public enum CpuCoreKind
{
    /// <summary>Not reported, or all cores of the machine are of one kind.</summary>
    Unknown = 0,

    /// <summary>A core made for speed. Where there are more than two kinds, all but the slowest are of this one.</summary>
    Performance = 1,

    /// <summary>A core made to use little energy: the slowest kind of the machine.</summary>
    Efficiency = 2,
}
