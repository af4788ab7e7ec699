namespace Psutil.Platforms.Linux.Parsing;

/// <summary>One line of <c>/proc/PID/cgroup</c>.</summary>
/// <param name="Controllers">The hierarchy's controllers, such as <c>cpu,cpuacct</c>; empty for cgroup v2.</param>
/// <param name="Path">The process's cgroup in that hierarchy, seen from the cgroup namespace.</param>
internal readonly record struct CgroupMembership(string Controllers, string Path);
