namespace Psutil;

/// <summary>
/// The cgroup of a process, and the unit, container and pod that its path names. Any program that may create cgroups chooses their names,
/// so the path indicates a container but does not prove one.
/// </summary>
public sealed record ProcessCgroup
{
    /// <summary>
    /// The path in its hierarchy, as in <c>/proc/PID/cgroup</c>: relative to the reader's cgroup namespace, and followed by <c>
    /// (deleted)</c> if the cgroup was removed. With several hierarchies (cgroup v1), the path that names most.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The innermost systemd unit other than a slice, such as <c>ssh.service</c>; null if the path names none.</summary>
    public string? Unit { get; init; }

    /// <summary>The ID of the innermost container, 64 hexadecimal digits; null if the path names none.</summary>
    public string? ContainerId { get; init; }

    /// <summary>
    /// The runtime of the container: <c>docker</c>, <c>containerd</c>, <c>cri-o</c> or <c>podman</c>; null if the path does not name it.
    /// </summary>
    public string? Runtime { get; init; }

    /// <summary>The UID of the Kubernetes pod; null if the path names none.</summary>
    public string? PodUid { get; init; }
}
