using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and <c>stat</c> last. The start time in it proves that everything
/// read before was of the same process, for a PID that has passed on never comes back to an old start time.
/// </summary>
internal sealed class LinuxProcessReader(LinuxRoots roots, LinuxNetwork network)
{
    // The kernel cuts names at TASK_COMM_LEN, 16 bytes with the NUL.
    private const int CutNameLength = 15;

    private const ProcessFields StatFields =
        ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.Status | ProcessFields.CreateTime | ProcessFields.CpuTimes | ProcessFields.ThreadCount |
        ProcessFields.Terminal | ProcessFields.Nice | ProcessFields.PageFaults | ProcessFields.CpuNumber | ProcessFields.ApproximateRss;

    private const ProcessFields StatusFields =
        ProcessFields.UserName | ProcessFields.UserIds | ProcessFields.GroupIds | ProcessFields.ContextSwitches | ProcessFields.MemoryDetails;

    private readonly StringCache _names = new();
    private readonly LinuxUserNames _userNames = new(roots);
    private readonly LinuxTerminals _terminals = new(roots);
    private readonly LinuxProcessFiles _files = new(roots);

    private FileTree Proc => roots.Proc;

    public CaptureScope CreateScope() => new(roots, _userNames);

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
        ReadResult result = ReadPiece(pid, "status"u8, ref buffer);
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
        ProcessMemory? memory = Wants(fields, ProcessFields.Memory) ? ReadMemory(pid, ref scope, ref failures) : null;
        ProcessStatusFile status = default;
        IReadOnlyList<int>? affinity = null;
        bool needsStatusForAffinity = Wants(fields, ProcessFields.CpuAffinity) && !roots.IsLocalProc;
        bool hasStatus = (Wants(fields, StatusFields) || needsStatusForAffinity) && ReadStatus(pid, needsStatusForAffinity, ref scope, ref failures, out status, out affinity);
        IReadOnlyList<string>? commandLine = Wants(fields, ProcessFields.CommandLine) ? ReadCommandLine(pid, ref scope, ref failures) : null;
        IReadOnlyDictionary<string, string>? environment = Wants(fields, ProcessFields.Environment) ? ReadEnvironment(pid, ref scope, ref failures) : null;
        string? executablePath = Wants(fields, ProcessFields.ExecutablePath) ? ReadLink(pid, "exe", ProcessFields.ExecutablePath, ref failures) : null;
        string? workingDirectory = Wants(fields, ProcessFields.WorkingDirectory) ? ReadLink(pid, "cwd", ProcessFields.WorkingDirectory, ref failures) : null;
        ProcessIOCounters? ioCounters = Wants(fields, ProcessFields.IOCounters) ? ReadIOCounters(pid, ref scope, ref failures) : null;
        IReadOnlyDictionary<ResourceKind, ResourceLimit>? limits = Wants(fields, ProcessFields.ResourceLimits) ? ReadLimits(pid, ref scope, ref failures) : null;
        ProcessMemoryFootprint? footprint = Wants(fields, ProcessFields.MemoryFootprint) ? ReadFootprint(pid, ref scope, ref failures) : null;
        IReadOnlyList<ProcessMemoryMap>? maps = Wants(fields, ProcessFields.MemoryMaps) ? ReadMaps(pid, ref scope, ref failures) : null;
        IOPriority? ioPriority = Wants(fields, ProcessFields.IOPriority) ? ReadIOPriority(pid, ref failures) : null;
        if (Wants(fields, ProcessFields.CpuAffinity) && roots.IsLocalProc)
        {
            affinity = ReadAffinity(pid, ref failures);
        }

        int? descriptorCount = Wants(fields, ProcessFields.FileDescriptorCount) ? _files.CountDescriptors(pid, ref failures) : null;
        IReadOnlyList<ProcessOpenFile>? openFiles = Wants(fields, ProcessFields.OpenFiles) ? _files.ReadOpenFiles(pid, ref failures) : null;
        IReadOnlyList<ProcessThreadInfo>? threads = Wants(fields, ProcessFields.Threads) ? _files.ReadThreads(pid, ref failures) : null;
        IReadOnlyList<NetworkConnection>? connections = Wants(fields, ProcessFields.Connections) ? ReadConnections(pid, ref failures) : null;
        if (Wants(fields, ~LinuxProcesses.Supported))
        {
            failures.Add(~LinuxProcesses.Supported, UnavailableReason.NotSupported);
        }

        ReadResult statResult = ReadPiece(pid, "stat"u8, ref scope.Buffer);
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

    /// <summary>A file that the kernel gives out in one piece; read again with more room if it filled the buffer.</summary>
    private ReadResult ReadPiece(int pid, ReadOnlySpan<byte> file, ref RentedBuffer buffer)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadOnlySpan<byte> path = KernelPath.OfProcess(pid, file, room);
        while (true)
        {
            ReadResult result = Proc.Read(path, buffer.Span);
            if (result.Failed || result.Value < buffer.Span.Length)
            {
                return result;
            }

            buffer.Grow(0);
        }
    }

    private bool TryReadPiece(int pid, string file, ReadOnlySpan<byte> fileBytes, ProcessFields fields, scoped ref CaptureScope scope, ref CaptureFailures failures, out int length)
    {
        ReadResult result = ReadPiece(pid, fileBytes, ref scope.Buffer);
        length = result.Value;
        if (result.Failed)
        {
            failures.Add(fields, file, result);
        }

        return !result.Failed;
    }

    private ProcessMemory? ReadMemory(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures)
    {
        if (!TryReadPiece(pid, "statm", "statm"u8, ProcessFields.Memory, ref scope, ref failures, out int length))
        {
            return null;
        }

        if (!ProcessStatm.TryParse(scope.Buffer.Span[..length], out ProcessStatm statm, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.Memory, "statm", malformed);
            return null;
        }

        return statm.ToMemory(Libc.PageSize);
    }

    private bool ReadStatus(
        int pid, bool withAffinity, scoped ref CaptureScope scope, ref CaptureFailures failures, out ProcessStatusFile status, out IReadOnlyList<int>? affinity)
    {
        ProcessFields fields = withAffinity ? StatusFields | ProcessFields.CpuAffinity : StatusFields;
        status = default;
        affinity = null;
        if (!TryReadPiece(pid, "status", "status"u8, fields, ref scope, ref failures, out int length))
        {
            return false;
        }

        ReadOnlySpan<byte> text = scope.Buffer.Span[..length];
        if (!ProcessStatusFile.TryParse(text, out status, out string? malformed))
        {
            failures.AddMalformed(fields, "status", malformed);
            return false;
        }

        if (withAffinity)
        {
            if (text[status.AllowedCpus].IsEmpty)
            {
                failures.Add(ProcessFields.CpuAffinity, UnavailableReason.NotSupported);
            }
            else if (CpuListParser.TryParse(text[status.AllowedCpus], out int[]? cpus, out _))
            {
                affinity = cpus;
            }
            else
            {
                failures.AddMalformed(ProcessFields.CpuAffinity, "status", "Cpus_allowed_list");
            }
        }

        return true;
    }

    private IReadOnlyList<string>? ReadCommandLine(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures) =>
        TryReadPiece(pid, "cmdline", "cmdline"u8, ProcessFields.CommandLine, ref scope, ref failures, out int length)
            ? CommandLineParser.Parse(scope.Buffer.Span[..length])
            : null;

    private IReadOnlyDictionary<string, string>? ReadEnvironment(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures)
    {
        ReadResult result = ReadPiece(pid, "environ"u8, ref scope.Buffer);

        // A kernel thread has no memory, hence no environment: an empty file, or since Linux 6.14 ESRCH. If the process is gone, stat will tell.
        if (result.Failed && result.Error != Errno.ESRCH)
        {
            failures.Add(ProcessFields.Environment, "environ", result);
            return null;
        }

        return CommandLineParser.ParseEnvironment(scope.Buffer.Span[..result.Value]);
    }

    private ProcessIOCounters? ReadIOCounters(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures)
    {
        if (!TryReadPiece(pid, "io", "io"u8, ProcessFields.IOCounters, ref scope, ref failures, out int length))
        {
            return null;
        }

        if (!ProcessIOParser.TryParse(scope.Buffer.Span[..length], out ProcessIOCounters counters, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.IOCounters, "io", malformed);
            return null;
        }

        return counters;
    }

    private IReadOnlyDictionary<ResourceKind, ResourceLimit>? ReadLimits(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures)
    {
        if (!TryReadPiece(pid, "limits", "limits"u8, ProcessFields.ResourceLimits, ref scope, ref failures, out int length))
        {
            return null;
        }

        if (!ProcessLimitsParser.TryParse(scope.Buffer.Span[..length], out IReadOnlyDictionary<ResourceKind, ResourceLimit> limits, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.ResourceLimits, "limits", malformed);
            return null;
        }

        return limits;
    }

    private ProcessMemoryFootprint? ReadFootprint(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures)
    {
        string file = "smaps_rollup";
        ReadResult result = ReadPiece(pid, "smaps_rollup"u8, ref scope.Buffer);

        // Before Linux 4.14 there is no rollup; a process without memory of its own (kernel thread, zombie) answers ESRCH there, and nothing in smaps.
        if (result.Failed && result.Error is Errno.ENOENT or Errno.ESRCH)
        {
            file = "smaps";
            result = ReadSmaps(pid, ref scope);
        }

        if (result.Failed)
        {
            failures.Add(ProcessFields.MemoryFootprint, file, result);
            return null;
        }

        if (!SmapsParser.TryParseFootprint(scope.Buffer.Span[..result.Value], out ProcessMemoryFootprint footprint, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.MemoryFootprint, file, malformed);
            return null;
        }

        return footprint;
    }

    private List<ProcessMemoryMap>? ReadMaps(int pid, scoped ref CaptureScope scope, ref CaptureFailures failures)
    {
        ReadResult result = ReadSmaps(pid, ref scope);
        if (result.Failed)
        {
            failures.Add(ProcessFields.MemoryMaps, "smaps", result);
            return null;
        }

        if (!SmapsParser.TryParseMaps(scope.Buffer.Span[..result.Value], out List<ProcessMemoryMap> maps, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.MemoryMaps, "smaps", malformed);
            return null;
        }

        for (int index = 0; index < maps.Count; index++)
        {
            string path = _files.WithoutDeletedMark(maps[index].Path, out bool isDeleted);
            if (isDeleted)
            {
                maps[index] = maps[index] with { Path = path };
            }
        }

        return maps;
    }

    private ReadResult ReadSmaps(int pid, scoped ref CaptureScope scope)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        return Proc.ReadToEnd(KernelPath.OfProcess(pid, "smaps"u8, room), ref scope.Buffer);
    }

    private string? ReadLink(int pid, string file, ProcessFields field, ref CaptureFailures failures)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        KernelPath path = new(room);
        path.Append(pid);
        path.Append("/"u8);
        path.Append(field == ProcessFields.ExecutablePath ? "exe"u8 : "cwd"u8);
        Span<byte> target = stackalloc byte[LinuxProcessFiles.LongestPath];
        ReadResult result = Proc.ReadLink(path.Terminated, target);
        if (result.Failed)
        {
            failures.Add(field, file, result);
            return null;
        }

        return _files.WithoutDeletedMark(OSText.GetString(LinuxProcessFiles.UpToNul(target[..result.Value])), out _);
    }

    private IOPriority? ReadIOPriority(int pid, ref CaptureFailures failures)
    {
        // linux/ioprio.h: the class above 13 bits, of which the lowest three are the level and the others hints (Linux 6.5).
        const int ClassShift = 13;
        const int LevelMask = 7;
        if (!roots.IsLocalProc)
        {
            failures.Add(ProcessFields.IOPriority, UnavailableReason.NotSupported);
            return null;
        }

        int packed = Libc.GetIOPriority(pid);
        if (packed < 0)
        {
            failures.Add(ProcessFields.IOPriority, null, ReadResult.Failure("ioprio_get", -packed));
            return null;
        }

        return new IOPriority((IOPriorityClass)(packed >> ClassShift), packed & LevelMask);
    }

    private static List<int>? ReadAffinity(int pid, ref CaptureFailures failures)
    {
        int result = CpuMask.Read(pid, out List<int> cpus);
        if (result < 0)
        {
            failures.Add(ProcessFields.CpuAffinity, null, ReadResult.Failure("sched_getaffinity", -result));
            return null;
        }

        return cpus;
    }

    private IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref CaptureFailures failures)
    {
        ReadResult result = network.GetConnectionsOfProcess(pid, ConnectionKinds.All, out IReadOnlyList<NetworkConnection> connections);
        if (result.Failed)
        {
            failures.Add(ProcessFields.Connections, "fd", result);
            return null;
        }

        return connections;
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
        ReadResult result = ReadPiece(pid, "cmdline"u8, ref scope.Buffer);
        ReadOnlySpan<byte> whole = result.Failed ? [] : CommandLineParser.ProgramName(scope.Buffer.Span[..result.Value]);
        return whole.StartsWith(kept) ? _names.Get(whole) : name;
    }
}
