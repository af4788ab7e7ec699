namespace Psutil.Recording;

/// <summary>What the OOM killer ended in a cgroup between two samples. Linux: <see cref="CgroupMemory.OomKills"/>.</summary>
public sealed record OomKill
{
    /// <summary>
    /// The path of the cgroup. Of a cgroup that was removed before the next sample, that of the nearest one above it that is still there.
    /// </summary>
    public required string CgroupPath { get; init; }

    /// <summary>How many processes were ended.</summary>
    public required long Count { get; init; }
}
