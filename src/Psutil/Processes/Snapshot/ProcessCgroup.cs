namespace Psutil;

/// <summary>
/// The cgroup that a process is in, and what its path says of it. Whoever may make cgroups chooses their names, so that the path is a good
/// sign of a container and no proof.
/// </summary>
public sealed record ProcessCgroup
{
    /// <summary>
    /// The path in its hierarchy, as <c>/proc/PID/cgroup</c> has it: seen from the reader's cgroup namespace, and with <c> (deleted)</c>
    /// behind it if the cgroup is gone. Of several hierarchies (cgroup v1), of the one that says most.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The innermost systemd unit that is no slice, such as <c>ssh.service</c>; null if the path names none.</summary>
    public string? Unit { get; init; }

    /// <summary>The id of the innermost container, 64 hexadecimal digits; null if the path names none.</summary>
    public string? ContainerId { get; init; }

    /// <summary>
    /// What runs the container: <c>docker</c>, <c>containerd</c>, <c>cri-o</c> or <c>podman</c>; null if the path does not say.
    /// </summary>
    public string? Runtime { get; init; }

    /// <summary>The UID of the Kubernetes pod; null if the path names none.</summary>
    public string? PodUid { get; init; }
}
