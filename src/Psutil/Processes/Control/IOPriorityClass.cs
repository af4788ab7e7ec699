namespace Psutil;

/// <summary>The I/O priority classes of Linux (<c>linux/ioprio.h</c>).</summary>
public enum IOPriorityClass
{
    /// <summary>No class is set: the kernel derives the priority from the nice value.</summary>
    None = 0,

    /// <summary>Served before all other classes. Setting it requires privileges.</summary>
    RealTime = 1,

    /// <summary>The default class of processes.</summary>
    BestEffort = 2,

    /// <summary>Served only while no other process uses the disk.</summary>
    Idle = 3,
}
