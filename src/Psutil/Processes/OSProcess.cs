using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace Psutil;

/// <summary>
/// The live handle of one process. Every call asks the operating system anew and answers for this very process: where its PID has passed to
/// another one, <see cref="NoSuchProcessException"/> is raised, never the other one's value.
/// </summary>
/// <remarks>
/// All getters raise <see cref="NoSuchProcessException"/> (<see cref="ZombieProcessException"/> where a zombie has nothing to tell),
/// <see cref="AccessDeniedException"/>, <see cref="SystemCallException"/>, <see cref="MalformedDataException"/>, or
/// <see cref="PsutilNotSupportedException"/> where this operating system does not tell. To read several fields at once, or to have
/// reasons instead of exceptions, use <see cref="Capture"/>. Safe for use by several threads at once.
/// </remarks>
public abstract partial class OSProcess : IEquatable<OSProcess>
{
    private readonly Processes _processes;

    /// <summary>Makes the handle of a process.</summary>
    /// <param name="processes">The facet that the process was found by.</param>
    /// <param name="identity">Which process it is.</param>
    protected OSProcess(Processes processes, ProcessIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(processes);
        _processes = processes;
        Identity = identity;
    }

    /// <summary>What tells this process from every other that ever had its PID.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>Whether two handles stand for the same process.</summary>
    public static bool operator ==(OSProcess? left, OSProcess? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two handles stand for different processes.</summary>
    public static bool operator !=(OSProcess? left, OSProcess? right) => !(left == right);

    /// <summary>
    /// The requested fields, each source read once. Never throws: what could not be had is named, with the reason, in
    /// <see cref="ProcessSnapshot.Unavailable"/>.
    /// </summary>
    public abstract ProcessSnapshot Capture(ProcessFields fields);

    /// <summary>Whether the process still exists; a zombie does.</summary>
    public abstract bool IsRunning();

    /// <inheritdoc cref="ProcessSnapshot.Name"/>
    public string GetName() => Get(ProcessFields.Name).Name!;

    /// <inheritdoc cref="ProcessSnapshot.ParentPid"/>
    public int? GetParentPid() => Get(ProcessFields.ParentPid).ParentPid;

    /// <inheritdoc cref="ProcessSnapshot.Status"/>
    public ProcessStatus GetStatus() => Get(ProcessFields.Status).Status!.Value;

    /// <inheritdoc cref="ProcessSnapshot.CreateTime"/>
    public DateTimeOffset GetCreateTime() => Get(ProcessFields.CreateTime).CreateTime!.Value;

    /// <inheritdoc cref="ProcessSnapshot.CpuTimes"/>
    public ProcessCpuTimes GetCpuTimes() => Get(ProcessFields.CpuTimes).CpuTimes!.Value;

    /// <inheritdoc cref="ProcessSnapshot.Memory"/>
    public ProcessMemory GetMemory() => Get(ProcessFields.Memory).Memory!.Value;

    /// <inheritdoc cref="ProcessSnapshot.MemoryDetails"/>
    [UnsupportedOSPlatform("freebsd")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public ProcessMemoryDetails GetMemoryDetails() => Get(ProcessFields.MemoryDetails).MemoryDetails!;

    /// <inheritdoc cref="ProcessSnapshot.MemoryFootprint"/>
    [UnsupportedOSPlatform("freebsd")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public ProcessMemoryFootprint GetMemoryFootprint() => Get(ProcessFields.MemoryFootprint).MemoryFootprint!.Value;

    /// <summary>Its mapped regions, in the order of their addresses, or grouped by path. Linux, Windows, FreeBSD.</summary>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public IReadOnlyList<ProcessMemoryMap> GetMemoryMaps(bool grouped = false)
    {
        IReadOnlyList<ProcessMemoryMap> maps = Get(ProcessFields.MemoryMaps).MemoryMaps!;
        return grouped ? ProcessMemoryMap.Group(maps) : maps;
    }

    /// <inheritdoc cref="ProcessSnapshot.ThreadCount"/>
    public int GetThreadCount() => Get(ProcessFields.ThreadCount).ThreadCount!.Value;

    /// <inheritdoc cref="ProcessSnapshot.Threads"/>
    public IReadOnlyList<ProcessThreadInfo> GetThreads() => Get(ProcessFields.Threads).Threads!;

    /// <inheritdoc cref="ProcessSnapshot.CommandLine"/>
    public IReadOnlyList<string> GetCommandLine() => Get(ProcessFields.CommandLine).CommandLine!;

    /// <inheritdoc cref="ProcessSnapshot.ExecutablePath"/>
    [UnsupportedOSPlatform("openbsd")]
    public string? GetExecutablePath() => Get(ProcessFields.ExecutablePath).ExecutablePath;

    /// <inheritdoc cref="ProcessSnapshot.WorkingDirectory"/>
    public string? GetWorkingDirectory() => Get(ProcessFields.WorkingDirectory).WorkingDirectory;

    /// <inheritdoc cref="ProcessSnapshot.Environment"/>
    public IReadOnlyDictionary<string, string> GetEnvironment() => Get(ProcessFields.Environment).Environment!;

    /// <inheritdoc cref="ProcessSnapshot.UserName"/>
    public string GetUserName() => Get(ProcessFields.UserName).UserName!;

    /// <inheritdoc cref="ProcessSnapshot.UserIds"/>
    [UnsupportedOSPlatform("windows")]
    public CredentialIds GetUserIds() => Get(ProcessFields.UserIds).UserIds!.Value;

    /// <inheritdoc cref="ProcessSnapshot.GroupIds"/>
    [UnsupportedOSPlatform("windows")]
    public CredentialIds GetGroupIds() => Get(ProcessFields.GroupIds).GroupIds!.Value;

    /// <inheritdoc cref="ProcessSnapshot.Terminal"/>
    [UnsupportedOSPlatform("windows")]
    public string? GetTerminal() => Get(ProcessFields.Terminal).Terminal;

    /// <inheritdoc cref="ProcessSnapshot.IOCounters"/>
    [UnsupportedOSPlatform("macos")]
    public ProcessIOCounters GetIOCounters() => Get(ProcessFields.IOCounters).IOCounters!.Value;

    /// <inheritdoc cref="ProcessSnapshot.ContextSwitches"/>
    public ProcessContextSwitches GetContextSwitches() => Get(ProcessFields.ContextSwitches).ContextSwitches!.Value;

    /// <inheritdoc cref="ProcessSnapshot.PageFaults"/>
    public ProcessPageFaults GetPageFaults() => Get(ProcessFields.PageFaults).PageFaults!.Value;

    /// <inheritdoc cref="ProcessSnapshot.FileDescriptorCount"/>
    [UnsupportedOSPlatform("windows")]
    public int GetFileDescriptorCount() => Get(ProcessFields.FileDescriptorCount).FileDescriptorCount!.Value;

    /// <inheritdoc cref="ProcessSnapshot.HandleCount"/>
    [SupportedOSPlatform("windows")]
    public int GetHandleCount() => Get(ProcessFields.HandleCount).HandleCount!.Value;

    /// <inheritdoc cref="ProcessSnapshot.OpenFiles"/>
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public IReadOnlyList<ProcessOpenFile> GetOpenFiles() => Get(ProcessFields.OpenFiles).OpenFiles!;

    /// <summary>Its sockets of the given kinds.</summary>
    public IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds = ConnectionKinds.Inet) =>
        [.. Get(ProcessFields.Connections).Connections!.Where(connection => (connection.Kind & kinds) != 0)];

    /// <inheritdoc cref="ProcessSnapshot.Nice"/>
    [UnsupportedOSPlatform("windows")]
    public int GetNice() => Get(ProcessFields.Nice).Nice!.Value;

    /// <inheritdoc cref="ProcessSnapshot.PriorityClass"/>
    [SupportedOSPlatform("windows")]
    public ProcessPriorityClass GetPriorityClass() => Get(ProcessFields.PriorityClass).PriorityClass!.Value;

    /// <inheritdoc cref="ProcessSnapshot.IOPriority"/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("freebsd")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public IOPriority GetIOPriority() => Get(ProcessFields.IOPriority).IOPriority!.Value;

    /// <inheritdoc cref="ProcessSnapshot.CpuAffinity"/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public IReadOnlyList<int> GetCpuAffinity() => Get(ProcessFields.CpuAffinity).CpuAffinity!;

    /// <inheritdoc cref="ProcessSnapshot.CpuNumber"/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public int GetCpuNumber() => Get(ProcessFields.CpuNumber).CpuNumber!.Value;

    /// <inheritdoc cref="ProcessSnapshot.OomScore"/>
    [SupportedOSPlatform("linux")]
    public int GetOomScore() => Get(ProcessFields.OomScore).OomScore!.Value;

    /// <inheritdoc cref="ProcessSnapshot.ProcessGroupId"/>
    [UnsupportedOSPlatform("windows")]
    public int GetProcessGroupId() => Get(ProcessFields.ProcessGroupId).ProcessGroupId!.Value;

    /// <inheritdoc cref="ProcessSnapshot.SessionId"/>
    [UnsupportedOSPlatform("macos")]
    public int GetSessionId() => Get(ProcessFields.SessionId).SessionId!.Value;

    /// <inheritdoc cref="ProcessSnapshot.Cgroup"/>
    [SupportedOSPlatform("linux")]
    public ProcessCgroup? GetCgroup() => Get(ProcessFields.Cgroup).Cgroup;

    /// <inheritdoc cref="ProcessSnapshot.ResourceLimits"/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public IReadOnlyDictionary<ResourceKind, ResourceLimit> GetResourceLimits() => Get(ProcessFields.ResourceLimits).ResourceLimits!;

    /// <summary>One of the limits that the kernel holds it to. Linux, FreeBSD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is <see cref="ResourceKind.Unknown"/> or undefined.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public ResourceLimit GetResourceLimit(ResourceKind kind)
    {
        if (kind == ResourceKind.Unknown || !Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }

        return GetResourceLimits().TryGetValue(kind, out ResourceLimit limit)
            ? limit
            : throw PsutilNotSupportedException.Here($"A limit of {kind}");
    }

    /// <summary>The share of the machine's memory that it uses, in percent.</summary>
    public double GetMemoryPercent(ProcessMemoryKind kind = ProcessMemoryKind.Rss)
    {
        long? bytes = kind switch
        {
            ProcessMemoryKind.Rss => GetMemory().Rss,
            ProcessMemoryKind.Vms => GetMemory().Vms,
            ProcessMemoryKind.Shared => GetMemory().Shared,
            ProcessMemoryKind.Text => GetMemory().Text,
            ProcessMemoryKind.Data => GetMemory().Data,
            ProcessMemoryKind.Uss => Get(ProcessFields.MemoryFootprint).MemoryFootprint?.Uss,
            ProcessMemoryKind.Pss => Get(ProcessFields.MemoryFootprint).MemoryFootprint?.Pss,
            ProcessMemoryKind.Swap => Get(ProcessFields.MemoryFootprint).MemoryFootprint?.Swap,
            ProcessMemoryKind.PeakRss => GetMemory().PeakRss ?? Get(ProcessFields.MemoryDetails).MemoryDetails?.PeakRss,
            ProcessMemoryKind.PeakVms => GetMemory().PeakVms ?? Get(ProcessFields.MemoryDetails).MemoryDetails?.PeakVms,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return (bytes ?? throw NotSupported()) * 100.0 / _processes.Machine.Memory.GetVirtual().Total;
    }

    /// <summary>Its parent; null if it has none, or the parent has ended meanwhile.</summary>
    public OSProcess? GetParent()
    {
        ProcessSnapshot snapshot = Get(ProcessFields.ParentPid);
        return snapshot.ParentPid is { } pid && _processes.TryGet(pid, out OSProcess? parent) && CanBeParent(parent.Identity, Identity)
            ? parent
            : null;
    }

    /// <summary>Its parent, the parent's parent and so on up to the first process.</summary>
    public IReadOnlyList<OSProcess> GetParents()
    {
        List<OSProcess> parents = [];
        HashSet<int> seen = [Pid];
        OSProcess? parent = GetParent();
        while (parent is not null && seen.Add(parent.Pid))
        {
            parents.Add(parent);
            try
            {
                parent = parent.GetParent();
            }
            catch (NoSuchProcessException)
            {
                break;
            }
        }

        return parents;
    }

    /// <summary>
    /// Its children or, recursively, all its descendants, each before its own children. A process that took over the PID of an ended parent
    /// is not mistaken for it.
    /// </summary>
    public IReadOnlyList<OSProcess> GetChildren(bool recursive = false)
    {
        IReadOnlyList<ProcessSnapshot> all = _processes.Capture(ProcessFields.ParentPid);
        if (!IsRunning())
        {
            throw new NoSuchProcessException(Pid);
        }

        IEnumerable<ProcessSnapshot> descendants = Descendants(_processes, Identity, all);
        return
        [
            .. (recursive ? descendants : descendants.Where(child => child.ParentPid == Pid)).Select(child =>
                _processes.FromIdentity(child.Identity)
            ),
        ];
    }

    /// <summary>
    /// The CPU time it uses over an interval from now, in percent of one CPU: several threads can use more than 100. Blocks for that long.
    /// </summary>
    public double GetCpuPercent(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        CpuSample earlier = Sample();
        Thread.Sleep(interval);
        return Sample().PercentSince(earlier);
    }

    /// <inheritdoc cref="GetCpuPercent"/>
    public async Task<double> GetCpuPercentAsync(TimeSpan interval, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        CpuSample earlier = Sample();
        await Task.Delay(interval, cancellationToken).ConfigureAwait(false);
        return Sample().PercentSince(earlier);
    }

    /// <summary>The framework's object of this very process, for the caller to dispose.</summary>
    /// <remarks>
    /// On Windows it holds the process from then on, if the caller may; on Unix it knows no more than the PID, which passes on once the
    /// process has ended and was collected.
    /// </remarks>
    /// <exception cref="NoSuchProcessException">The process has ended, even if its PID belongs to another one now.</exception>
    public Process OpenProcess()
    {
        Process process;
        try
        {
#pragma warning disable RS0030 // To meet the framework's object is what this is for.
            process = Process.GetProcessById(Pid);
#pragma warning restore RS0030
        }
        catch (ArgumentException)
        {
            throw new NoSuchProcessException(Pid);
        }

        // Asked once the framework has it: a process that lives now had its PID all along.
        if (_processes.IsOfThisSystem && Hold(process) && IsRunning())
        {
            return process;
        }

        process.Dispose();
        throw _processes.IsOfThisSystem ? new NoSuchProcessException(Pid) : _processes.OfAnotherSystem();
    }

    /// <summary>Whether both stand for the same process: same PID, same start.</summary>
    public bool Equals(OSProcess? other) => other is not null && Identity == other.Identity;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OSProcess);

    /// <inheritdoc/>
    public override int GetHashCode() => Identity.GetHashCode();

    /// <summary>The PID, for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {Pid}");

    /// <summary>Has the framework take hold of a process, where it can and may; whether the process has not ended yet.</summary>
    private static bool Hold(Process process)
    {
        try
        {
            return !process.SafeHandle.IsClosed && !process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return true;
        }
    }

    // A parent cannot have started after its child: if it did, it took over the PID of the real one.
    private static bool CanBeParent(ProcessIdentity parent, ProcessIdentity child) =>
        parent.StartTime is not { } start || child.StartTime is not { } childStart || start <= childStart;

    /// <summary>One field, or the exception that tells why it could not be had.</summary>
    private ProcessSnapshot Get(ProcessFields field)
    {
        ProcessSnapshot snapshot = Capture(field);
        return snapshot.Unavailable.TryGetValue(field, out Unavailability reason) ? throw ToException(reason, field, snapshot) : snapshot;
    }

    private PsutilException ToException(Unavailability unavailability, ProcessFields field, ProcessSnapshot snapshot) =>
        unavailability.Reason switch
        {
            UnavailableReason.Denied => new AccessDeniedException(Pid, snapshot.Name, unavailability.Error),
            UnavailableReason.Gone => new NoSuchProcessException(Pid, snapshot.Name, unavailability.Error),
            UnavailableReason.Zombie => new ZombieProcessException(Pid, snapshot.Name, snapshot.ParentPid, unavailability.Error),
            UnavailableReason.TimedOut => new PsutilTimeoutException($"{field} of process {Pid} could not be read in time", timeout: null),
            UnavailableReason.Malformed => new MalformedDataException($"process {Pid}", unavailability.MalformedField ?? field.ToString()),
            UnavailableReason.Failed when unavailability.Error is { } error => new SystemCallException(error),
            _ => new PsutilNotSupportedException($"{field} of process {Pid} is not supported here", unavailability.Error),
        };

    private CpuSample Sample() => new(TimeProvider.System.GetTimestamp(), GetCpuTimes().Total);

    private readonly record struct CpuSample(long Timestamp, TimeSpan CpuTime)
    {
        public double PercentSince(CpuSample earlier) =>
            Math.Max(0, (CpuTime - earlier.CpuTime) / TimeProvider.System.GetElapsedTime(earlier.Timestamp, Timestamp) * 100);
    }
}
