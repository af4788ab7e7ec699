namespace Psutil.Diagnostics;

/// <summary>What the largest processes are chosen by.</summary>
public enum ProcessRanking
{
    /// <summary>Unknown: not a valid choice.</summary>
    Unknown = 0,

    /// <summary>The CPU time since the previous collection.</summary>
    Cpu = 1,

    /// <summary>The RSS.</summary>
    Memory = 2,

    /// <summary>The bytes read from disks and written to them since the previous collection.</summary>
    IO = 3,
}
