namespace Psutil;

/// <summary>By which means a <see cref="TrackedTree"/> finds its members; several can be in use.</summary>
[Flags]
public enum TreeTracking
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>
    /// A process that descends from a member is found at each reading. A process whose parent ended between two readings is missed.
    /// Everywhere.
    /// </summary>
    Readings = 1,

    /// <summary>
    /// So is a process in the session or the process group that the root leads, as long as some known member is in it. A process that
    /// leaves both is missed. Unix.
    /// </summary>
    SessionOrGroup = 2,

    /// <summary>
    /// The kernel reports every descendant when it starts. One that starts while events are lost can be missed. Linux, see
    /// <see cref="Processes.Watch"/>.
    /// </summary>
    KernelEvents = 4,

    /// <summary>
    /// The root was started in a cgroup of its own (<see cref="StartOptions.NewCgroup"/>), and nobody leaves it by losing a parent. Only a
    /// process that moves itself to another cgroup, which needs the rights to do so, is found by the other means. Linux.
    /// </summary>
    Cgroup = 8,

    /// <summary>
    /// The root was started into a job object (<see cref="StartOptions.TrackTree"/>), which its descendants belong to and cannot leave.
    /// Windows.
    /// </summary>
    JobObject = 16,
}
