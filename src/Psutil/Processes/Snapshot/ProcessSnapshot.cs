using System.Diagnostics;

namespace Psutil;

/// <summary>
/// One process at one moment: the fields that were asked for, each source read once. A field that was not asked for is null; so is one
/// that could not be read, and then <see cref="Unavailable"/> gives the reason. Never throws.
/// </summary>
public sealed partial class ProcessSnapshot
{
    private IReadOnlyDictionary<ProcessFields, Unavailability> _unavailable = NothingUnavailable;

    /// <summary>Makes a snapshot of a process.</summary>
    public ProcessSnapshot(ProcessIdentity identity) => Identity = identity;

    /// <summary>Which process this is.</summary>
    public ProcessIdentity Identity { get; internal set; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>The fields that were asked for and could not be had, with the reason; empty if all were.</summary>
    public IReadOnlyDictionary<ProcessFields, Unavailability> Unavailable
    {
        get => _unavailable;
        init => _unavailable = value;
    }

    /// <summary>The process's name; a name that the kernel cut (Linux: at 15 bytes) is completed from the command line.</summary>
    public string? Name
    {
        get => Common.Name;
        init => Common.Name = value;
    }

    /// <summary>
    /// The parent's PID; null without a reason if the process has none (on Linux also where the parent is outside the container). On
    /// Windows, macOS and the BSDs PID 0 is a process, and others have it as their parent.
    /// </summary>
    public int? ParentPid
    {
        get => Common.ParentPid;
        init => Common.ParentPid = value;
    }

    /// <summary>What it is doing.</summary>
    public ProcessStatus? Status
    {
        get => Common.Status;
        init => Common.Status = value;
    }

    /// <summary>When it started, by the machine's present clock. Linux: to 1/100 s after the boot time, which has whole seconds.</summary>
    public DateTimeOffset? CreateTime
    {
        get => Common.CreateTime;
        init => Common.CreateTime = value;
    }

    /// <summary>The CPU time it has used.</summary>
    public ProcessCpuTimes? CpuTimes
    {
        get => Common.CpuTimes;
        init => Common.CpuTimes = value;
    }

    /// <summary>Its memory, with the exact RSS.</summary>
    public ProcessMemory? Memory
    {
        get => Common.Memory ?? FindValue<ProcessMemory>(ProcessFields.Memory);
        init => SetMemory(value);
    }

    /// <summary>How many threads it has.</summary>
    public int? ThreadCount
    {
        get => Common.ThreadCount;
        init => Common.ThreadCount = value;
    }

    /// <summary>Its RSS in bytes as the kernel's cheap counter has it: off by some pages per CPU since Linux 6.2.</summary>
    public long? ApproximateRss
    {
        get => Common.ApproximateRss;
        init => Common.ApproximateRss = value;
    }

    /// <summary>Its nice value, from −20 (first) to 19 (last). Unix.</summary>
    public int? Nice
    {
        get => Common.Nice;
        init => Common.Nice = value;
    }

    /// <summary>The CPU it ran on last. Linux, FreeBSD.</summary>
    public int? CpuNumber
    {
        get => Common.CpuNumber;
        init => Common.CpuNumber = value;
    }

    /// <summary>Its page faults.</summary>
    public ProcessPageFaults? PageFaults
    {
        get => Common.PageFaults;
        init => Common.PageFaults = value;
    }

    /// <summary>The program and its arguments; empty for kernel threads.</summary>
    public IReadOnlyList<string>? CommandLine
    {
        get => Common.CommandLine;
        init => Common.CommandLine = value;
    }

    /// <summary>
    /// Whether <see cref="CommandLine"/> is only the beginning: it was longer than a program can be started with (6 MiB together with the
    /// environment), which a process can pretend, or all command lines were longer than <see cref="MachineOptions.LongestProcessTexts"/>.
    /// Linux.
    /// </summary>
    public bool IsCommandLineCut
    {
        get => IsCut(ProcessFields.CommandLine);
        init => SetCut(ProcessFields.CommandLine, value);
    }

    /// <summary>
    /// The program's file; null without a reason if it has none (a kernel thread). Of a file that was deleted since, where it was.
    /// </summary>
    public string? ExecutablePath
    {
        get => Common.ExecutablePath;
        init => Common.ExecutablePath = value;
    }

    /// <summary>Its working directory.</summary>
    public string? WorkingDirectory
    {
        get => Find<string>(ProcessFields.WorkingDirectory);
        init => Add(ProcessFields.WorkingDirectory, value);
    }

    /// <summary>Its environment when it started. May hold secrets.</summary>
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

    /// <summary>The user who started it (the real user); the user's number where the database has no name for it.</summary>
    public string? UserName
    {
        get => Common.UserName;
        init => Common.UserName = value;
    }

    /// <summary>The users it acts as. Unix.</summary>
    public CredentialIds? UserIds
    {
        get => Common.UserIds;
        init => Common.UserIds = value;
    }

    /// <summary>The groups it acts as. Unix.</summary>
    public CredentialIds? GroupIds
    {
        get => FindValue<CredentialIds>(ProcessFields.GroupIds);
        init => Add(ProcessFields.GroupIds, value);
    }

    /// <summary>Its controlling terminal, such as <c>/dev/pts/0</c>; null without a reason if it has none. Unix.</summary>
    public string? Terminal
    {
        get => Find<string>(ProcessFields.Terminal);
        init => Add(ProcessFields.Terminal, value);
    }

    /// <summary>The class of its priority: psutil's <c>nice</c> on Windows. Windows.</summary>
    public ProcessPriorityClass? PriorityClass
    {
        get => FindValue<ProcessPriorityClass>(ProcessFields.PriorityClass);
        init => Add(ProcessFields.PriorityClass, value);
    }

    /// <summary>The priority of its I/O. Linux, Windows.</summary>
    public IOPriority? IOPriority
    {
        get => FindValue<IOPriority>(ProcessFields.IOPriority);
        init => Add(ProcessFields.IOPriority, value);
    }

    /// <summary>Its I/O. Not on macOS.</summary>
    public ProcessIOCounters? IOCounters
    {
        get => FindValue<ProcessIOCounters>(ProcessFields.IOCounters);
        init => Add(ProcessFields.IOCounters, value);
    }

    /// <summary>How often it gave up the CPU.</summary>
    public ProcessContextSwitches? ContextSwitches
    {
        get => FindValue<ProcessContextSwitches>(ProcessFields.ContextSwitches);
        init => Add(ProcessFields.ContextSwitches, value);
    }

    /// <summary>How many descriptors it has open. Unix.</summary>
    public int? FileDescriptorCount
    {
        get => FindValue<int>(ProcessFields.FileDescriptorCount);
        init => Add(ProcessFields.FileDescriptorCount, value);
    }

    /// <summary>How many handles it has open. Windows.</summary>
    public int? HandleCount
    {
        get => FindValue<int>(ProcessFields.HandleCount);
        init => Add(ProcessFields.HandleCount, value);
    }

    /// <summary>Its threads, by number.</summary>
    public IReadOnlyList<ProcessThreadInfo>? Threads
    {
        get => Find<IReadOnlyList<ProcessThreadInfo>>(ProcessFields.Threads);
        init => Add(ProcessFields.Threads, value);
    }

    /// <summary>More of its memory.</summary>
    public ProcessMemoryDetails? MemoryDetails
    {
        get => Find<ProcessMemoryDetails>(ProcessFields.MemoryDetails);
        init => Add(ProcessFields.MemoryDetails, value);
    }

    /// <summary>What its memory really costs: USS, PSS and swap. Linux, macOS, Windows.</summary>
    public ProcessMemoryFootprint? MemoryFootprint
    {
        get => Common.MemoryFootprint;
        init => Common.MemoryFootprint = value;
    }

    /// <summary>Its mapped regions, in the order of their addresses. Linux, Windows, FreeBSD.</summary>
    public IReadOnlyList<ProcessMemoryMap>? MemoryMaps
    {
        get => Find<IReadOnlyList<ProcessMemoryMap>>(ProcessFields.MemoryMaps);
        init => Add(ProcessFields.MemoryMaps, value);
    }

    /// <summary>The regular files it has open.</summary>
    public IReadOnlyList<ProcessOpenFile>? OpenFiles
    {
        get => Find<IReadOnlyList<ProcessOpenFile>>(ProcessFields.OpenFiles);
        init => Add(ProcessFields.OpenFiles, value);
    }

    /// <summary>
    /// How many more handles it has that may be to regular files, but could not be named in time or at all: then <see cref="OpenFiles"/> is
    /// not all of them. Null if not asked for or if this cannot happen. Windows.
    /// </summary>
    public int? UnnamedFileCount
    {
        get => _rare?.UnnamedFileCount;
        init => SetUnnamedFileCount(value);
    }

    /// <summary>Its sockets of all kinds.</summary>
    public IReadOnlyList<NetworkConnection>? Connections
    {
        get => Find<IReadOnlyList<NetworkConnection>>(ProcessFields.Connections);
        init => Add(ProcessFields.Connections, value);
    }

    /// <summary>The CPUs it may run on. Linux, Windows, FreeBSD.</summary>
    public IReadOnlyList<int>? CpuAffinity
    {
        get => Find<IReadOnlyList<int>>(ProcessFields.CpuAffinity);
        init => Add(ProcessFields.CpuAffinity, value);
    }

    /// <summary>The limits that the kernel holds it to. Linux, FreeBSD.</summary>
    public IReadOnlyDictionary<ResourceKind, ResourceLimit>? ResourceLimits
    {
        get => Find<IReadOnlyDictionary<ResourceKind, ResourceLimit>>(ProcessFields.ResourceLimits);
        init => Add(ProcessFields.ResourceLimits, value);
    }

    /// <summary>
    /// How likely the kernel is to end it when memory runs out: the highest score goes first. Up to 1000, and up to 2000 with its
    /// <c>oom_score_adj</c>. Linux.
    /// </summary>
    public int? OomScore
    {
        get => FindValue<int>(ProcessFields.OomScore);
        init => Add(ProcessFields.OomScore, value);
    }

    /// <summary>
    /// Its process group, to which a terminal sends its signals: the PID of the group's leader. Linux: 0 for the kernel's own threads, and
    /// for a group outside the PID namespace. Unix.
    /// </summary>
    public int? ProcessGroupId
    {
        get => FindValue<int>(ProcessFields.ProcessGroupId);
        init => Add(ProcessFields.ProcessGroupId, value);
    }

    /// <summary>
    /// Its session. Unix: the PID of the session's leader, 0 as for <see cref="ProcessGroupId"/>. Windows: the number of the session that
    /// it was started in, 0 for services. Not on macOS.
    /// </summary>
    public int? SessionId
    {
        get => FindValue<int>(ProcessFields.SessionId);
        init => Add(ProcessFields.SessionId, value);
    }

    /// <summary>The cgroup that it is in; null without a reason where no hierarchy is mounted. Linux.</summary>
    public ProcessCgroup? Cgroup
    {
        get => Find<ProcessCgroup>(ProcessFields.Cgroup);
        init => Add(ProcessFields.Cgroup, value);
    }
}
