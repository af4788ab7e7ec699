namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A mounted cgroup hierarchy, of <c>/proc/PID/mountinfo</c>.</summary>
/// <param name="Controllers">The options of the file system, which name a v1 hierarchy's controllers; null for cgroup v2.</param>
/// <param name="Root">Which cgroup of the hierarchy the mount point shows.</param>
/// <param name="MountPoint">Where it is mounted.</param>
internal readonly record struct CgroupMount(string? Controllers, string Root, string MountPoint);
