using System.Diagnostics;

namespace Psutil;

/// <summary>
/// The requested fields of a process at one moment. Each source is read once. A field is null if it was not requested, or if it could not
/// be read: then <see cref="Unavailable"/> has the reason. The properties never throw.
/// </summary>
public sealed partial class ProcessSnapshot
{
    private IReadOnlyDictionary<ProcessFields, Unavailability> _unavailable = NothingUnavailable;

    /// <summary>Creates a snapshot of a process.</summary>
    public ProcessSnapshot(ProcessIdentity identity) => Identity = identity;

    /// <summary>Creates a copy of a snapshot, in which an initializer can set other values.</summary>
    public ProcessSnapshot(ProcessSnapshot original)
    {
        ArgumentNullException.ThrowIfNull(original);
        Identity = original.Identity;
        _unavailable = original._unavailable;
        Common = original.Common;
        _rare = original._rare is { } rare ? new RareFields(rare) : null;
    }

    /// <summary>The identity of the process.</summary>
    public ProcessIdentity Identity { get; internal set; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>The requested fields that could not be read, with the reason; empty if all were read.</summary>
    public IReadOnlyDictionary<ProcessFields, Unavailability> Unavailable
    {
        get => _unavailable;
        init => _unavailable = value;
    }

    /// <summary>
    /// Why a field is null: also the fields that are null without being in <see cref="Unavailable"/>. Never throws.
    /// </summary>
    /// <param name="field">One field. Of several, the reason is that of the first that is missing.</param>
    /// <returns>The reason; null if the field has a value.</returns>
    public Unavailability? WhyMissing(ProcessFields field)
    {
        long missing = (long)(field & ~Present);
        ProcessFields first = (ProcessFields)(missing & -missing);
        return first == ProcessFields.None ? null
            : _unavailable.TryGetValue(first, out Unavailability reason) ? reason
            : new Unavailability { Reason = Common.Absent.Wants(first) ? UnavailableReason.Absent : UnavailableReason.NotRequested };
    }

    /// <summary>
    /// The memory of the process, in percent of the machine's physical memory; null if it was not read or cannot be read.
    /// </summary>
    /// <param name="memory">The memory of the machine: <see cref="Memory.GetVirtual"/>, read once for all snapshots.</param>
    /// <param name="kind">Which value, the RSS (<see cref="ProcessMemoryKind.Rss"/>) by default: it comes from <see cref="Memory"/>,
    /// <see cref="MemoryFootprint"/> (USS, PSS, swap) or <see cref="MemoryDetails"/> (peaks).</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is <see cref="ProcessMemoryKind.Unknown"/> or not defined.</exception>
    public double? GetMemoryPercent(VirtualMemory memory, ProcessMemoryKind kind = ProcessMemoryKind.Rss)
    {
        ArgumentNullException.ThrowIfNull(memory);
        long? bytes = kind switch
        {
            ProcessMemoryKind.Rss => Memory?.Rss,
            ProcessMemoryKind.Vms => Memory?.Vms,
            ProcessMemoryKind.Shared => Memory?.Shared,
            ProcessMemoryKind.Text => Memory?.Text,
            ProcessMemoryKind.Data => Memory?.Data,
            ProcessMemoryKind.Uss => MemoryFootprint?.Uss,
            ProcessMemoryKind.Pss => MemoryFootprint?.Pss,
            ProcessMemoryKind.Swap => MemoryFootprint?.Swap,
            ProcessMemoryKind.PeakRss => Memory?.PeakRss ?? MemoryDetails?.PeakRss,
            ProcessMemoryKind.PeakVms => Memory?.PeakVms ?? MemoryDetails?.PeakVms,
            ProcessMemoryKind.Stack => Memory?.Stack,
            ProcessMemoryKind.RssAnonymous => MemoryDetails?.RssAnonymous,
            ProcessMemoryKind.RssFile => MemoryDetails?.RssFile,
            ProcessMemoryKind.RssSharedMemory => MemoryDetails?.RssSharedMemory,
            ProcessMemoryKind.HugePages => MemoryDetails?.HugePages,
            ProcessMemoryKind.Wired => MemoryDetails?.Wired,
            ProcessMemoryKind.Compressed => MemoryDetails?.Compressed,
            ProcessMemoryKind.PhysicalFootprint => MemoryDetails?.PhysicalFootprint,
            ProcessMemoryKind.Virtual => MemoryDetails?.Virtual,
            ProcessMemoryKind.PeakVirtual => MemoryDetails?.PeakVirtual,
            ProcessMemoryKind.PagedPool => MemoryDetails?.PagedPool,
            ProcessMemoryKind.PeakPagedPool => MemoryDetails?.PeakPagedPool,
            ProcessMemoryKind.NonPagedPool => MemoryDetails?.NonPagedPool,
            ProcessMemoryKind.PeakNonPagedPool => MemoryDetails?.PeakNonPagedPool,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return memory.Total > 0 ? bytes * 100.0 / memory.Total : null;
    }

    /// <summary>A text with the PID and the name if it is known: <c>process 7 (nginx)</c>.</summary>
    public override string ToString() => PsutilException.Describe(Pid, Name);

    /// <summary>
    /// The name of the process. A name that the kernel truncated (Linux: to 15 bytes) is completed from the command line. Linux:
    /// <c>/proc/PID/stat</c>.
    /// </summary>
    public string? Name
    {
        get => Common.Name;
        init => Common.Name = value;
    }

    /// <summary>
    /// The PID of the parent; null without a reason if the process has no parent, on Linux also if the parent is outside the container. On
    /// Windows, macOS and BSD, PID 0 is a process and can be a parent. Linux: <c>/proc/PID/stat</c>.
    /// </summary>
    public int? ParentPid
    {
        get => Common.ParentPid;
        init => Common.ParentPid = value;
    }

    /// <summary>The status of the process. Linux: <c>/proc/PID/stat</c>.</summary>
    public ProcessStatus? Status
    {
        get => Common.Status;
        init => Common.Status = value;
    }

    /// <summary>
    /// Whether the process is a thread of the kernel rather than a program. Belongs to <see cref="Status"/>: null if that was not
    /// requested, and on Windows. Linux 2.6.27 and later: the flags in <c>/proc/PID/stat</c>. macOS, BSD: the flags in the process table.
    /// </summary>
    public bool? IsKernelThread
    {
        get => Common.Present.Wants(ProcessFields.Status) ? Common.IsKernelThread : null;
        init => Common.IsKernelThread = value;
    }

    /// <summary>
    /// When the process started, by the machine's current clock. Linux: <c>/proc/PID/stat</c>, in steps of 1/100 s after the boot time,
    /// which is in whole seconds.
    /// </summary>
    public DateTimeOffset? CreateTime
    {
        get => Common.CreateTime;
        init => Common.CreateTime = value;
    }

    /// <summary>The CPU time that the process has used. Linux: <c>/proc/PID/stat</c>.</summary>
    public ProcessCpuTimes? CpuTimes
    {
        get => Common.CpuTimes;
        init => Common.CpuTimes = value;
    }

    /// <summary>
    /// The memory of the process, with the exact RSS. A zombie has none; that of a kernel thread is zero. Linux: <c>/proc/PID/statm</c>.
    /// </summary>
    public ProcessMemory? Memory
    {
        get => Common.Memory ?? FindValue<ProcessMemory>(ProcessFields.Memory);
        init => SetMemory(value);
    }

    /// <summary>The number of threads. Linux: <c>/proc/PID/stat</c>.</summary>
    public int? ThreadCount
    {
        get => Common.ThreadCount;
        init => Common.ThreadCount = value;
    }

    /// <summary>
    /// The RSS from a cheaper counter, in bytes. Since Linux 6.2 it can differ from the exact RSS by some pages for each CPU. Linux:
    /// <c>/proc/PID/stat</c>.
    /// </summary>
    public long? ApproximateRss
    {
        get => Common.ApproximateRss;
        init => Common.ApproximateRss = value;
    }

    /// <summary>The nice value, from −20 (highest priority) to 19 (lowest). Unix. Linux: <c>/proc/PID/stat</c>.</summary>
    public int? Nice
    {
        get => Common.Nice;
        init => Common.Nice = value;
    }

    /// <summary>The number of the CPU that the process ran on last. Linux (<c>/proc/PID/stat</c>), FreeBSD (<c>kern.proc</c>).</summary>
    public int? CpuNumber
    {
        get => Common.CpuNumber;
        init => Common.CpuNumber = value;
    }

    /// <summary>The number of page faults. Linux: <c>/proc/PID/stat</c>.</summary>
    public ProcessPageFaults? PageFaults
    {
        get => Common.PageFaults;
        init => Common.PageFaults = value;
    }

    /// <summary>The program and its arguments; empty for a kernel thread. Linux: <c>/proc/PID/cmdline</c>.</summary>
    public IReadOnlyList<string>? CommandLine
    {
        get => Common.CommandLine;
        init => Common.CommandLine = value;
    }

    /// <summary>
    /// Whether <see cref="CommandLine"/> is only the beginning: it was longer than a program can be started with (6 MiB together with the
    /// environment), which a process can pretend, or all command lines were longer than <see cref="MachineOptions.ProcessTextLimit"/>.
    /// Linux.
    /// </summary>
    public bool IsCommandLineCut
    {
        get => IsCut(ProcessFields.CommandLine);
        init => SetCut(ProcessFields.CommandLine, value);
    }

    /// <summary>
    /// The path of the program's file; null without a reason if the process has none, as a kernel thread. If the file was deleted, its last
    /// path. Not on OpenBSD. Linux: <c>/proc/PID/exe</c>.
    /// </summary>
    public string? ExecutablePath
    {
        get => Common.ExecutablePath;
        init => Common.ExecutablePath = value;
    }

    /// <summary>The working directory. Linux: <c>/proc/PID/cwd</c>.</summary>
    public string? WorkingDirectory
    {
        get => Find<string>(ProcessFields.WorkingDirectory);
        init => Add(ProcessFields.WorkingDirectory, value);
    }

    /// <summary>The environment variables at the start of the process. They may contain secrets. Linux: <c>/proc/PID/environ</c>.</summary>
    public IReadOnlyDictionary<string, string>? Environment
    {
        get => Find<IReadOnlyDictionary<string, string>>(ProcessFields.Environment);
        init => Add(ProcessFields.Environment, value);
    }

    /// <summary>
    /// Whether <see cref="Environment"/> is only a part of it, for the reasons of <see cref="IsCommandLineCut"/>. Linux.
    /// </summary>
    public bool IsEnvironmentCut
    {
        get => IsCut(ProcessFields.Environment);
        init => SetCut(ProcessFields.Environment, value);
    }

    /// <summary>
    /// The name of the real user, who started the process; the number if the user database has no name for it. Linux:
    /// <c>/proc/PID/status</c>.
    /// </summary>
    public string? UserName
    {
        get => Common.UserName;
        init => Common.UserName = value;
    }

    /// <summary>The user IDs of the process. Unix. Linux: <c>/proc/PID/status</c>.</summary>
    public CredentialIds? UserIds
    {
        get => Common.UserIds;
        init => Common.UserIds = value;
    }

    /// <summary>The group IDs of the process. Unix. Linux: <c>/proc/PID/status</c>.</summary>
    public CredentialIds? GroupIds
    {
        get => FindValue<CredentialIds>(ProcessFields.GroupIds);
        init => Add(ProcessFields.GroupIds, value);
    }

    /// <summary>
    /// The controlling terminal, such as <c>/dev/pts/0</c>; null without a reason if the process has none. Unix. Linux:
    /// <c>/proc/PID/stat</c>.
    /// </summary>
    public string? Terminal
    {
        get => Find<string>(ProcessFields.Terminal);
        init => Add(ProcessFields.Terminal, value);
    }

    /// <summary>The priority class: <c>nice</c> of psutil on Windows. Windows (<c>GetPriorityClass</c>).</summary>
    public ProcessPriorityClass? PriorityClass
    {
        get => FindValue<ProcessPriorityClass>(ProcessFields.PriorityClass);
        init => Add(ProcessFields.PriorityClass, value);
    }

    /// <summary>The I/O priority. Linux (<c>ioprio_get</c>), Windows (<c>ProcessIoPriority</c>).</summary>
    public IOPriority? IOPriority
    {
        get => FindValue<IOPriority>(ProcessFields.IOPriority);
        init => Add(ProcessFields.IOPriority, value);
    }

    /// <summary>The I/O counters. Linux: <c>/proc/PID/io</c>; macOS: <c>proc_pid_rusage</c>, bytes alone.</summary>
    public ProcessIOCounters? IOCounters
    {
        get => FindValue<ProcessIOCounters>(ProcessFields.IOCounters);
        init => Add(ProcessFields.IOCounters, value);
    }

    /// <summary>The number of context switches. Linux: <c>/proc/PID/status</c>.</summary>
    public ProcessContextSwitches? ContextSwitches
    {
        get => FindValue<ProcessContextSwitches>(ProcessFields.ContextSwitches);
        init => Add(ProcessFields.ContextSwitches, value);
    }

    /// <summary>
    /// The number of pending signals: sent, but not delivered yet, because the process blocks them or is stopped. Those of the process as a
    /// whole and of its main thread, not those of another thread alone. One that was sent several times counts once. Linux
    /// (<c>SigPnd</c> and <c>ShdPnd</c> of <c>/proc/PID/status</c>).
    /// </summary>
    public int? PendingSignalCount
    {
        get => FindValue<int>(ProcessFields.PendingSignalCount);
        init => Add(ProcessFields.PendingSignalCount, value);
    }

    /// <summary>The number of open file descriptors. Unix. Linux: <c>/proc/PID/fd</c>.</summary>
    public int? FileDescriptorCount
    {
        get => FindValue<int>(ProcessFields.FileDescriptorCount);
        init => Add(ProcessFields.FileDescriptorCount, value);
    }

    /// <summary>The number of open handles. Windows (<c>ProcessHandleCount</c>).</summary>
    public int? HandleCount
    {
        get => FindValue<int>(ProcessFields.HandleCount);
        init => Add(ProcessFields.HandleCount, value);
    }

    /// <summary>The threads, in the order of their IDs. Linux: <c>/proc/PID/task</c>.</summary>
    public IReadOnlyList<ProcessThreadInfo>? Threads
    {
        get => Find<IReadOnlyList<ProcessThreadInfo>>(ProcessFields.Threads);
        init => Add(ProcessFields.Threads, value);
    }

    /// <summary>
    /// Details of the memory. Linux (<c>/proc/PID/status</c>), macOS (<c>proc_pid_rusage</c>), Windows (<c>ProcessVmCounters</c>).
    /// </summary>
    public ProcessMemoryDetails? MemoryDetails
    {
        get => Find<ProcessMemoryDetails>(ProcessFields.MemoryDetails);
        init => Add(ProcessFields.MemoryDetails, value);
    }

    /// <summary>
    /// The memory footprint: USS, PSS and swap. Kernel threads and zombies have none. Linux (<c>/proc/PID/smaps_rollup</c>), macOS
    /// (<c>PROC_PIDREGIONINFO</c>), Windows (<c>MemoryWorkingSetInformation</c>).
    /// </summary>
    public ProcessMemoryFootprint? MemoryFootprint
    {
        get => Common.MemoryFootprint;
        init => Common.MemoryFootprint = value;
    }

    /// <summary>
    /// The memory mappings, in the order of their addresses. Linux (<c>/proc/PID/smaps</c>), Windows (<c>NtQueryVirtualMemory</c>), FreeBSD
    /// (<c>kern.proc.vmmap</c>).
    /// </summary>
    public IReadOnlyList<ProcessMemoryMap>? MemoryMaps
    {
        get => Find<IReadOnlyList<ProcessMemoryMap>>(ProcessFields.MemoryMaps);
        init => Add(ProcessFields.MemoryMaps, value);
    }

    /// <summary>The open regular files. Not on OpenBSD and NetBSD. Linux: <c>/proc/PID/fd</c> and <c>/proc/PID/fdinfo</c>.</summary>
    public IReadOnlyList<ProcessOpenFile>? OpenFiles
    {
        get => Find<IReadOnlyList<ProcessOpenFile>>(ProcessFields.OpenFiles);
        init => Add(ProcessFields.OpenFiles, value);
    }

    /// <summary>
    /// The number of handles that may be of regular files but whose name could not be read, in time or at all: <see cref="OpenFiles"/> does
    /// not contain them. Null if <see cref="OpenFiles"/> was not requested, and on operating systems other than Windows.
    /// </summary>
    public int? UnnamedFileCount
    {
        get => _rare?.UnnamedFileCount;
        init => SetUnnamedFileCount(value);
    }

    /// <summary>The sockets, of all kinds. Linux: <c>/proc/PID/fd</c> and sock_diag.</summary>
    public IReadOnlyList<NetworkConnection>? Connections
    {
        get => Find<IReadOnlyList<NetworkConnection>>(ProcessFields.Connections);
        init => Add(ProcessFields.Connections, value);
    }

    /// <summary>
    /// The numbers of the CPUs that the process may run on. Linux (<c>sched_getaffinity</c>), Windows (<c>ProcessAffinityMask</c>), FreeBSD
    /// (<c>cpuset_getaffinity</c>).
    /// </summary>
    public IReadOnlyList<int>? CpuAffinity
    {
        get => Find<IReadOnlyList<int>>(ProcessFields.CpuAffinity);
        init => Add(ProcessFields.CpuAffinity, value);
    }

    /// <summary>The resource limits. Linux (<c>/proc/PID/limits</c>), FreeBSD (<c>kern.proc.rlimit</c>).</summary>
    public IReadOnlyDictionary<ResourceKind, ResourceLimit>? ResourceLimits
    {
        get => Find<IReadOnlyDictionary<ResourceKind, ResourceLimit>>(ProcessFields.ResourceLimits);
        init => Add(ProcessFields.ResourceLimits, value);
    }

    /// <summary>
    /// The OOM score: when memory runs out, the kernel ends the process with the highest score first. At most 1000, or 2000 with
    /// <c>oom_score_adj</c>. Linux (<c>/proc/PID/oom_score</c>).
    /// </summary>
    public int? OomScore
    {
        get => FindValue<int>(ProcessFields.OomScore);
        init => Add(ProcessFields.OomScore, value);
    }

    /// <summary>
    /// The process group, to which a terminal sends its signals: the PID of the group's leader. Unix. Linux (<c>/proc/PID/stat</c>): 0 for
    /// kernel threads, and for a group outside the PID namespace.
    /// </summary>
    public int? ProcessGroupId
    {
        get => FindValue<int>(ProcessFields.ProcessGroupId);
        init => Add(ProcessFields.ProcessGroupId, value);
    }

    /// <summary>
    /// The session. Linux (<c>/proc/PID/stat</c>), BSD: the PID of the session's leader; 0 as for <see cref="ProcessGroupId"/>. Windows:
    /// the number of the session that the process was started in; 0 for services. Not on macOS.
    /// </summary>
    public int? SessionId
    {
        get => FindValue<int>(ProcessFields.SessionId);
        init => Add(ProcessFields.SessionId, value);
    }

    /// <summary>
    /// What the process has sent and received over TCP and UDP since the <see cref="ProcessMonitor"/> was created that this snapshot is of.
    /// Null with the reason <see cref="UnavailableReason.NotMeasured"/> in a snapshot of a single capture: the kernel keeps no such sums.
    /// Linux (<see cref="ProcessNetworkMeter"/>).
    /// </summary>
    public ProcessNetworkIOCounters? NetworkIO
    {
        get => FindValue<ProcessNetworkIOCounters>(ProcessFields.NetworkIO);
        init => Add(ProcessFields.NetworkIO, value);
    }

    /// <summary>The cgroup of the process; null without a reason if no hierarchy is mounted. Linux (<c>/proc/PID/cgroup</c>).</summary>
    public ProcessCgroup? Cgroup
    {
        get => Find<ProcessCgroup>(ProcessFields.Cgroup);
        init => Add(ProcessFields.Cgroup, value);
    }

    /// <summary>
    /// What the process uses of each GPU: one entry for each, by id; empty if it uses none. Not in <see cref="ProcessFields.All"/>. Linux,
    /// Windows, macOS: as <see cref="Psutil.Gpus.GetProcesses"/> reads it.
    /// </summary>
    /// <remarks>
    /// What a process has opened by several descriptors counts once. What several processes hold together, because one has forked, counts
    /// for the one that started first if all are captured together, and for each if one is captured alone.
    /// </remarks>
    public IReadOnlyList<ProcessGpuCounters>? Gpu
    {
        get => Find<IReadOnlyList<ProcessGpuCounters>>(ProcessFields.Gpu);
        init => Add(ProcessFields.Gpu, value);
    }
}
