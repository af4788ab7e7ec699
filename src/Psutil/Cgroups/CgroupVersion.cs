namespace Psutil;

/// <summary>Which versions of cgroups a machine has mounted.</summary>
public enum CgroupVersion
{
    /// <summary>Not known. Never returned.</summary>
    Unknown = 0,

    /// <summary>Version 1: a hierarchy for each controller or each few of them.</summary>
    V1 = 1,

    /// <summary>Version 2: one hierarchy for all controllers.</summary>
    V2 = 2,

    /// <summary>Both: some controllers, or all, have a hierarchy of version 1 beside that of version 2.</summary>
    Hybrid = 3,
}
