using System.Diagnostics;

namespace Psutil;

/// <summary>
/// One process at one moment: the fields that were asked for, each source read once. A field that was not asked for is null; so is one
/// that could not be had, and then <see cref="Unavailable"/> tells why. Never throws.
/// </summary>
public sealed class ProcessSnapshot
{
    internal static readonly IReadOnlyDictionary<ProcessFields, Unavailability> NothingUnavailable = new Dictionary<
        ProcessFields,
        Unavailability
    >(0);

    // The fields of a process table live in the snapshot itself, with one bit each instead of a nullable's eight bytes; the others, asked
    // for less often, in an object of their own. That keeps a table of many processes small.
    private ProcessFields _present;
    private OtherFields? _other;
    private string? _name;
    private int _parentPid;
    private ProcessStatus _status;
    private DateTimeOffset _createTime;
    private ProcessCpuTimes _cpuTimes;
    private CompactMemory _memory;
    private ProcessMemoryFootprint _footprint;
    private int _threadCount;
    private long _approximateRss;
    private int _nice;
    private int _cpuNumber;
    private ProcessPageFaults _pageFaults;
    private ProcessUserIds _userIds;

    /// <summary>Makes a snapshot of a process.</summary>
    public ProcessSnapshot(ProcessIdentity identity) => Identity = identity;

    /// <summary>Which process this is.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>The fields that were asked for and could not be had, with the reason; empty if all were.</summary>
    public IReadOnlyDictionary<ProcessFields, Unavailability> Unavailable { get; init; } = NothingUnavailable;

    /// <summary>The process's name; a name that the kernel cut (Linux: at 15 bytes) is completed from the command line.</summary>
    public string? Name
    {
        get => Has(ProcessFields.Name) ? _name : null;
        init => Set(ProcessFields.Name, value is not null, ref _name, value);
    }

    /// <summary>The parent's PID; 0 for processes that have none.</summary>
    public int? ParentPid
    {
        get => Has(ProcessFields.ParentPid) ? _parentPid : null;
        init => Set(ProcessFields.ParentPid, value is not null, ref _parentPid, value.GetValueOrDefault());
    }

    /// <summary>What it is doing.</summary>
    public ProcessStatus? Status
    {
        get => Has(ProcessFields.Status) ? _status : null;
        init => Set(ProcessFields.Status, value is not null, ref _status, value.GetValueOrDefault());
    }

    /// <summary>When it started, by the machine's present clock. Linux: to 1/100 s after the boot time, which has whole seconds.</summary>
    public DateTimeOffset? CreateTime
    {
        get => Has(ProcessFields.CreateTime) ? _createTime : null;
        init => Set(ProcessFields.CreateTime, value is not null, ref _createTime, value.GetValueOrDefault());
    }

    /// <summary>The CPU time it has used.</summary>
    public ProcessCpuTimes? CpuTimes
    {
        get => Has(ProcessFields.CpuTimes) ? _cpuTimes : null;
        init => Set(ProcessFields.CpuTimes, value is not null, ref _cpuTimes, value.GetValueOrDefault());
    }

    /// <summary>Its memory, with the exact RSS.</summary>
    public ProcessMemory? Memory
    {
        get => Has(ProcessFields.Memory) ? _memory.Expand() : _other?.Memory;
        init
        {
            if (value is { } memory)
            {
                if (CompactMemory.TryCreate(memory, out CompactMemory compact))
                {
                    Set(ProcessFields.Memory, true, ref _memory, compact);
                }
                else
                {
                    Other.Memory = memory;
                }
            }
        }
    }

    /// <summary>How many threads it has.</summary>
    public int? ThreadCount
    {
        get => Has(ProcessFields.ThreadCount) ? _threadCount : null;
        init => Set(ProcessFields.ThreadCount, value is not null, ref _threadCount, value.GetValueOrDefault());
    }

    /// <summary>Its RSS in bytes as the kernel's cheap counter has it: off by some pages per CPU since Linux 6.2.</summary>
    public long? ApproximateRss
    {
        get => Has(ProcessFields.ApproximateRss) ? _approximateRss : null;
        init => Set(ProcessFields.ApproximateRss, value is not null, ref _approximateRss, value.GetValueOrDefault());
    }

    /// <summary>Its nice value, from −20 (first) to 19 (last). Unix.</summary>
    public int? Nice
    {
        get => Has(ProcessFields.Nice) ? _nice : null;
        init => Set(ProcessFields.Nice, value is not null, ref _nice, value.GetValueOrDefault());
    }

    /// <summary>The CPU it ran on last. Linux, FreeBSD.</summary>
    public int? CpuNumber
    {
        get => Has(ProcessFields.CpuNumber) ? _cpuNumber : null;
        init => Set(ProcessFields.CpuNumber, value is not null, ref _cpuNumber, value.GetValueOrDefault());
    }

    /// <summary>Its page faults.</summary>
    public ProcessPageFaults? PageFaults
    {
        get => Has(ProcessFields.PageFaults) ? _pageFaults : null;
        init => Set(ProcessFields.PageFaults, value is not null, ref _pageFaults, value.GetValueOrDefault());
    }

    /// <summary>The program and its arguments; empty for kernel threads.</summary>
    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>
    /// The program's file; null without a reason if it has none (a kernel thread). Of a file that was deleted since, where it was.
    /// </summary>
    public string? ExecutablePath { get; init; }

    /// <summary>Its working directory.</summary>
    public string? WorkingDirectory
    {
        get => _other?.WorkingDirectory;
        init
        {
            if (value is not null)
            {
                Other.WorkingDirectory = value;
            }
        }
    }

    /// <summary>Its environment when it started. May hold secrets.</summary>
    public IReadOnlyDictionary<string, string>? Environment
    {
        get => _other?.Environment;
        init
        {
            if (value is not null)
            {
                Other.Environment = value;
            }
        }
    }

    /// <summary>The user who started it (the real user); the user's number where the database has no name for it.</summary>
    public string? UserName { get; init; }

    /// <summary>The users it acts as. Unix.</summary>
    public ProcessUserIds? UserIds
    {
        get => Has(ProcessFields.UserIds) ? _userIds : null;
        init => Set(ProcessFields.UserIds, value is not null, ref _userIds, value.GetValueOrDefault());
    }

    /// <summary>The groups it acts as. Unix.</summary>
    public ProcessUserIds? GroupIds
    {
        get => _other?.GroupIds;
        init
        {
            if (value is not null)
            {
                Other.GroupIds = value;
            }
        }
    }

    /// <summary>Its controlling terminal, such as <c>/dev/pts/0</c>; null without a reason if it has none. Unix.</summary>
    public string? Terminal
    {
        get => _other?.Terminal;
        init
        {
            if (value is not null)
            {
                Other.Terminal = value;
            }
        }
    }

    /// <summary>The class of its priority: psutil's <c>nice</c> on Windows. Windows.</summary>
    public ProcessPriorityClass? PriorityClass
    {
        get => _other?.PriorityClass;
        init
        {
            if (value is not null)
            {
                Other.PriorityClass = value;
            }
        }
    }

    /// <summary>The priority of its I/O. Linux, Windows.</summary>
    public IOPriority? IOPriority
    {
        get => _other?.IOPriority;
        init
        {
            if (value is not null)
            {
                Other.IOPriority = value;
            }
        }
    }

    /// <summary>Its I/O. Not on macOS.</summary>
    public ProcessIOCounters? IOCounters
    {
        get => _other?.IOCounters;
        init
        {
            if (value is not null)
            {
                Other.IOCounters = value;
            }
        }
    }

    /// <summary>How often it gave up the CPU.</summary>
    public ProcessContextSwitches? ContextSwitches
    {
        get => _other?.ContextSwitches;
        init
        {
            if (value is not null)
            {
                Other.ContextSwitches = value;
            }
        }
    }

    /// <summary>How many descriptors it has open. Unix.</summary>
    public int? FileDescriptorCount
    {
        get => _other?.FileDescriptorCount;
        init
        {
            if (value is not null)
            {
                Other.FileDescriptorCount = value;
            }
        }
    }

    /// <summary>How many handles it has open. Windows.</summary>
    public int? HandleCount
    {
        get => _other?.HandleCount;
        init
        {
            if (value is not null)
            {
                Other.HandleCount = value;
            }
        }
    }

    /// <summary>Its threads, by number.</summary>
    public IReadOnlyList<ProcessThreadInfo>? Threads
    {
        get => _other?.Threads;
        init
        {
            if (value is not null)
            {
                Other.Threads = value;
            }
        }
    }

    /// <summary>More of its memory.</summary>
    public ProcessMemoryDetails? MemoryDetails
    {
        get => _other?.MemoryDetails;
        init
        {
            if (value is not null)
            {
                Other.MemoryDetails = value;
            }
        }
    }

    /// <summary>What its memory really costs: USS, PSS and swap. Linux, macOS, Windows.</summary>
    public ProcessMemoryFootprint? MemoryFootprint
    {
        get => Has(ProcessFields.MemoryFootprint) ? _footprint : null;
        init => Set(ProcessFields.MemoryFootprint, value is not null, ref _footprint, value.GetValueOrDefault());
    }

    /// <summary>Its mapped regions, in the order of their addresses. Linux, Windows, FreeBSD.</summary>
    public IReadOnlyList<ProcessMemoryMap>? MemoryMaps
    {
        get => _other?.MemoryMaps;
        init
        {
            if (value is not null)
            {
                Other.MemoryMaps = value;
            }
        }
    }

    /// <summary>The regular files it has open.</summary>
    public IReadOnlyList<ProcessOpenFile>? OpenFiles
    {
        get => _other?.OpenFiles;
        init
        {
            if (value is not null)
            {
                Other.OpenFiles = value;
            }
        }
    }

    /// <summary>
    /// How many more handles it has that may be to regular files, but could not be named in time or at all: then <see cref="OpenFiles"/> is
    /// not all of them. Null if not asked for or if this cannot happen. Windows.
    /// </summary>
    public int? UnnamedFileCount
    {
        get => _other?.UnnamedFileCount;
        init
        {
            if (value is not null)
            {
                Other.UnnamedFileCount = value;
            }
        }
    }

    /// <summary>Its sockets of all kinds.</summary>
    public IReadOnlyList<NetworkConnection>? Connections
    {
        get => _other?.Connections;
        init
        {
            if (value is not null)
            {
                Other.Connections = value;
            }
        }
    }

    /// <summary>The CPUs it may run on. Linux, Windows, FreeBSD.</summary>
    public IReadOnlyList<int>? CpuAffinity
    {
        get => _other?.CpuAffinity;
        init
        {
            if (value is not null)
            {
                Other.CpuAffinity = value;
            }
        }
    }

    /// <summary>The limits that the kernel holds it to. Linux, FreeBSD.</summary>
    public IReadOnlyDictionary<ResourceKind, ResourceLimit>? ResourceLimits
    {
        get => _other?.ResourceLimits;
        init
        {
            if (value is not null)
            {
                Other.ResourceLimits = value;
            }
        }
    }

    /// <summary>The snapshot of a process that has ended: every requested field is gone.</summary>
    internal static ProcessSnapshot Gone(ProcessIdentity identity, ProcessFields fields) =>
        WithoutFields(identity, fields, new Unavailability(UnavailableReason.Gone));

    /// <summary>The snapshot of a process of which nothing could be read, for one reason.</summary>
    internal static ProcessSnapshot WithoutFields(ProcessIdentity identity, ProcessFields fields, Unavailability reason)
    {
        Dictionary<ProcessFields, Unavailability> reasons = [];
        for (long rest = (long)(fields & ProcessFields.All); rest != 0; rest &= rest - 1)
        {
            reasons[(ProcessFields)(rest & -rest)] = reason;
        }

        return new ProcessSnapshot(identity) { Unavailable = reasons };
    }

    private OtherFields Other => _other ??= new OtherFields();

    private bool Has(ProcessFields field) => (_present & field) != 0;

    private void Set<T>(ProcessFields field, bool isPresent, ref T target, T value)
    {
        _present = isPresent ? _present | field : _present & ~field;
        target = value;
    }

    private sealed class OtherFields
    {
        public string? WorkingDirectory { get; set; }

        public IReadOnlyDictionary<string, string>? Environment { get; set; }

        public ProcessUserIds? GroupIds { get; set; }

        public string? Terminal { get; set; }

        public ProcessPriorityClass? PriorityClass { get; set; }

        public IOPriority? IOPriority { get; set; }

        public ProcessIOCounters? IOCounters { get; set; }

        public ProcessContextSwitches? ContextSwitches { get; set; }

        public int? FileDescriptorCount { get; set; }

        public int? HandleCount { get; set; }

        public IReadOnlyList<ProcessThreadInfo>? Threads { get; set; }

        public ProcessMemoryDetails? MemoryDetails { get; set; }

        public ProcessMemory? Memory { get; set; }

        public IReadOnlyList<ProcessMemoryMap>? MemoryMaps { get; set; }

        public IReadOnlyList<ProcessOpenFile>? OpenFiles { get; set; }

        public int? UnnamedFileCount { get; set; }

        public IReadOnlyList<NetworkConnection>? Connections { get; set; }

        public IReadOnlyList<int>? CpuAffinity { get; set; }

        public IReadOnlyDictionary<ResourceKind, ResourceLimit>? ResourceLimits { get; set; }
    }
}
