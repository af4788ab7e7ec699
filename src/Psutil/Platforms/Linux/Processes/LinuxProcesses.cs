using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The processes of a Linux machine: the numbered directories of its proc file system.</summary>
[SkipLocalsInit]
internal sealed class LinuxProcesses : Processes
{
    // Holds the entries of a few hundred processes, so that one call is enough.
    private const int DirectoryBufferSize = 32768;

    // The share of the descriptor limit that exit codes may use.
    private const int DescriptorShare = 4;
    private const int FollowedShare = 8;
    private const int KernelThreadParent = 2;

    private const string ConnectorName = "process connector";

    /// <summary>The fields that Linux supports.</summary>
    public const ProcessFields Supported =
        LinuxProcessReader.StatFields
        | LinuxProcessSource.StatusFields
        | ProcessFields.Memory
        | ProcessFields.CommandLine
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.Environment
        | ProcessFields.IOPriority
        | ProcessFields.IOCounters
        | ProcessFields.FileDescriptorCount
        | ProcessFields.Threads
        | ProcessFields.MemoryFootprint
        | ProcessFields.MemoryMaps
        | ProcessFields.OpenFiles
        | ProcessFields.Connections
        | ProcessFields.CpuAffinity
        | ProcessFields.ResourceLimits
        | ProcessFields.OomScore
        | ProcessFields.Cgroup
        | ProcessFields.Gpu
        | ProcessFields.NetworkIO;

    private readonly LinuxRoots _roots;
    private readonly LinuxProcessReader _reader;
    private readonly LinuxProcessCaptures _captures;
    private readonly MachineProcessTable _table;
    private readonly LinuxTableCaptures _tableCaptures;
    private readonly LinuxPortHolders _portHolders;
    private readonly LinuxFileHolders _fileHolders;
    private readonly Lazy<bool> _mayCreateCgroups;
    private readonly Lazy<bool> _mayHoldChildren = new(StartGate.IsAllowed, LazyThreadSafetyMode.PublicationOnly);

    public LinuxProcesses(
        Machine machine,
        LinuxRoots roots,
        LinuxNetwork network,
        LinuxNvidia nvidia,
        MachineProcessTable table,
        MachineOptions options
    )
        : base(machine)
    {
        _roots = roots;
        _reader = new LinuxProcessReader(roots, network, new LinuxGpuClients(roots, nvidia.Devices));
        _captures = new LinuxProcessCaptures(roots.Proc, _reader, new LinuxGpuCompletion(nvidia), options);
        _table = table;
        _tableCaptures = new LinuxTableCaptures(_table, _reader, _captures);
        _portHolders = new LinuxPortHolders(roots, this, _reader, network, table);
        _fileHolders = new LinuxFileHolders(roots, this, _reader, _captures, table);
        _mayCreateCgroups = new Lazy<bool>(() => ChildCgroup.IsAllowedIn(ChildCgroup.FindOwn(roots)), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Reads processes with the time limits of the machine.</summary>
    public LinuxProcessCaptures Captures => _captures;

    /// <summary>The kernel's table, which monitors and captures share.</summary>
    public MachineProcessTable Table => _table;

    public override ProcessVisibility GetVisibility() => LinuxVisibility.Read(_roots.Proc);

    public override int? GetHiddenCount() =>
        GetVisibility() == ProcessVisibility.All ? 0
        : !IsElsewhere(PidNamespaceLink, FirstPidNamespace) ? LinuxVisibility.CountHidden(_roots.Proc)
        : null;

    public override long? GetMaximumCount()
    {
        long? threads = _roots.Proc.ReadInt64("sys/kernel/threads-max");
        long? pids = _roots.Proc.ReadInt64("sys/kernel/pid_max");
        return pids < threads ? pids : threads ?? pids;
    }

    public override string? GetBpfRefusal() => _table.FindRefusal();

    public override ProcessFields SupportedFields => Supported;

    protected internal override bool IsOfThisSystem => _roots.HasOurPids;

    private protected override int MostFollowedExits =>
        (int)Math.Min((ulong)base.MostFollowedExits, Libc.GetDescriptorLimit() / FollowedShare);

    internal override PsutilNotSupportedException OfAnotherSystem() =>
        _roots.IsLocalProc
            ? new PsutilNotSupportedException(
                $"A process can be looked at, but not changed or opened: {_roots.Proc.Path} is of another PID namespace than this program,"
                    + " and its PIDs mean other processes here. Mount a /proc of its own (unshare --mount-proc)."
            )
            : base.OfAnotherSystem();

    public override StartFeatures StartFeatures =>
        StartFeatures.NewSession
        | StartFeatures.NewProcessGroup
        | (_mayHoldChildren.Value ? StartFeatures.DieWithParent | StartFeatures.Cgroup : StartFeatures.None)
        | (_mayHoldChildren.Value && _mayCreateCgroups.Value ? StartFeatures.NewCgroup : StartFeatures.None);

    private protected override bool CanLimitAtStart(ResourceKind kind) => _mayHoldChildren.Value;

    protected internal override StartedProgram StartProgram(ProcessStartInfo startInfo, StartOptions options) =>
        options.ChangesTheChild
            ? new LinuxStarter(this, _roots, _reader, startInfo, options).Start()
            : base.StartProgram(startInfo, options);

    // The starter has applied all of them.
    protected internal override void ApplyToStarted(OSProcess child, StartOptions options) { }

    public override IReadOnlyList<int> GetPids()
    {
        List<int> pids = new(256);
        ReadPids(pids);
        return pids;
    }

    /// <summary>Fills a list with the PIDs, in ascending order.</summary>
    public void ReadPids(List<int> pids)
    {
        pids.Clear();
        ReadResult opened = _roots.Proc.OpenDirectory(".\0"u8);
        if (opened.Failed)
        {
            throw _roots.Proc.ToException(opened, "."u8);
        }

        bool sorted = true;
        int last = 0;
        using (DirectoryReader entries = new(opened.Value, stackalloc byte[DirectoryBufferSize]))
        {
            while (entries.MoveNext())
            {
                if (entries.Current[0] is >= (byte)'1' and <= (byte)'9' && Ascii.TryParse(entries.Current, out int pid))
                {
                    pids.Add(pid);
                    sorted &= pid > last;
                    last = pid;
                }
            }

            if (entries.Error != 0)
            {
                throw _roots.Proc.ToException(ReadResult.Failure("getdents64", entries.Error), "."u8);
            }
        }

        // The proc file system lists in order; a copy on disk may not.
        if (!sorted)
        {
            pids.Sort();
        }
    }

    public override bool Exists(int pid)
    {
        if (pid <= 0)
        {
            return false;
        }

        ReadResult result = _reader.ReadIsProcess(pid, out bool? isProcess);
        ThrowUnlessHidden(result, pid, "status"u8);

        // A missing file in the local /proc means that the process is gone. If the file is hidden or lacks the line, the listing decides.
        bool isGone = result.Failed && result.Error is Errno.ENOENT or Errno.ESRCH && _roots.IsLocalProc;
        return isProcess ?? (!isGone && GetPids().Contains(pid));
    }

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = null;
        if (!Exists(pid))
        {
            return false;
        }

        process = TryOpen(pid) is { } opened && opened.Bind() ? opened : null;
        return process is not null;
    }

    public override IEnumerable<OSProcess> Enumerate()
    {
        foreach (int pid in GetPids())
        {
            if (TryOpen(pid) is { } process)
            {
                yield return process;
            }
        }
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) => Capture(fields, 1);

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields, int maxDegreeOfParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDegreeOfParallelism);
        if (_table.IsFor(fields) && _tableCaptures.TryCapture(fields, out List<ProcessSnapshot>? table))
        {
            return table;
        }

        ProcessSnapshot?[] snapshots = _captures.CaptureMany(GetPids(), fields, maxDegreeOfParallelism);
        _tableCaptures.NoteCount(snapshots.Length);
        if (Array.IndexOf(snapshots, null) < 0)
        {
            return (ProcessSnapshot[])snapshots!;
        }

        List<ProcessSnapshot> found = new(snapshots.Length);
        found.AddRange(snapshots.OfType<ProcessSnapshot>());
        return found;
    }

    protected override ProcessMonitor CreateMonitorCore(ProcessFields fields) => CreateMonitor(fields, Machine.TimeProvider, null);

    protected override ProcessNetworkMeter CreateNetworkMeterCore(ProcessNetworkMeterOptions options) =>
        LinuxProcessNetworkMeter.Open(_roots, Machine.TimeProvider, options);

    /// <summary>A monitor with another clock and a limit of open descriptors; null for the default share.</summary>
    public LinuxProcessMonitor CreateMonitor(ProcessFields fields, TimeProvider clock, int? mostDescriptors) =>
        new(this, _reader, _captures, _roots, fields, clock, _table, mostDescriptors);

    public override OSProcess FromIdentity(ProcessIdentity identity)
    {
        // kill(2) takes zero and negative numbers for process groups.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(identity.Pid, nameof(identity));
        return new LinuxProcess(this, _reader, _captures, _roots, identity);
    }

    public override IReadOnlyDictionary<string, int> GetSignalNumbers() => LinuxSignals.Numbers;

    protected override ProcessWatch WatchCore(ProcessWatchOptions options, CancellationToken cancellationToken)
    {
        if (options.UseKernelEvents && TryWatchKernel(options.QueueCapacity, cancellationToken) is { } watch)
        {
            return watch;
        }

        return WatchDifferences(
            options,
            _roots.HasOurPids ? new LinuxExitCodes(_reader, MostDescriptorsForExitCodes()) : null,
            cancellationToken,
            CanBeRenamed
        );
    }

    internal override ProcessWatch? TryWatchKernel() => TryWatchKernel(new ProcessWatchOptions().QueueCapacity, CancellationToken.None);

    protected override FileHolders FindFileHoldersCore(string path, FileHolderOptions options) => _fileHolders.Find(path, options);

    protected override PortHolders FindPortHoldersCore(int port, PortHolderOptions options) => _portHolders.Find(port, options.Kinds);

    // The names of kernel threads, all children of kthreadd, change with their current work (wq_worker_comm).
    private static bool CanBeRenamed(ProcessSnapshot process) => process.ParentPid != KernelThreadParent;

    private ProcessWatch? TryWatchKernel(int queueCapacity, CancellationToken cancellationToken)
    {
        if (TryOpenConnector() is not { } connector)
        {
            return null;
        }

        LinuxProcessEventWatch watch = new(this, Look, connector, queueCapacity);
        return new ProcessWatch(ProcessWatchSource.Kernel, watch.ReadAllAsync(), watch, cancellationToken);
    }

    /// <summary>A subscription to the kernel's events; null, with the reason logged, if it is not available.</summary>
    private LinuxProcessConnector? TryOpenConnector()
    {
        if (!_roots.HasOurPids)
        {
            return null;
        }

        // The kernel does not answer requests from other namespaces.
        if (IsElsewhere(PidNamespaceLink, FirstPidNamespace) || IsElsewhere("thread-self/ns/user\0"u8, "user:[4026531837]"u8))
        {
            PsutilEventSource.Log.SourceSkipped(ConnectorName, "not in the machine's own PID and user namespaces");
            return null;
        }

        ReadResult opened = LinuxProcessConnector.Open(out LinuxProcessConnector? connector);
        if (opened.Failed)
        {
            PsutilEventSource.Log.SourceSkipped(ConnectorName, $"{opened.Call}: {Errno.Describe(opened.Error)}");
        }

        return connector;
    }

    /// <summary>Whether we are in another namespace than the initial one, whose number is constant (include/linux/proc_ns.h).</summary>
    private bool IsElsewhere(ReadOnlySpan<byte> path, ReadOnlySpan<byte> first)
    {
        Span<byte> link = stackalloc byte[KernelPath.Room];
        ReadResult result = _roots.Proc.ReadLink(path, link);
        return !result.Failed && !link[..result.Value].SequenceEqual(first);
    }

    /// <summary>Whether our PIDs are those of the kernel and its drivers.</summary>
    public bool IsInFirstPidNamespace => _roots.HasOurPids && !IsElsewhere(PidNamespaceLink, FirstPidNamespace);

    private static ReadOnlySpan<byte> PidNamespaceLink => "thread-self/ns/pid\0"u8;

    private static ReadOnlySpan<byte> FirstPidNamespace => "pid:[4026531836]"u8;

    private ulong MostDescriptorsForExitCodes() =>
        Current.Capture(ProcessFields.ResourceLimits).ResourceLimits is { } limits
        && limits.TryGetValue(ResourceKind.OpenFiles, out ResourceLimit limit)
            ? (limit.Soft ?? LinuxResourceNumbers.Unlimited) / DescriptorShare
            : 0;

    private ProcessSnapshot? Look(int pid) => _captures.CaptureOne(pid, null, LinuxProcessEvents.Fields);

    /// <summary>The handle of a PID from a listing, which is a process's and not a thread's.</summary>
    private LinuxProcess? TryOpen(int pid)
    {
        ReadResult result = _reader.ReadStartTime(pid, out long? start);
        if (result.Failed && result.Error is Errno.ENOENT or Errno.ESRCH)
        {
            return null;
        }

        ThrowUnlessHidden(result, pid, "stat"u8);
        return new LinuxProcess(this, _reader, _captures, _roots, new ProcessIdentity(pid, start));
    }

    /// <summary>
    /// A hidden process is reported as such. A failed read (no descriptors left, for example) must not look like an answer.
    /// </summary>
    private void ThrowUnlessHidden(ReadResult result, int pid, ReadOnlySpan<byte> file)
    {
        if (result.Failed && !result.IsMalformed && result.Error is not (Errno.ENOENT or Errno.ESRCH or Errno.EACCES or Errno.EPERM))
        {
            throw _roots.Proc.ToException(result, KernelPath.OfProcess(pid, file, stackalloc byte[KernelPath.Room]));
        }
    }
}
