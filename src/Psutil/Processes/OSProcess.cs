using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace Psutil;

/// <summary>
/// A handle of one process. Each call reads the current value from the operating system. If another process has got the PID, the call
/// throws <see cref="NoSuchProcessException"/> instead of returning the other process's value.
/// </summary>
/// <remarks>
/// All getters can throw <see cref="NoSuchProcessException"/>, <see cref="ZombieProcessException"/> if a zombie no longer has the value,
/// <see cref="AccessDeniedException"/>, <see cref="SystemCallException"/>, <see cref="MalformedDataException"/>,
/// <see cref="PsutilTimeoutException"/> if the operating system does not answer in time, and <see cref="PsutilNotSupportedException"/> if
/// the operating system does not report the value. To read several fields at once, or to get reasons instead of exceptions, use
/// <see cref="Capture"/>. Thread-safe.
/// </remarks>
public abstract partial class OSProcess : IEquatable<OSProcess>
{
    private readonly Processes _processes;

    // The last known name, for messages.
    private string? _name;

    /// <summary>Creates the handle of a process.</summary>
    /// <param name="processes">The facet that the process belongs to.</param>
    /// <param name="identity">The identity of the process.</param>
    protected OSProcess(Processes processes, ProcessIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(processes);
        _processes = processes;
        Identity = identity;
    }

    /// <summary>The PID and the start time, which identify the process.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The process's PID.</summary>
    public int Pid => Identity.Pid;

    /// <summary>Whether two handles are of the same process.</summary>
    public static bool operator ==(OSProcess? left, OSProcess? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two handles are of different processes.</summary>
    public static bool operator !=(OSProcess? left, OSProcess? right) => !(left == right);

    /// <summary>
    /// Reads the requested fields, each source once. Does not throw if a field cannot be read: <see cref="ProcessSnapshot.Unavailable"/>
    /// has the reason.
    /// </summary>
    public ProcessSnapshot Capture(ProcessFields fields)
    {
        ProcessSnapshot snapshot = CaptureCore(fields);
        _name = snapshot.Name ?? _name;
        return snapshot;
    }

    /// <summary>Whether the process still exists. A zombie exists.</summary>
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

    /// <summary>
    /// The memory mappings of the process, in the order of their addresses, or grouped by path. Linux (<c>/proc/PID/smaps</c>), Windows
    /// (<c>NtQueryVirtualMemory</c>), FreeBSD (<c>kern.proc.vmmap</c>).
    /// </summary>
    /// <param name="grouped">Whether to add up the mappings of each path. False by default.</param>
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

    /// <summary>The sockets of the process, of the given kinds.</summary>
    /// <param name="kinds">The kinds of sockets: TCP and UDP (<see cref="ConnectionKinds.Inet"/>) by default.</param>
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

    /// <inheritdoc cref="ProcessSnapshot.PendingSignalCount"/>
    [SupportedOSPlatform("linux")]
    public int GetPendingSignalCount() => Get(ProcessFields.PendingSignalCount).PendingSignalCount!.Value;

    /// <inheritdoc cref="ProcessSnapshot.ProcessGroupId"/>
    [UnsupportedOSPlatform("windows")]
    public int GetProcessGroupId() => Get(ProcessFields.ProcessGroupId).ProcessGroupId!.Value;

    /// <inheritdoc cref="ProcessSnapshot.SessionId"/>
    [UnsupportedOSPlatform("macos")]
    public int GetSessionId() => Get(ProcessFields.SessionId).SessionId!.Value;

    /// <inheritdoc cref="ProcessSnapshot.Cgroup"/>
    [SupportedOSPlatform("linux")]
    public ProcessCgroup? GetCgroup() => Get(ProcessFields.Cgroup).Cgroup;

    /// <inheritdoc cref="ProcessSnapshot.Gpu"/>
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    [SupportedOSPlatform("macos")]
    public IReadOnlyList<ProcessGpuCounters> GetGpu() => Get(ProcessFields.Gpu).Gpu!;

    /// <inheritdoc cref="ProcessSnapshot.ResourceLimits"/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public IReadOnlyDictionary<ResourceKind, ResourceLimit> GetResourceLimits() => Get(ProcessFields.ResourceLimits).ResourceLimits!;

    /// <summary>A resource limit of the process. Linux (<c>/proc/PID/limits</c>), FreeBSD (<c>kern.proc.rlimit</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is <see cref="ResourceKind.Unknown"/> or not defined.</exception>
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
            : throw PsutilNotSupportedException.Here($"The resource limit {kind}");
    }

    /// <summary>A value of the memory of the process, in percent of the machine's physical memory.</summary>
    /// <param name="kind">The value; the RSS (<see cref="ProcessMemoryKind.Rss"/>) by default.</param>
    /// <remarks>
    /// Every operating system has <see cref="ProcessMemoryKind.Rss"/> and <see cref="ProcessMemoryKind.Vms"/>. Linux: also the values of
    /// <c>statm</c>, <c>status</c> (since Linux 4.5 the RSS by kind) and <c>smaps_rollup</c>. Windows: the peaks, the USS, the address
    /// space and the pools of the kernel. macOS: the USS, and what is wired or in the physical footprint. BSD: code, data, stack and the
    /// peak of the RSS.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The kind is <see cref="ProcessMemoryKind.Unknown"/> or not defined.</exception>
    /// <exception cref="PsutilNotSupportedException">The operating system or its version does not report the value.</exception>
    /// <exception cref="PsutilException">The value could not be read.</exception>
    public double GetMemoryPercent(ProcessMemoryKind kind = ProcessMemoryKind.Rss)
    {
        ProcessFields field = kind switch
        {
            ProcessMemoryKind.Uss or ProcessMemoryKind.Pss or ProcessMemoryKind.Swap => ProcessFields.MemoryFootprint,
            ProcessMemoryKind.PeakRss or ProcessMemoryKind.PeakVms => ProcessFields.Memory | ProcessFields.MemoryDetails,
            ProcessMemoryKind.Rss
            or ProcessMemoryKind.Vms
            or ProcessMemoryKind.Shared
            or ProcessMemoryKind.Text
            or ProcessMemoryKind.Data
            or ProcessMemoryKind.Stack => ProcessFields.Memory,
            _ => ProcessFields.MemoryDetails,
        };
        ProcessSnapshot snapshot = Capture(field);
        return snapshot.GetMemoryPercent(_processes.Machine.Memory.GetVirtual(), kind)
            ?? throw (snapshot.WhyMissing(field) is { } reason ? ToException(reason, field, snapshot) : NotSupported());
    }

    /// <summary>The parent of the process; null if it has none, or if the parent has ended.</summary>
    public OSProcess? GetParent()
    {
        ProcessSnapshot snapshot = Get(ProcessFields.ParentPid);
        return snapshot.ParentPid is { } pid && _processes.TryGet(pid, out OSProcess? parent) && CanBeParent(parent.Identity, Identity)
            ? parent
            : null;
    }

    /// <summary>The ancestors of the process: its parent, the parent's parent and so on, up to the first process.</summary>
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
    /// The children of the process or, if recursive, all its descendants, each before its own children. A process that has got the PID of a
    /// parent that ended is not taken for that parent.
    /// </summary>
    /// <param name="recursive">Whether to find all descendants. False by default.</param>
    public IReadOnlyList<OSProcess> GetChildren(bool recursive = false)
    {
        IReadOnlyList<ProcessSnapshot> all = _processes.Capture(ProcessFields.ParentPid);
        if (!IsRunning())
        {
            throw ToGone();
        }

        IEnumerable<ProcessSnapshot> descendants = Descendants(_processes, [Identity], all);
        return
        [
            .. (recursive ? descendants : descendants.Where(child => child.ParentPid == Pid)).Select(child =>
                _processes.FromIdentity(child.Identity)
            ),
        ];
    }

    /// <summary>
    /// Measures the CPU time that the process uses during the given interval, in percent of one CPU; several threads can use more than 100.
    /// Blocks for the interval.
    /// </summary>
    public double GetCpuPercent(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        CpuSample earlier = CpuSample.Take(this, Clock);
        Clock.Sleep(interval);
        return CpuSample.Take(this, Clock).PercentSince(earlier, Clock);
    }

    /// <inheritdoc cref="GetCpuPercent"/>
    public async Task<double> GetCpuPercentAsync(TimeSpan interval, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        CpuSample earlier = CpuSample.Take(this, Clock);
        await Task.Delay(interval, Clock, cancellationToken).ConfigureAwait(false);
        return CpuSample.Take(this, Clock).PercentSince(earlier, Clock);
    }

    /// <summary>
    /// Creates a meter of the CPU time of the process, which measures since its previous reading instead of blocking for an interval. The
    /// first sample is taken here.
    /// </summary>
    /// <exception cref="PsutilException">The CPU time could not be read.</exception>
    public ProcessCpuMeter CreateMeter() => new(this, Clock);

    /// <summary>Returns .NET's <see cref="Process"/> object of this process. The caller disposes it.</summary>
    /// <remarks>
    /// On Windows the object holds a handle of the process, if the caller may open one. On Unix it has only the PID, which can be reused
    /// after the process has ended and was collected.
    /// </remarks>
    /// <exception cref="NoSuchProcessException">The process has ended, even if another process has its PID now.</exception>
    /// <exception cref="PsutilNotSupportedException">The process is one of another root.</exception>
    public Process OpenProcess()
    {
        if (!_processes.IsOfThisSystem)
        {
            throw _processes.OfAnotherSystem();
        }

        Process process;
        try
        {
#pragma warning disable RS0030 // This method exists to create that object.
            process = Process.GetProcessById(Pid);
#pragma warning restore RS0030
        }
        catch (ArgumentException)
        {
            throw ToGone();
        }

        // Checked after the object was created: if the process is alive now, it had its PID all the time.
        if (Hold(process) && IsRunning())
        {
            return process;
        }

        process.Dispose();
        throw ToGone();
    }

    /// <summary>Whether both handles are of the same process: the same PID and start time.</summary>
    public bool Equals(OSProcess? other) => other is not null && Identity == other.Identity;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OSProcess);

    /// <inheritdoc/>
    public override int GetHashCode() => Identity.GetHashCode();

    /// <summary>A text with the PID and the name that was read last, if any was: <c>process 7 (nginx)</c>. Reads nothing.</summary>
    public override string ToString() => PsutilException.Describe(Pid, _name);

    /// <summary>Reads the requested fields. Returns reasons instead of throwing exceptions.</summary>
    protected internal abstract ProcessSnapshot CaptureCore(ProcessFields fields);

    /// <summary>Takes over a name that was read with the whole table.</summary>
    internal OSProcess Named(string? name)
    {
        _name = name ?? _name;
        return this;
    }

    /// <summary>Makes .NET open a handle of the process, where that is possible. Returns false if the process has ended.</summary>
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

    // A parent cannot have started after its child. If it has, it is another process that got the parent's PID.
    internal static bool CanBeParent(ProcessIdentity parent, ProcessIdentity child) =>
        parent.StartTime is not { } start || child.StartTime is not { } childStart || start <= childStart;

    /// <summary>Reads one field. Throws an exception with the reason if it cannot be read.</summary>
    private ProcessSnapshot Get(ProcessFields field)
    {
        ProcessSnapshot snapshot = Capture(field);
        return snapshot.Unavailable.TryGetValue(field, out Unavailability reason) ? throw ToException(reason, field, snapshot) : snapshot;
    }

    /// <summary>The exception for a process that has ended, which says whether its PID belongs to another process now.</summary>
    private protected NoSuchProcessException ToGone(string? name = null, SystemCallError? error = null)
    {
        bool isReused;
        try
        {
            isReused = _processes.TryGet(Pid, out OSProcess? other) && other.Identity != Identity;
        }
        catch (PsutilException)
        {
            isReused = false;
        }

        return isReused ? NoSuchProcessException.OfReusedPid(Pid, name, error) : new NoSuchProcessException(Pid, name, error);
    }

    private PsutilException ToException(Unavailability unavailability, ProcessFields field, ProcessSnapshot snapshot) =>
        unavailability.Reason switch
        {
            UnavailableReason.Denied => new AccessDeniedException(Pid, _name, unavailability.Error),
            UnavailableReason.Gone => ToGone(_name, unavailability.Error),
            UnavailableReason.Zombie => new ZombieProcessException(Pid, _name, snapshot.ParentPid, unavailability.Error),
            UnavailableReason.TimedOut => PsutilTimeoutException.OfField(field, Pid, unavailability.Error),
            UnavailableReason.Malformed => new MalformedDataException($"process {Pid}", unavailability.MalformedField ?? field.ToString()),
            UnavailableReason.NotRecorded => new NotRecordedException($"{field} of process {Pid}"),
            UnavailableReason.Failed when unavailability.Error is { } error => new SystemCallException(error),
            _ => new PsutilNotSupportedException($"{field} of process {Pid} is not supported here", unavailability.Error),
        };

    private TimeProvider Clock => _processes.Machine.TimeProvider;
}
