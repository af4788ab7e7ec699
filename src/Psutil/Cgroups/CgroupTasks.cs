namespace Psutil;

/// <summary>The tasks (processes and threads together) of a cgroup with its descendants, from the controller <c>pids</c>.</summary>
public readonly record struct CgroupTasks
{
    /// <summary>How many there are: <c>pids.current</c>; null if unknown.</summary>
    public long? Count { get; init; }

    /// <summary>How many there may be: <c>pids.max</c>; null if there is no limit.</summary>
    public long? Limit { get; init; }
}
