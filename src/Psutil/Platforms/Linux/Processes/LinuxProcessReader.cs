using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and <c>stat</c> last. The start time in it proves that everything
/// read before was of the same process, for a PID that has passed on never comes back to an old start time. Where no field needs
/// <c>stat</c>, the number of the process's descriptor proves the same for less.
/// </summary>
[SkipLocalsInit]
internal sealed class LinuxProcessReader
{
    // The kernel cuts names at TASK_COMM_LEN, 16 bytes with the NUL.
    private const int CutNameLength = 15;

    /// <summary>What <c>stat</c> tells.</summary>
    public const ProcessFields StatFields =
        ProcessFields.Name
        | ProcessFields.ParentPid
        | ProcessFields.Status
        | ProcessFields.CreateTime
        | ProcessFields.CpuTimes
        | ProcessFields.ThreadCount
        | ProcessFields.Terminal
        | ProcessFields.Nice
        | ProcessFields.PageFaults
        | ProcessFields.CpuNumber
        | ProcessFields.ApproximateRss;

    private const ProcessFields SeldomFields = ~(
        StatFields
        | LinuxProcessSources.StatusFields
        | ProcessFields.Memory
        | ProcessFields.CommandLine
        | ProcessFields.ExecutablePath
        | ProcessFields.MemoryFootprint
        | ProcessFields.IOCounters
    );

    private readonly StringCache _names = new();
    private readonly LinuxRoots _roots;
    private readonly KnownStarts _starts;
    private readonly LinuxUserNames _userNames;
    private readonly LinuxTerminals _terminals;
    private readonly LinuxProcessFiles _files;
    private readonly LinuxProcessSources _sources;

    public LinuxProcessReader(LinuxRoots roots, LinuxNetwork network)
    {
        _roots = roots;
        _starts = new KnownStarts(roots);
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
        if (!result.Failed && ProcPidStat.TryParse(text[..result.Value], out ProcPidStat stat, out _))
        {
            startTicks = stat.StartTicks;
        }

        return result;
    }

    /// <summary>
    /// Whether a PID is that of a process rather than of one of its threads: <c>/proc/TID</c> exists too, though no list shows it.
    /// </summary>
    public ReadResult ReadIsProcess(int pid, out bool isProcess)
    {
        isProcess = false;
        RentedBuffer buffer = new(CaptureScope.InitialSize);
        ReadResult result = _sources.ReadPiece(pid, "status"u8, ref buffer);
        if (!result.Failed)
        {
            isProcess = ProcPidStatus.TryParse(buffer.Span[..result.Value], out ProcPidStatus status, out _) && status.ThreadGroup == pid;
        }

        buffer.Dispose();
        return result;
    }

    /// <summary>
    /// The requested fields of one process; null if it is gone, or if it is not the one that started at the expected time.
    /// </summary>
    public ProcessSnapshot? Capture(int pid, long? expectedStart, ProcessFields fields, scoped ref CaptureScope scope)
    {
        LinuxProcessReadings readings = default;
        scope.Stamp = null;
        scope.WantsStamp = AreOfOneFile(fields) && _starts.IsOffered;
        if ((fields & ~StatFields) != 0)
        {
            ReadAllButStat(pid, fields, ref scope, ref readings);
        }

        ProcFileStamp? stamp = readings.ShowMemory ? scope.Stamp : null;
        if (stamp is { } seen && _starts.Find(pid, seen) is { } ticks)
        {
            return expectedStart is null || expectedStart == ticks
                ? Assemble(pid, ticks, fields, hasStat: false, default, null, null, ref readings, ref scope)
                : null;
        }

        ReadResult result = _sources.ReadPiece(pid, "stat"u8, ref scope.Buffer);
        ProcessSnapshot? snapshot = Assemble(
            pid,
            expectedStart,
            fields,
            result,
            scope.Buffer.Span[..result.Value],
            ref readings,
            ref scope
        );
        if (stamp is { } read && snapshot?.Identity.StartTime is { } start)
        {
            // The file was read before stat: if the PID passed on in between, the stamp is a dead one's and will not be seen again.
            _starts.Remember(pid, read, start);
        }

        return snapshot;
    }

    /// <summary>To be called after all processes were read: lets go what was remembered of those who have ended.</summary>
    public void Trim(int processCount) => _starts.Trim(processCount);

    /// <summary>The same from a <c>statm</c> and a <c>stat</c> that were read already, for fields that need no more.</summary>
    public ProcessSnapshot? Assemble(
        int pid,
        long? expectedStart,
        ProcessFields fields,
        scoped ReadOnlySpan<byte> statm,
        scoped ReadOnlySpan<byte> stat,
        scoped ref CaptureScope scope
    )
    {
        LinuxProcessReadings readings = default;
        if (Wants(fields, ProcessFields.Memory))
        {
            readings.Memory = LinuxProcessSources.ParseMemory(statm, ref readings.Failures);
        }

        return Assemble(pid, expectedStart, fields, ReadResult.Success(stat.Length), stat, ref readings, ref scope);
    }

    // Of several files one would tell only whose it is itself.
    private static bool AreOfOneFile(ProcessFields fields) =>
        fields is ProcessFields.MemoryFootprint or ProcessFields.Memory || (fields & ~LinuxProcessSources.StatusFields) == 0;

    private void ReadAllButStat(int pid, ProcessFields fields, scoped ref CaptureScope scope, ref LinuxProcessReadings readings)
    {
        ref CaptureFailures failures = ref readings.Failures;
        bool needsStatusForAffinity = Wants(fields, ProcessFields.CpuAffinity) && !_roots.IsLocalProc;
        bool needsStatus = needsStatusForAffinity || Wants(fields, LinuxProcessSources.StatusFields & ~LinuxProcessSources.OwnerFields);
        if (!needsStatus && Wants(fields, LinuxProcessSources.OwnerFields))
        {
            readings.HasOwner = _sources.TryReadOwner(pid, out readings.Users, out readings.Groups);
            needsStatus = !readings.HasOwner;
        }

        if (needsStatus)
        {
            readings.HasStatus = _sources.ReadStatus(
                pid,
                needsStatusForAffinity,
                ref scope,
                ref failures,
                out readings.Status,
                out readings.Affinity
            );
            readings.HasOwner = readings.HasStatus;
            readings.Users = readings.Status.UserIds;
            readings.Groups = readings.Status.GroupIds;
        }

        if (Wants(fields, ProcessFields.Memory))
        {
            // A file less where status is read anyway: the kernel fills both from the same counters.
            readings.Memory = readings.Status.Memory ?? _sources.ReadMemory(pid, ref scope, ref failures);
        }

        if (Wants(fields, ProcessFields.CommandLine))
        {
            readings.CommandLine = _sources.ReadCommandLine(pid, ref scope, ref failures);
        }

        if (Wants(fields, ProcessFields.ExecutablePath))
        {
            readings.ExecutablePath = _sources.ReadLink(pid, "exe", ProcessFields.ExecutablePath, ref failures);
        }

        if (Wants(fields, ProcessFields.MemoryFootprint))
        {
            readings.Footprint = _sources.ReadFootprint(pid, ref scope, ref failures);
        }

        if (Wants(fields, ProcessFields.IOCounters))
        {
            readings.IOCounters = _sources.ReadIOCounters(pid, ref scope, ref failures);
        }

        if (Wants(fields, SeldomFields))
        {
            ReadSeldom(pid, fields, ref scope, ref readings);
        }
    }

    private void ReadSeldom(int pid, ProcessFields fields, scoped ref CaptureScope scope, ref LinuxProcessReadings readings)
    {
        ref CaptureFailures failures = ref readings.Failures;
        readings.Environment = Wants(fields, ProcessFields.Environment) ? _sources.ReadEnvironment(pid, ref scope, ref failures) : null;
        readings.WorkingDirectory = Wants(fields, ProcessFields.WorkingDirectory)
            ? _sources.ReadLink(pid, "cwd", ProcessFields.WorkingDirectory, ref failures)
            : null;
        readings.Limits = Wants(fields, ProcessFields.ResourceLimits) ? _sources.ReadLimits(pid, ref scope, ref failures) : null;
        readings.Maps = Wants(fields, ProcessFields.MemoryMaps) ? _sources.ReadMaps(pid, ref scope, ref failures) : null;
        readings.IOPriority = Wants(fields, ProcessFields.IOPriority) ? _sources.ReadIOPriority(pid, ref failures) : null;
        if (Wants(fields, ProcessFields.CpuAffinity) && _roots.IsLocalProc)
        {
            readings.Affinity = LinuxProcessSources.ReadAffinity(pid, ref failures);
        }

        readings.DescriptorCount = Wants(fields, ProcessFields.FileDescriptorCount) ? _files.CountDescriptors(pid, ref failures) : null;
        readings.OpenFiles = Wants(fields, ProcessFields.OpenFiles) ? _files.ReadOpenFiles(pid, ref failures) : null;
        readings.Threads = Wants(fields, ProcessFields.Threads) ? _files.ReadThreads(pid, ref failures) : null;
        readings.Connections = Wants(fields, ProcessFields.Connections) ? _sources.ReadConnections(pid, ref failures) : null;
        if (Wants(fields, ~LinuxProcesses.Supported))
        {
            failures.Add(~LinuxProcesses.Supported, UnavailableReason.NotSupported);
        }
    }

    /// <summary>Puts a snapshot together; null if <c>stat</c> tells that the process is gone, or is another one.</summary>
    private ProcessSnapshot? Assemble(
        int pid,
        long? expectedStart,
        ProcessFields fields,
        ReadResult statResult,
        scoped ReadOnlySpan<byte> statText,
        ref LinuxProcessReadings readings,
        scoped ref CaptureScope scope
    )
    {
        if (statResult.Failed && statResult.Error is Errno.ENOENT or Errno.ESRCH)
        {
            return null;
        }

        ref CaptureFailures failures = ref readings.Failures;
        ProcPidStat stat = default;
        string? malformed = null;
        bool hasStat = !statResult.Failed && ProcPidStat.TryParse(statText, out stat, out malformed);
        string? name = null;
        string? terminal = null;
        if (hasStat)
        {
            if (expectedStart is { } expected && expected != stat.StartTicks)
            {
                return null;
            }

            name = Wants(fields, ProcessFields.Name) ? ReadName(pid, stat, statText[stat.Name], readings.CommandLine, ref scope) : null;
            terminal = Wants(fields, ProcessFields.Terminal) ? FindTerminal(stat, ref failures) : null;
            if (Wants(fields, ProcessFields.CpuNumber) && stat.CpuNumber is null)
            {
                failures.Add(ProcessFields.CpuNumber, UnavailableReason.NotSupported);
            }
        }
        else if (malformed is not null)
        {
            failures.AddMalformed(StatFields, "stat", malformed);
        }
        else
        {
            failures.Add(StatFields, "stat", statResult);
        }

        return Assemble(pid, hasStat ? stat.StartTicks : null, fields, hasStat, stat, name, terminal, ref readings, ref scope);
    }

    private ProcessSnapshot Assemble(
        int pid,
        long? start,
        ProcessFields fields,
        bool hasStat,
        in ProcPidStat stat,
        string? name,
        string? terminal,
        ref LinuxProcessReadings readings,
        scoped ref CaptureScope scope
    )
    {
        ref CaptureFailures failures = ref readings.Failures;
        bool isZombie = stat.Status == ProcessStatus.Zombie;
        if (isZombie)
        {
            readings.BlankForZombie();
        }

        bool hasStatus = readings.HasStatus;
        ref ProcPidStatus status = ref readings.Status;
        if (hasStatus && Wants(fields, ProcessFields.ContextSwitches) && status.ContextSwitches is null)
        {
            failures.Add(ProcessFields.ContextSwitches, UnavailableReason.NotSupported);
        }

        return new ProcessSnapshot(new ProcessIdentity(pid, start))
        {
            Name = name,
            Memory = readings.Memory,
            CommandLine = readings.CommandLine,
            ExecutablePath = readings.ExecutablePath,
            WorkingDirectory = readings.WorkingDirectory,
            Environment = readings.Environment,
            Terminal = terminal,
            IOPriority = readings.IOPriority,
            IOCounters = readings.IOCounters,
            FileDescriptorCount = readings.DescriptorCount,
            Threads = readings.Threads,
            MemoryFootprint = readings.Footprint,
            MemoryMaps = readings.Maps,
            OpenFiles = readings.OpenFiles,
            Connections = readings.Connections,
            CpuAffinity = readings.Affinity,
            ResourceLimits = readings.Limits,
            UserIds = readings.HasOwner && Wants(fields, ProcessFields.UserIds) ? readings.Users : null,
            UserName = readings.HasOwner && Wants(fields, ProcessFields.UserName) ? scope.GetUserName(readings.Users.Real) : null,
            GroupIds = readings.HasOwner && Wants(fields, ProcessFields.GroupIds) ? readings.Groups : null,
            ContextSwitches = hasStatus && Wants(fields, ProcessFields.ContextSwitches) ? status.ContextSwitches : null,
            MemoryDetails = hasStatus && Wants(fields, ProcessFields.MemoryDetails) ? status.MemoryDetails : null,
            ParentPid = hasStat && Wants(fields, ProcessFields.ParentPid) ? stat.ParentPid : null,
            Status = hasStat && Wants(fields, ProcessFields.Status) ? stat.Status : null,
            CreateTime = hasStat && Wants(fields, ProcessFields.CreateTime) ? scope.ToWallClock(stat.StartTicks) : null,
            CpuTimes = hasStat && Wants(fields, ProcessFields.CpuTimes) ? ToCpuTimes(stat) : null,
            ThreadCount = hasStat && Wants(fields, ProcessFields.ThreadCount) ? stat.ThreadCount : null,
            Nice = hasStat && Wants(fields, ProcessFields.Nice) ? stat.Nice : null,
            PageFaults =
                hasStat && Wants(fields, ProcessFields.PageFaults) ? new ProcessPageFaults(stat.MinorFaults, stat.MajorFaults) : null,
            CpuNumber = hasStat && Wants(fields, ProcessFields.CpuNumber) ? stat.CpuNumber : null,
            ApproximateRss = hasStat && Wants(fields, ProcessFields.ApproximateRss) ? stat.RssPages * Libc.PageSize : null,
            Unavailable = failures.Classify(Proc, pid, fields, isZombie) ?? ProcessSnapshot.NothingUnavailable,
        };
    }

    private string? FindTerminal(in ProcPidStat stat, ref CaptureFailures failures)
    {
        if (stat.TerminalNumber == 0)
        {
            return null;
        }

        string? terminal = _terminals.Find(stat.TerminalNumber);
        if (terminal is null)
        {
            failures.Add(ProcessFields.Terminal, UnavailableReason.NotSupported);
        }

        return terminal;
    }

    private static bool Wants(ProcessFields fields, ProcessFields some) => (fields & some) != 0;

    private static ProcessCpuTimes ToCpuTimes(in ProcPidStat stat) =>
        new(
            LinuxTime.FromTicks(stat.UserTicks),
            LinuxTime.FromTicks(stat.SystemTicks),
            LinuxTime.FromTicks(stat.ChildrenUserTicks),
            LinuxTime.FromTicks(stat.ChildrenSystemTicks),
            stat.BlockIOTicks is { } ticks ? LinuxTime.FromTicks(ticks) : null
        );

    private string ReadName(
        int pid,
        in ProcPidStat stat,
        scoped ReadOnlySpan<byte> cut,
        IReadOnlyList<string>? commandLine,
        scoped ref CaptureScope scope
    )
    {
        string name = _names.Get(cut);
        if (cut.Length < CutNameLength || stat.Status == ProcessStatus.Zombie)
        {
            return name;
        }

        if (commandLine is [var first, ..])
        {
            ReadOnlySpan<byte> program = ProcPidCmdline.ProgramName(OSText.GetBytes(first));
            return program.StartsWith(cut) ? _names.Get(program) : name;
        }

        if (commandLine is not null)
        {
            return name;
        }

        Span<byte> kept = stackalloc byte[cut.Length];
        cut.CopyTo(kept);
        ReadResult result = _sources.ReadPiece(pid, "cmdline"u8, ref scope.Buffer);
        ReadOnlySpan<byte> whole = result.Failed ? [] : ProcPidCmdline.ProgramName(scope.Buffer.Span[..result.Value]);
        return whole.StartsWith(kept) ? _names.Get(whole) : name;
    }
}
