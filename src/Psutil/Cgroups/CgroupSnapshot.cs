namespace Psutil;

/// <summary>
/// A cgroup at one moment: the requested <see cref="CgroupFields"/>. A value that is missing is null and never 0; <see cref="WhyMissing"/>
/// has the reason.
/// </summary>
/// <remarks>
/// Any program that may create cgroups chooses their names, so a name indicates a unit or a container but does not prove it.
/// </remarks>
public sealed class CgroupSnapshot
{
    /// <summary>
    /// The path, as in <c>/proc/PID/cgroup</c>: it begins with a slash and is <c>/</c> for the root group. In a cgroup namespace it is
    /// relative to the namespace's root.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// The kernel's ID of the group, which no other group gets: the inode number of its directory. Null for the group at the top.
    /// </summary>
    public long? Id { get; init; }

    /// <summary>The innermost systemd unit other than a slice that the path names, such as <c>ssh.service</c>; null if none.</summary>
    public string? Unit { get; init; }

    /// <summary>The innermost systemd slice that the path names, such as <c>user-1000.slice</c>; null if none.</summary>
    public string? Slice { get; init; }

    /// <summary>The ID of the innermost container that the path names, 64 hexadecimal digits; null if none.</summary>
    public string? ContainerId { get; init; }

    /// <summary>
    /// The name of the innermost container, when its group was first seen; null if unknown. The path has that of LXC, LXD, Incus and
    /// systemd-nspawn in place of an ID. For an ID it is looked for in the runtime's own files, which mostly only root may read:
    /// <c>/var/lib/docker/containers</c>, <c>/run/containerd</c> (in Kubernetes the container's name in its pod), and the lists of
    /// containers/storage in <c>/var/lib/containers</c> and <c>/run/containers</c> (Podman and CRI-O), and for
    /// containers that a user runs with Podman without root, in that user's <c>~/.local/share/containers</c> and <c>/run/user</c>.
    /// </summary>
    public string? ContainerName { get; init; }

    /// <summary>
    /// The runtime of the container: <c>docker</c>, <c>containerd</c>, <c>cri-o</c>, <c>podman</c>, <c>lxc</c> or <c>systemd-nspawn</c>;
    /// null if the path does not name it.
    /// </summary>
    public string? Runtime { get; init; }

    /// <summary>The UID of the Kubernetes pod; null if the path names none.</summary>
    public string? PodUid { get; init; }

    /// <summary>The CPU time and its limit.</summary>
    public CgroupCpu? Cpu { get; init; }

    /// <summary>The memory and its limits; null if the memory controller is off for the group.</summary>
    public CgroupMemory? Memory { get; init; }

    /// <summary>The I/O by device; empty if there was none, null if the I/O controller is off for the group.</summary>
    public IReadOnlyList<CgroupDeviceIO>? DeviceIO { get; init; }

    /// <summary>The pressure stall information; null in version 1 and if the kernel does not measure it.</summary>
    public CgroupPressure? Pressure { get; init; }

    /// <summary>The number of tasks and its limit; null if the controller <c>pids</c> is off for the group, as in the root group.</summary>
    public CgroupTasks? Tasks { get; init; }

    /// <summary>
    /// The number of processes in the group itself, without its descendants; in the root group that includes kernel threads. Of several
    /// hierarchies, the largest number. Null for a threaded group. From <c>cgroup.procs</c>.
    /// </summary>
    public long? ProcessCount { get; init; }

    /// <summary>The fields that were requested but are missing, with the reasons; null if nothing is missing.</summary>
    public IReadOnlyDictionary<CgroupFields, UnavailableReason>? Unavailable { get; init; }

    /// <summary>Its number of bytes read, of all devices; null if unknown.</summary>
    public long? ReadBytes => Sum(static device => device.ReadBytes);

    /// <summary>Its number of bytes written, of all devices; null if unknown.</summary>
    public long? WriteBytes => Sum(static device => device.WriteBytes);

    /// <summary>Why a field is missing; null if there is no reason, because it was read or was not requested.</summary>
    /// <param name="field">One field.</param>
    public UnavailableReason? WhyMissing(CgroupFields field) =>
        Unavailable is not null && Unavailable.TryGetValue(field, out UnavailableReason reason) ? reason : null;

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    private long? Sum(Func<CgroupDeviceIO, long?> select)
    {
        if (DeviceIO is null)
        {
            return null;
        }

        long? sum = DeviceIO.Count == 0 ? 0 : null;
        foreach (CgroupDeviceIO device in DeviceIO)
        {
            sum = select(device) is { } amount ? Saturating.Add(sum.GetValueOrDefault(), amount) : sum;
        }

        return sum;
    }
}
