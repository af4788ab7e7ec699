namespace Psutil;

/// <summary>
/// The fields of a <see cref="ProcessSnapshot"/>. They can be combined. Each field costs as much as its source; fields of the same source
/// share it, and a source is opened at most once.
/// </summary>
[Flags]
public enum ProcessFields : long
{
    /// <summary>The PID and nothing else.</summary>
    None = 0,

    /// <summary><see cref="ProcessSnapshot.Name"/>. Linux: <c>stat</c>; <c>cmdline</c> too where the kernel cut the name.</summary>
    Name = 1L << 0,

    /// <summary><see cref="ProcessSnapshot.ParentPid"/>. Linux: <c>stat</c>.</summary>
    ParentPid = 1L << 1,

    /// <summary><see cref="ProcessSnapshot.Status"/>. Linux: <c>stat</c>.</summary>
    Status = 1L << 2,

    /// <summary><see cref="ProcessSnapshot.CreateTime"/>. Linux: <c>stat</c>.</summary>
    CreateTime = 1L << 3,

    /// <summary><see cref="ProcessSnapshot.CpuTimes"/>. Linux: <c>stat</c>.</summary>
    CpuTimes = 1L << 4,

    /// <summary><see cref="ProcessSnapshot.Memory"/>, with the exact RSS. Linux: <c>statm</c>.</summary>
    Memory = 1L << 5,

    /// <summary><see cref="ProcessSnapshot.ThreadCount"/>. Linux: <c>stat</c>.</summary>
    ThreadCount = 1L << 6,

    /// <summary><see cref="ProcessSnapshot.CommandLine"/>. Linux: <c>cmdline</c>.</summary>
    CommandLine = 1L << 7,

    /// <summary><see cref="ProcessSnapshot.ExecutablePath"/>. Linux: <c>exe</c>.</summary>
    ExecutablePath = 1L << 8,

    /// <summary><see cref="ProcessSnapshot.WorkingDirectory"/>. Linux: <c>cwd</c>.</summary>
    WorkingDirectory = 1L << 9,

    /// <summary><see cref="ProcessSnapshot.Environment"/>. Linux: <c>environ</c>.</summary>
    Environment = 1L << 10,

    /// <summary><see cref="ProcessSnapshot.UserName"/>. Linux: <c>status</c> and the user database.</summary>
    UserName = 1L << 11,

    /// <summary><see cref="ProcessSnapshot.UserIds"/>. Linux: <c>status</c>.</summary>
    UserIds = 1L << 12,

    /// <summary><see cref="ProcessSnapshot.GroupIds"/>. Linux: <c>status</c>.</summary>
    GroupIds = 1L << 13,

    /// <summary><see cref="ProcessSnapshot.Terminal"/>. Linux: <c>stat</c> and <c>/dev</c>.</summary>
    Terminal = 1L << 14,

    /// <summary><see cref="ProcessSnapshot.Nice"/>. Linux: <c>stat</c>.</summary>
    Nice = 1L << 15,

    /// <summary><see cref="ProcessSnapshot.IOPriority"/>. Linux: the <c>ioprio_get</c> system call.</summary>
    IOPriority = 1L << 16,

    /// <summary><see cref="ProcessSnapshot.IOCounters"/>. Linux: <c>io</c>.</summary>
    IOCounters = 1L << 17,

    /// <summary><see cref="ProcessSnapshot.ContextSwitches"/>. Linux: <c>status</c>.</summary>
    ContextSwitches = 1L << 18,

    /// <summary><see cref="ProcessSnapshot.PageFaults"/>. Linux: <c>stat</c>.</summary>
    PageFaults = 1L << 19,

    /// <summary><see cref="ProcessSnapshot.FileDescriptorCount"/>. Linux: the directory <c>fd</c>.</summary>
    FileDescriptorCount = 1L << 20,

    /// <summary><see cref="ProcessSnapshot.HandleCount"/>. Windows.</summary>
    HandleCount = 1L << 21,

    /// <summary><see cref="ProcessSnapshot.Threads"/>. Linux: <c>task/*/stat</c>.</summary>
    Threads = 1L << 22,

    /// <summary><see cref="ProcessSnapshot.MemoryDetails"/>. Linux: <c>status</c>.</summary>
    MemoryDetails = 1L << 23,

    /// <summary><see cref="ProcessSnapshot.MemoryFootprint"/>. Linux: <c>smaps_rollup</c>, then <c>smaps</c>; slow.</summary>
    MemoryFootprint = 1L << 24,

    /// <summary><see cref="ProcessSnapshot.MemoryMaps"/>. Linux: <c>smaps</c>; slow.</summary>
    MemoryMaps = 1L << 25,

    /// <summary><see cref="ProcessSnapshot.OpenFiles"/>. Linux: the directories <c>fd</c> and <c>fdinfo</c>.</summary>
    OpenFiles = 1L << 26,

    /// <summary><see cref="ProcessSnapshot.Connections"/>. Linux: the directory <c>fd</c> and sock_diag.</summary>
    Connections = 1L << 27,

    /// <summary>
    /// <see cref="ProcessSnapshot.CpuAffinity"/>. Linux: the <c>sched_getaffinity</c> system call; <c>status</c> of another root.
    /// </summary>
    CpuAffinity = 1L << 28,

    /// <summary><see cref="ProcessSnapshot.CpuNumber"/>. Linux: <c>stat</c>.</summary>
    CpuNumber = 1L << 29,

    /// <summary><see cref="ProcessSnapshot.ResourceLimits"/>. Linux: <c>limits</c>.</summary>
    ResourceLimits = 1L << 30,

    /// <summary>
    /// <see cref="ProcessSnapshot.ApproximateRss"/>: cheaper than <see cref="Memory"/>, but off by some pages per CPU since Linux 6.2.
    /// Linux: <c>stat</c>.
    /// </summary>
    ApproximateRss = 1L << 31,

    /// <summary><see cref="ProcessSnapshot.PriorityClass"/>. Windows.</summary>
    PriorityClass = 1L << 32,

    /// <summary><see cref="ProcessSnapshot.OomScore"/>. Linux: <c>oom_score</c>.</summary>
    OomScore = 1L << 33,

    /// <summary><see cref="ProcessSnapshot.ProcessGroupId"/>. Linux: <c>stat</c>.</summary>
    ProcessGroupId = 1L << 34,

    /// <summary><see cref="ProcessSnapshot.SessionId"/>. Linux: <c>stat</c>.</summary>
    SessionId = 1L << 35,

    /// <summary><see cref="ProcessSnapshot.Cgroup"/>. Linux: <c>cgroup</c>.</summary>
    Cgroup = 1L << 36,

    /// <summary><see cref="ProcessSnapshot.PendingSignalCount"/>. Linux: <c>status</c>.</summary>
    PendingSignalCount = 1L << 37,

    /// <summary>
    /// The fields of a process table, from two cheap sources: name, parent, status, start time, CPU times, memory and thread count.
    /// </summary>
    Basic = Name | ParentPid | Status | CreateTime | CpuTimes | Memory | ThreadCount,

    /// <summary>
    /// All fields, including those from slow sources, but not those that are read only if they are named: <see cref="Gpu"/>.
    /// </summary>
    All = (1L << 38) - 1,

    /// <summary>
    /// <see cref="ProcessSnapshot.Gpu"/>. Linux: the directories <c>fd</c> and <c>fdinfo</c>, and NVIDIA's library if the process uses its
    /// driver; Windows: <c>D3DKMTQueryStatistics</c>; macOS: the clients of the accelerators in IOKit's registry. Not in
    /// <see cref="All"/>: the first question to a driver can take seconds.
    /// </summary>
    Gpu = 1L << 38,

    /// <summary>
    /// <see cref="ProcessSnapshot.NetworkIO"/>, only in a <see cref="ProcessMonitor"/>, which then counts the traffic while it exists. Not
    /// one of <see cref="All"/>: it costs each call that sends or receives. Linux: <see cref="ProcessNetworkMeter"/>.
    /// </summary>
    NetworkIO = 1L << 39,
}
