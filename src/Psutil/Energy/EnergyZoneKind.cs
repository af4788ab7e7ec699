namespace Psutil;

/// <summary>The part of the machine that an <see cref="EnergyZone"/> counts.</summary>
public enum EnergyZoneKind
{
    /// <summary>A zone with another name.</summary>
    Unknown = 0,

    /// <summary>A whole processor package (socket): <c>package-N</c>.</summary>
    Package = 1,

    /// <summary>The cores of a package: <c>core</c>.</summary>
    Core = 2,

    /// <summary>The part of a package beside its cores, mostly its graphics: <c>uncore</c>.</summary>
    Uncore = 3,

    /// <summary>The memory of a package, which is not in the package's own energy: <c>dram</c>.</summary>
    Memory = 4,

    /// <summary>The whole platform, as its firmware measures it: <c>psys</c>.</summary>
    Platform = 5,
}
