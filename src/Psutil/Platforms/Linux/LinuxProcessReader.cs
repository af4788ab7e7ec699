using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and <c>stat</c> last. The start time in it proves that everything
/// read before was of the same process, for a PID that has passed on never comes back to an old start time.
/// </summary>
internal sealed class LinuxProcessReader
{
    // The kernel cuts names at TASK_COMM_LEN, 16 bytes with the NUL.
    private const int CutNameLength = 15;

    private const ProcessFields StatFields =
        ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.Status | ProcessFields.CreateTime | ProcessFields.CpuTimes | ProcessFields.ThreadCount |
        ProcessFields.Terminal | ProcessFields.Nice | ProcessFields.PageFaults | ProcessFields.CpuNumber | ProcessFields.ApproximateRss;

    private readonly StringCache _names = new();
    private readonly LinuxRoots _roots;
    private readonly LinuxUserNames _userNames;
    private readonly LinuxTerminals _terminals;
    private readonly LinuxProcessFiles _files;
    private readonly LinuxProcessSources _sources;

    public LinuxProcessReader(LinuxRoots roots, LinuxNetwork network)
    {
        _roots = roots;
        _userNames = new LinuxUserNames(roots);
        _terminals = new LinuxTerminals(roots);
        _files = new LinuxProcessFiles(roots);
        _sources = new LinuxProcessSources(roots, network, _files);
    }

    private FileTree Proc => _roots.Proc;

    public CaptureScope CreateScope() => new(_roots, _userNames);

    /// <summary>When the process that has a PID now started; null if there is none, or its <c>stat</c> is hidden from us.</summary>
    public ReadResult ReadStartTime(int pid, out long? startTicks)
    {
        startTicks = null;
        Span<byte> path = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[1024];
        ReadResult result = Proc.Read(KernelPath.OfProcess(pid, "stat"u8, path), text);
        if (!result.Failed && ProcessStat.TryParse(text[..result.Value], out ProcessStat stat, out _))
        {
            startTicks = stat.StartTicks;
        }

        return result;
    }

    /// <summary>Whether a PID is that of a process rather than of one of its threads: <c>/proc/TID</c> exists too, though no list shows it.</summary>
    public ReadResult ReadIsProcess(int pid, out bool isProcess)
    {
        isProcess = false;
        RentedBuffer buffer = new(CaptureScope.InitialSize);
        ReadResult result = _sources.ReadPiece(pid, "status"u8, ref buffer);
        if (!result.Failed)
        {
            isProcess = ProcessStatusFile.TryParse(buffer.Span[..result.Value], out ProcessStatusFile status, out _) && status.ThreadGroup == pid;
        }

        buffer.Dispose();
        return result;
    }

    /// <summary>The requested fields of one process; null if it is gone, or if it is not the one that started at the expected time.</summary>
    public ProcessSnapshot? Capture(int pid, long? expectedStart, ProcessFields fields, scoped ref CaptureScope scope)
    {
        CaptureFailures failures = default;
        ProcessMemory? memory = Wants(fields, ProcessFields.Memory) ? _sources.ReadMemory(pid, ref scope, ref failures) : null;
        ProcessStatusFile status = default;
        IReadOnlyList<int>? affinity = null;
        bool needsStatusForAffinity = Wants(fields, ProcessFields.CpuAffinity) && !_roots.IsLocalProc;
        bool hasStatus = (Wants(fields, LinuxProcessSources.StatusFields) || needsStatusForAffinity) && _sources.ReadStatus(pid, needsStatusForAffinity, ref scope, ref failures, out status, out affinity);
        IReadOnlyList<string>? commandLine = Wants(fields, ProcessFields.CommandLine) ? _sources.ReadCommandLine(pid, ref scope, ref failures) : null;
        IReadOnlyDictionary<string, string>? environment = Wants(fields, ProcessFields.Environment) ? _sources.ReadEnvironment(pid, ref scope, ref failures) : null;
        string? executablePath = Wants(fields, ProcessFields.ExecutablePath) ? _sources.ReadLink(pid, "exe", ProcessFields.ExecutablePath, ref failures) : null;
        string? workingDirectory = Wants(fields, ProcessFields.WorkingDirectory) ? _sources.ReadLink(pid, "cwd", ProcessFields.WorkingDirectory, ref failures) : null;
        ProcessIOCounters? ioCounters = Wants(fields, ProcessFields.IOCounters) ? _sources.ReadIOCounters(pid, ref scope, ref failures) : null;
        IReadOnlyDictionary<ResourceKind, ResourceLimit>? limits = Wants(fields, ProcessFields.ResourceLimits) ? _sources.ReadLimits(pid, ref scope, ref failures) : null;
        ProcessMemoryFootprint? footprint = Wants(fields, ProcessFields.MemoryFootprint) ? _sources.ReadFootprint(pid, ref scope, ref failures) : null;
        IReadOnlyList<ProcessMemoryMap>? maps = Wants(fields, ProcessFields.MemoryMaps) ? _sources.ReadMaps(pid, ref scope, ref failures) : null;
        IOPriority? ioPriority = Wants(fields, ProcessFields.IOPriority) ? _sources.ReadIOPriority(pid, ref failures) : null;
        if (Wants(fields, ProcessFields.CpuAffinity) && _roots.IsLocalProc)
        {
            affinity = LinuxProcessSources.ReadAffinity(pid, ref failures);
        }

        int? descriptorCount = Wants(fields, ProcessFields.FileDescriptorCount) ? _files.CountDescriptors(pid, ref failures) : null;
        IReadOnlyList<ProcessOpenFile>? openFiles = Wants(fields, ProcessFields.OpenFiles) ? _files.ReadOpenFiles(pid, ref failures) : null;
        IReadOnlyList<ProcessThreadInfo>? threads = Wants(fields, ProcessFields.Threads) ? _files.ReadThreads(pid, ref failures) : null;
        IReadOnlyList<NetworkConnection>? connections = Wants(fields, ProcessFields.Connections) ? _sources.ReadConnections(pid, ref failures) : null;
        if (Wants(fields, ~LinuxProcesses.Supported))
        {
            failures.Add(~LinuxProcesses.Supported, UnavailableReason.NotSupported);
        }

        ReadResult statResult = _sources.ReadPiece(pid, "stat"u8, ref scope.Buffer);
        if (statResult.Failed && statResult.Error is Errno.ENOENT or Errno.ESRCH)
        {
            return null;
        }

        ReadOnlySpan<byte> statText = scope.Buffer.Span[..statResult.Value];
        string? malformed = null;
        ProcessStat stat = default;
        bool hasStat = !statResult.Failed && ProcessStat.TryParse(statText, out stat, out malformed);
        string? name = null;
        if (hasStat)
        {
            if (expectedStart is { } start && start != stat.StartTicks)
            {
                return null;
            }

            name = Wants(fields, ProcessFields.Name) ? ReadName(pid, stat, commandLine, ref scope) : null;
        }
        else if (malformed is not null)
        {
            failures.AddMalformed(StatFields, "stat", malformed);
        }
        else
        {
            failures.Add(StatFields, "stat", statResult);
        }

        bool isZombie = stat.Status == ProcessStatus.Zombie;
        if (isZombie)
        {
            // These are there and empty, because what they tell of is gone.
            Blank(ref commandLine, ProcessFields.CommandLine, ref failures);
            Blank(ref environment, ProcessFields.Environment, ref failures);
            Blank(ref maps, ProcessFields.MemoryMaps, ref failures);
        }

        string? terminal = null;
        if (hasStat && Wants(fields, ProcessFields.Terminal) && stat.TerminalNumber != 0)
        {
            terminal = _terminals.Find(stat.TerminalNumber);
            if (terminal is null)
            {
                failures.Add(ProcessFields.Terminal, UnavailableReason.NotSupported);
            }
        }

        if (hasStatus && Wants(fields, ProcessFields.ContextSwitches) && status.ContextSwitches is null)
        {
            failures.Add(ProcessFields.ContextSwitches, UnavailableReason.NotSupported);
        }

        if (hasStat && Wants(fields, ProcessFields.CpuNumber) && stat.CpuNumber is null)
        {
            failures.Add(ProcessFields.CpuNumber, UnavailableReason.NotSupported);
        }

        return new ProcessSnapshot(new ProcessIdentity(pid, hasStat ? stat.StartTicks : null))
        {
            Name = name,
            Memory = memory,
            CommandLine = commandLine,
            ExecutablePath = executablePath,
            WorkingDirectory = workingDirectory,
            Environment = environment,
            Terminal = terminal,
            IOPriority = ioPriority,
            IOCounters = ioCounters,
            FileDescriptorCount = descriptorCount,
            Threads = threads,
            MemoryFootprint = footprint,
            MemoryMaps = maps,
            OpenFiles = openFiles,
            Connections = connections,
            CpuAffinity = affinity,
            ResourceLimits = limits,
            UserIds = hasStatus && Wants(fields, ProcessFields.UserIds) ? status.UserIds : null,
            UserName = hasStatus && Wants(fields, ProcessFields.UserName) ? scope.GetUserName(status.UserIds.Real) : null,
            GroupIds = hasStatus && Wants(fields, ProcessFields.GroupIds) ? status.GroupIds : null,
            ContextSwitches = hasStatus && Wants(fields, ProcessFields.ContextSwitches) ? status.ContextSwitches : null,
            MemoryDetails = hasStatus && Wants(fields, ProcessFields.MemoryDetails) ? status.MemoryDetails : null,
            ParentPid = hasStat && Wants(fields, ProcessFields.ParentPid) ? stat.ParentPid : null,
            Status = hasStat && Wants(fields, ProcessFields.Status) ? stat.Status : null,
            CreateTime = hasStat && Wants(fields, ProcessFields.CreateTime) ? scope.ToWallClock(stat.StartTicks) : null,
            CpuTimes = hasStat && Wants(fields, ProcessFields.CpuTimes) ? ToCpuTimes(stat) : null,
            ThreadCount = hasStat && Wants(fields, ProcessFields.ThreadCount) ? stat.ThreadCount : null,
            Nice = hasStat && Wants(fields, ProcessFields.Nice) ? stat.Nice : null,
            PageFaults = hasStat && Wants(fields, ProcessFields.PageFaults) ? new ProcessPageFaults(stat.MinorFaults, stat.MajorFaults) : null,
            CpuNumber = hasStat && Wants(fields, ProcessFields.CpuNumber) ? stat.CpuNumber : null,
            ApproximateRss = hasStat && Wants(fields, ProcessFields.ApproximateRss) ? stat.RssPages * Libc.PageSize : null,
            Unavailable = failures.Classify(Proc, pid, fields, isZombie) ?? ProcessSnapshot.NothingUnavailable,
        };
    }

    private static bool Wants(ProcessFields fields, ProcessFields some) => (fields & some) != 0;

    private static ProcessCpuTimes ToCpuTimes(in ProcessStat stat) => new(
        LinuxTime.FromTicks(stat.UserTicks),
        LinuxTime.FromTicks(stat.SystemTicks),
        LinuxTime.FromTicks(stat.ChildrenUserTicks),
        LinuxTime.FromTicks(stat.ChildrenSystemTicks),
        stat.BlockIOTicks is { } ticks ? LinuxTime.FromTicks(ticks) : null);

    private static void Blank<T>(ref T? value, ProcessFields field, ref CaptureFailures failures)
        where T : class
    {
        if (value is not null)
        {
            value = null;
            failures.Add(field, UnavailableReason.Zombie);
        }
    }

    private string ReadName(int pid, in ProcessStat stat, IReadOnlyList<string>? commandLine, scoped ref CaptureScope scope)
    {
        ReadOnlySpan<byte> cut = scope.Buffer.Span[stat.Name];
        string name = _names.Get(cut);
        if (cut.Length < CutNameLength || stat.Status == ProcessStatus.Zombie)
        {
            return name;
        }

        if (commandLine is [var first, ..])
        {
            ReadOnlySpan<byte> program = CommandLineParser.ProgramName(OSText.GetBytes(first));
            return program.StartsWith(cut) ? _names.Get(program) : name;
        }

        if (commandLine is not null)
        {
            return name;
        }

        Span<byte> kept = stackalloc byte[cut.Length];
        cut.CopyTo(kept);
        ReadResult result = _sources.ReadPiece(pid, "cmdline"u8, ref scope.Buffer);
        ReadOnlySpan<byte> whole = result.Failed ? [] : CommandLineParser.ProgramName(scope.Buffer.Span[..result.Value]);
        return whole.StartsWith(kept) ? _names.Get(whole) : name;
    }
}
