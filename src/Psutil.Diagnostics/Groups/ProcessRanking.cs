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

    /// <summary>
    /// The bytes sent and received over TCP and UDP since the previous collection. Linux, best as root: the traffic is counted while the
    /// metrics are, which costs each call that sends or receives (<see cref="ProcessFields.NetworkIO"/>).
    /// </summary>
    Network = 4,
}
