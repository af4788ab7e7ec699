namespace Psutil;

/// <summary>What a cache keeps.</summary>
public enum CpuCacheKind
{
    /// <summary>Another kind, or not reported.</summary>
    Unknown = 0,

    /// <summary>Data.</summary>
    Data = 1,

    /// <summary>Instructions.</summary>
    Instruction = 2,

    /// <summary>Data and instructions.</summary>
    Unified = 3,
}
