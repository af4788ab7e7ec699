namespace Psutil;

/// <summary>The cgroups of a machine at one moment.</summary>
public sealed class CgroupTable
{
    /// <summary>The versions that are mounted.</summary>
    public required CgroupVersion Version { get; init; }

    /// <summary>
    /// The groups of all hierarchies, each before its descendants; siblings are in the order of their names. A group that several
    /// hierarchies have under one path is one entry.
    /// </summary>
    public required IReadOnlyList<CgroupSnapshot> Groups { get; init; }

    /// <summary>Whether groups were left out, because there are more than 100,000 or they are nested more than 64 deep.</summary>
    public required bool IsTruncated { get; init; }
}
