using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Reads one process: each source that the requested fields need, once, and <c>stat</c> last. Its start time proves that everything read
/// before was of the same process, because a reused PID never has an earlier start time. If no field needs <c>stat</c>, the inode of the
/// process's pidfd proves the same at a lower cost.
/// </summary>
[SkipLocalsInit]
internal sealed partial class LinuxProcessReader
{
    // The parent of the first process, of kernel threads, and of a process whose parent is in an outer PID namespace.
    private const int NoParent = 0;

    /// <summary>The fields of <c>stat</c>.</summary>
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
        | ProcessFields.ApproximateRss
        | ProcessFields.ProcessGroupId
        | ProcessFields.SessionId;

    /// <summary>
    /// The fields whose sources can keep their reader waiting in the kernel. So can the name, but that can be completed later.
    /// </summary>
    public const ProcessFields WaitingFields =
        ProcessFields.CommandLine
        | ProcessFields.Environment
        | ProcessFields.MemoryMaps
        | ProcessFields.MemoryFootprint
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.OpenFiles
        | ProcessFields.IOCounters
        | ProcessFields.Gpu;

    private readonly LinuxRoots _roots;
    private readonly KnownStarts _starts;
    private readonly LinuxUserNames _userNames;
    private readonly LinuxTerminals _terminals;
    private readonly LinuxProcessFiles _files;
    private readonly LinuxProcessSource _source;
    private readonly LinuxGpuClients _gpus;
    private readonly LinuxProcessNames _names;
    private readonly LinuxCaptureRules _rules;
    private readonly LinuxWaitAccounting _waitAccounting;

    public LinuxProcessReader(LinuxRoots roots, LinuxNetwork network, LinuxGpuClients gpus)
    {
        _roots = roots;
        _starts = new KnownStarts(roots);
        _userNames = new LinuxUserNames(roots);
        _terminals = new LinuxTerminals(roots);
        _files = new LinuxProcessFiles(roots);
        _source = new LinuxProcessSource(roots, network, _files);
        _gpus = gpus;
        _names = new LinuxProcessNames(_source);
        _rules = new LinuxCaptureRules(roots.Proc);
        _waitAccounting = new LinuxWaitAccounting(roots.Proc);
    }

    public LinuxProcessNames Names => _names;

    private FileTree Proc => _roots.Proc;

    /// <summary>For the capture of one process, or of all if they share a budget for their texts.</summary>
    public LinuxCaptureScope CreateScope(TextBudget? texts, WaitMode mode) => new(_roots, _userNames, _waitAccounting, texts, mode);

    /// <summary>When the process that now has a PID started; null if there is none, or its <c>stat</c> is hidden from us.</summary>
    public ReadResult ReadStartTime(int pid, out long? startTicks) => ReadStartTime(Proc, pid, out startTicks);

    /// <inheritdoc cref="ReadStartTime(int, out long?)"/>
    public static ReadResult ReadStartTime(FileTree proc, int pid, out long? startTicks)
    {
        startTicks = null;
        Span<byte> path = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[ProcPidStat.Room];
        ReadResult result = proc.Read(KernelPath.OfProcess(pid, "stat"u8, path), text);
        if (!result.Failed && ProcPidStat.TryParse(text[..result.Value], out ProcPidStat stat, out _))
        {
            startTicks = stat.StartTicks;
        }

        return result;
    }

    /// <summary>
    /// How a zombie ended: a caller with the right to inspect the process finds the exit status at the end of <c>stat</c>. Null if it is
    /// not a zombie, or without that right.
    /// </summary>
    public int? ReadExitCodeOfZombie(int pid)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[ProcPidStat.Room];
        ReadResult result = Proc.Read(KernelPath.OfProcess(pid, "stat"u8, room), text);
        if (
            result.Failed
            || !ProcPidStat.TryParse(text[..result.Value], out ProcPidStat stat, out _)
            || stat is not { Status: ProcessStatus.Zombie or ProcessStatus.Dead, ThreadCount: <= 1 }
            || !ProcPidStat.TryParseExitStatus(text[..result.Value], out int status)
        )
        {
            return null;
        }

        // Callers without the right get 0 (fs/proc/array.c). The same right opens the I/O counters, which a zombie still has. A zombie
        // cannot keep a reader waiting, because it starts no program.
        return status != 0 || !Proc.Read(KernelPath.OfProcess(pid, "io"u8, room), text).Failed ? LinuxExit.CodeOf(status) : null;
    }

    /// <summary>
    /// Whether a PID is that of a process rather than of one of its threads: <c>/proc/TID</c> exists too, although no listing shows it.
    /// Null if the file does not say.
    /// </summary>
    public ReadResult ReadIsProcess(int pid, out bool? isProcess)
    {
        isProcess = null;
        RentedBuffer buffer = new(LinuxCaptureScope.InitialSize);
        ReadResult result = _source.ReadPiece(pid, "status"u8, ref buffer);
        if (!result.Failed)
        {
            _ = ProcPidStatus.TryParse(buffer.Span[..result.Value], out ProcPidStatus status, out _);
            isProcess = status.ThreadGroup is { } group ? group == pid : null;
        }

        buffer.Dispose();
        return result;
    }

    /// <summary>
    /// The requested fields of one process; null if it is gone, or if it is not the one that started at the expected time.
    /// </summary>
    public ProcessSnapshot? Capture(int pid, long? expectedStart, ProcessFields fields, scoped ref LinuxCaptureScope scope)
    {
        ProcessSnapshot snapshot = new(new ProcessIdentity(pid, null), fields);
        CaptureFailures failures = default;
        scope.Stamp = null;
        scope.TextLeft = ExecLimits.MostBytes;
        scope.WantsStamp = AreOfOneFile(fields) && _starts.IsOffered;
        if (fields.Wants(~StatFields))
        {
            ReadAllButStat(pid, fields, snapshot, ref scope, ref failures);
        }

        ProcFileStamp? stamp = failures.IsEmpty && HasMemory(snapshot) ? scope.Stamp : null;
        if (stamp is { } seen && _starts.Find(pid, seen) is { } ticks)
        {
            snapshot.Identity = new ProcessIdentity(pid, ticks);
            return expectedStart is null || expectedStart == ticks ? snapshot.Complete(fields, _rules, failures) : null;
        }

        Span<byte> path = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[ProcPidStat.Room];
        ReadResult result = Proc.Read(KernelPath.OfProcess(pid, "stat"u8, path), text);
        if (result.Failed && result.Error is Errno.ENOENT or Errno.ESRCH)
        {
            return null;
        }

        if (result.Failed)
        {
            failures.Add(StatFields, "stat", result);
        }
        else if (!TryTakeStat(text[..result.Value], expectedStart, fields, snapshot, ref scope, ref failures))
        {
            return null;
        }

        if (stamp is { } read && snapshot.Identity.StartTime is { } start)
        {
            // The file was read before stat: if the PID was reused in between, the stamp is of a dead process and never occurs again.
            _starts.Remember(pid, read, start);
        }

        _ = snapshot.Complete(fields, _rules, failures);
        if (!scope.IsGivenUp)
        {
            scope.Texts?.Add(snapshot);
        }

        return snapshot;
    }

    /// <summary>Called after all processes were read: forgets processes that have ended.</summary>
    public void Trim(int processCount) => _starts.Trim(processCount);

    /// <summary>The same from a <c>statm</c> and a <c>stat</c> that were already read, for fields that need no other source.</summary>
    public ProcessSnapshot? Assemble(
        int pid,
        long? expectedStart,
        ProcessFields fields,
        scoped ReadOnlySpan<byte> statm,
        scoped ReadOnlySpan<byte> stat,
        scoped ref LinuxCaptureScope scope
    )
    {
        ProcessSnapshot snapshot = new(new ProcessIdentity(pid, null), fields);
        CaptureFailures failures = default;
        if (fields.Wants(ProcessFields.Memory))
        {
            snapshot.SetMemory(LinuxProcessSource.ParseMemory(statm, ref failures));
        }

        return TryTakeStat(stat, expectedStart, fields, snapshot, ref scope, ref failures)
            ? snapshot.Complete(fields, _rules, failures)
            : null;
    }

    // With several files, each would identify only its own process.
    private static bool AreOfOneFile(ProcessFields fields) =>
        fields is ProcessFields.MemoryFootprint or ProcessFields.Memory || !fields.Wants(~LinuxProcessSource.StatusFields);

    /// <summary>
    /// Whether it is neither a zombie nor a kernel thread, whose files need <c>stat</c> to be understood.
    /// </summary>
    private static bool HasMemory(ProcessSnapshot snapshot) =>
        snapshot.Common.MemoryFootprint is { Uss: > 0 } || snapshot.Common.Memory is { Vms: > 0 };

    private void ReadAllButStat(
        int pid,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (fields.Wants(LinuxProcessSource.StatusFields) || (fields.Wants(ProcessFields.CpuAffinity) && !_roots.HasOurPids))
        {
            ReadOwnerAndStatus(pid, fields, snapshot, ref scope, ref failures);
        }

        // Saves one file if status was read: the kernel fills both from the same counters.
        if (fields.Wants(ProcessFields.Memory) && snapshot.Common.Memory is null)
        {
            snapshot.SetMemory(_source.ReadMemory(pid, ref scope, ref failures));
        }

        if (
            fields.Wants(ProcessFields.CommandLine)
            && scope.TryBeginWait(WaitKind.MemoryMap, pid, "cmdline", ProcessFields.CommandLine, ref failures)
        )
        {
            _source.ReadCommandLine(pid, snapshot, ref scope, ref failures);
            scope.EndWait();
        }

        if (fields.Wants(ProcessFields.ExecutablePath))
        {
            snapshot.Common.ExecutablePath = _source.ReadLink(pid, "exe", ProcessFields.ExecutablePath, ref scope, ref failures);
        }

        if (
            fields.Wants(ProcessFields.MemoryFootprint)
            && scope.TryBeginWait(WaitKind.MemoryMap, pid, "smaps_rollup", ProcessFields.MemoryFootprint, ref failures)
        )
        {
            snapshot.Common.MemoryFootprint = _source.ReadFootprint(pid, ref scope, ref failures);
            scope.EndWait();
        }

        if (fields.Wants(~CommonFields.All))
        {
            ReadRare(pid, fields, snapshot, ref scope, ref failures);
        }
    }

    private void ReadOwnerAndStatus(
        int pid,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        bool onlyOwner = !fields.Wants(LinuxProcessSource.StatusFields & ~LinuxProcessSource.OwnerFields);
        bool needsAffinity = fields.Wants(ProcessFields.CpuAffinity) && !_roots.HasOurPids;
        if (needsAffinity || !onlyOwner || !_source.TryReadOwner(pid, snapshot))
        {
            _source.ReadStatus(pid, fields, needsAffinity, snapshot, ref scope, ref failures);
        }

        if (fields.Wants(ProcessFields.UserName) && snapshot.Common.UserIds is { } users)
        {
            snapshot.Common.UserName = scope.GetUserName(users.Real);
        }
    }

    private void ReadRare(
        int pid,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (
            fields.Wants(ProcessFields.IOCounters)
            && scope.TryBeginWait(WaitKind.Credentials, pid, "io", ProcessFields.IOCounters, ref failures)
        )
        {
            snapshot.Set(ProcessFields.IOCounters, _source.ReadIOCounters(pid, ref scope, ref failures));
            scope.EndWait();
        }

        if (
            fields.Wants(ProcessFields.Environment)
            && scope.TryBeginWait(WaitKind.MemoryMap, pid, "environ", ProcessFields.Environment, ref failures)
        )
        {
            _source.ReadEnvironment(pid, snapshot, ref scope, ref failures);
            scope.EndWait();
        }

        if (fields.Wants(ProcessFields.WorkingDirectory))
        {
            string? folder = _source.ReadLink(pid, "cwd", ProcessFields.WorkingDirectory, ref scope, ref failures);
            snapshot.Set(ProcessFields.WorkingDirectory, folder);
        }

        if (fields.Wants(ProcessFields.ResourceLimits))
        {
            snapshot.Set(ProcessFields.ResourceLimits, _source.ReadLimits(pid, ref scope, ref failures));
        }

        if (
            fields.Wants(ProcessFields.MemoryMaps)
            && scope.TryBeginWait(WaitKind.MemoryMap, pid, "smaps", ProcessFields.MemoryMaps, ref failures)
        )
        {
            List<ProcessMemoryMap>? maps = _source.ReadMaps(pid, ref scope, ref failures);
            scope.EndWait();
            snapshot.Set(ProcessFields.MemoryMaps, _source.WithoutDeletedMarks(pid, maps, ref scope, ref failures));
        }

        if (fields.Wants(ProcessFields.IOPriority))
        {
            snapshot.Set(ProcessFields.IOPriority, _source.ReadIOPriority(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.CpuAffinity) && _roots.HasOurPids)
        {
            snapshot.Set(ProcessFields.CpuAffinity, LinuxProcessSource.ReadAffinity(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.FileDescriptorCount))
        {
            snapshot.Set(ProcessFields.FileDescriptorCount, _files.CountDescriptors(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.OpenFiles) && scope.TryBeginWait(WaitKind.Files, pid, "fd", ProcessFields.OpenFiles, ref failures))
        {
            snapshot.Set(ProcessFields.OpenFiles, _files.ReadOpenFiles(pid, ref failures));
            scope.EndWait();
        }

        if (fields.Wants(ProcessFields.Threads))
        {
            snapshot.Set(ProcessFields.Threads, _files.ReadThreads(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.OomScore))
        {
            snapshot.Set(ProcessFields.OomScore, _source.ReadOomScore(pid, ref scope, ref failures));
        }

        if (fields.Wants(ProcessFields.Cgroup))
        {
            snapshot.Set(ProcessFields.Cgroup, _source.ReadCgroup(pid, ref scope, ref failures));
        }

        if (fields.Wants(ProcessFields.Connections))
        {
            snapshot.Set(ProcessFields.Connections, _source.ReadConnections(pid, ref failures));
        }

        if (fields.Wants(ProcessFields.Gpu) && scope.TryBeginWait(WaitKind.Files, pid, "fdinfo", ProcessFields.Gpu, ref failures))
        {
            snapshot.Set(ProcessFields.Gpu, _gpus.ReadCounters(pid, ref failures));
            scope.EndWait();
        }
    }

    /// <summary>Takes over the values of <c>stat</c>; false if it is of another process than the expected one.</summary>
    private bool TryTakeStat(
        scoped ReadOnlySpan<byte> text,
        long? expectedStart,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (!ProcPidStat.TryParse(text, out ProcPidStat stat, out string? malformed))
        {
            failures.AddMalformed(StatFields, "stat", malformed);
            return true;
        }

        if (expectedStart is { } expected && expected != stat.StartTicks)
        {
            return false;
        }

        TakeStat(in stat, text[stat.Name], fields, snapshot, ref scope, ref failures);
        return true;
    }

    private void TakeStat(
        in ProcPidStat stat,
        scoped ReadOnlySpan<byte> name,
        ProcessFields fields,
        ProcessSnapshot snapshot,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        snapshot.Identity = new ProcessIdentity(snapshot.Pid, stat.StartTicks);
        ref CommonFields common = ref snapshot.Common;
        common.ParentPid = stat.ParentPid == NoParent ? null : stat.ParentPid;
        common.Status = stat.Status;
        common.IsKernelThread = stat.IsKernelThread;
        common.CpuTimes = fields.Wants(ProcessFields.CpuTimes) ? ToCpuTimes(stat, ref scope) : null;
        common.ThreadCount = stat.ThreadCount;
        common.Nice = stat.Nice;
        common.PageFaults = new ProcessPageFaults { Minor = stat.MinorFaults, Major = stat.MajorFaults };
        common.CpuNumber = stat.CpuNumber;
        common.ApproximateRss = Saturating.Multiply(stat.RssPages, Libc.PageSize);
        if (stat.ProcessGroup >= 0 && stat.Session >= 0)
        {
            snapshot.Set(ProcessFields.ProcessGroupId, stat.ProcessGroup);
            snapshot.Set(ProcessFields.SessionId, stat.Session);
        }

        if (stat.HasImpossibleNumber)
        {
            OmitImpossible(in stat, snapshot, ref failures);
        }

        if (fields.Wants(ProcessFields.CreateTime))
        {
            common.CreateTime = stat.StartTicks >= 0 ? scope.ToWallClock(stat.StartTicks) : null;
            if (common.CreateTime is null)
            {
                failures.AddMalformed(ProcessFields.CreateTime, "stat", "starttime");
            }
        }

        if (fields.Wants(ProcessFields.Name))
        {
            common.Name = _names.Read(name, in stat, snapshot, ref scope);
        }

        if (fields.Wants(ProcessFields.Terminal) && stat.TerminalNumber != 0)
        {
            snapshot.Set(ProcessFields.Terminal, FindTerminal(stat.TerminalNumber, ref failures));
        }
    }

    private string? FindTerminal(int number, ref CaptureFailures failures)
    {
        string? terminal = _terminals.Find(number);
        if (terminal is null)
        {
            failures.Add(ProcessFields.Terminal, UnavailableReason.NotSupported);
        }

        return terminal;
    }
}
