using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads one source of one process at a time and parses it. A failure is noted, and the value is null.</summary>
[SkipLocalsInit]
internal sealed class LinuxProcessSource(LinuxRoots roots, LinuxNetwork network, LinuxProcessFiles files)
{
    /// <summary>The fields of <c>status</c> that the process's descriptor also has, at a lower cost (Linux 6.13).</summary>
    public const ProcessFields OwnerFields = ProcessFields.UserName | ProcessFields.UserIds | ProcessFields.GroupIds;

    /// <summary>The fields of <c>status</c>.</summary>
    public const ProcessFields StatusFields =
        OwnerFields | ProcessFields.ContextSwitches | ProcessFields.MemoryDetails | ProcessFields.PendingSignalCount;

    // The longest of these files is the status of a process in the most groups possible: 65,536 (NGROUPS_MAX).
    private const int LongestPiece = 2 * 1024 * 1024;

    private readonly StringCache _paths = new();

    // Set once the kernel or a sandbox has refused the query by descriptor.
    private volatile bool _ownersAreInStatusAlone;

    private FileTree Proc => roots.Proc;

    /// <summary>The beginning of a file, as much as fits into the buffer.</summary>
    public ReadResult ReadStart(int pid, ReadOnlySpan<byte> file, Span<byte> buffer) =>
        Proc.Read(KernelPath.OfProcess(pid, file, stackalloc byte[KernelPath.Room]), buffer);

    /// <summary>A file that the kernel returns in one piece; read again into a larger buffer if it filled this one.</summary>
    public ReadResult ReadPiece(int pid, ReadOnlySpan<byte> file, ref RentedBuffer buffer) =>
        ReadPiece(pid, file, ref buffer, stamped: false, out _);

    private ReadResult ReadPiece(int pid, ReadOnlySpan<byte> file, scoped ref LinuxCaptureScope scope)
    {
        ReadResult result = ReadPiece(pid, file, ref scope.Buffer, scope.WantsStamp, out ProcFileStamp? stamp);
        scope.Stamp = stamp;
        return result;
    }

    private ReadResult ReadPiece(int pid, ReadOnlySpan<byte> file, ref RentedBuffer buffer, bool stamped, out ProcFileStamp? stamp)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadOnlySpan<byte> path = KernelPath.OfProcess(pid, file, room);
        while (true)
        {
            ReadResult result = Proc.Read(path, buffer.Span, stamped, out stamp);
            if (result.Failed || result.Value < buffer.Span.Length)
            {
                return result;
            }

            if (buffer.Span.Length >= LongestPiece)
            {
                return ReadResult.Malformed("length");
            }

            buffer.Grow(0);
        }
    }

    private bool TryReadPiece(
        int pid,
        string file,
        ReadOnlySpan<byte> fileBytes,
        ProcessFields fields,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures,
        out int length
    )
    {
        ReadResult result = ReadPiece(pid, fileBytes, ref scope);
        length = result.Value;
        if (result.Failed)
        {
            failures.Add(fields, file, result);
        }

        return !result.Failed;
    }

    public ProcessMemory? ReadMemory(int pid, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures) =>
        TryReadPiece(pid, "statm", "statm"u8, ProcessFields.Memory, ref scope, ref failures, out int length)
            ? ParseMemory(scope.Buffer.Span[..length], ref failures)
            : null;

    public static ProcessMemory? ParseMemory(ReadOnlySpan<byte> text, ref CaptureFailures failures)
    {
        if (!ProcPidStatm.TryParse(text, out ProcPidStatm statm, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.Memory, "statm", malformed);
            return null;
        }

        return statm.ToMemory(Libc.PageSize);
    }

    public void ReadStatus(
        int pid,
        ProcessFields fields,
        bool withAffinity,
        ProcessSnapshot snapshot,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        ProcessFields given = withAffinity ? StatusFields | ProcessFields.CpuAffinity : StatusFields;
        if (!TryReadPiece(pid, "status", "status"u8, given, ref scope, ref failures, out int length))
        {
            return;
        }

        ReadOnlySpan<byte> text = scope.Buffer.Span[..length];
        if (!ProcPidStatus.TryParse(text, out ProcPidStatus status, out string? malformed))
        {
            failures.AddMalformed(given, "status", malformed);
            return;
        }

        if (status.UserIds is null)
        {
            failures.AddMalformed(ProcessFields.UserIds | ProcessFields.UserName, "status", "Uid");
        }

        if (status.GroupIds is null)
        {
            failures.AddMalformed(ProcessFields.GroupIds, "status", "Gid");
        }

        snapshot.Common.UserIds = status.UserIds;
        snapshot.Set(ProcessFields.GroupIds, status.GroupIds);
        snapshot.Set(ProcessFields.ContextSwitches, status.ContextSwitches);
        snapshot.Set(ProcessFields.PendingSignalCount, status.PendingSignals);
        snapshot.SetMemory(status.Memory);
        if (fields.Wants(ProcessFields.MemoryDetails))
        {
            snapshot.Set(ProcessFields.MemoryDetails, status.MemoryDetails);
        }

        if (!withAffinity || text[status.AllowedCpus].IsEmpty)
        {
            return;
        }

        if (CpuListParser.TryParse(text[status.AllowedCpus], out int[]? cpus, out _))
        {
            snapshot.Set(ProcessFields.CpuAffinity, cpus);
        }
        else
        {
            failures.AddMalformed(ProcessFields.CpuAffinity, "status", "Cpus_allowed_list");
        }
    }

    /// <summary>
    /// The owner of a process, by its descriptor, for a quarter of the cost of <c>status</c>. False if the kernel does not report it:
    /// before Linux 6.13, or for a process that has just ended.
    /// </summary>
    public bool TryReadOwner(int pid, ProcessSnapshot snapshot)
    {
        if (_ownersAreInStatusAlone || !roots.HasOurPids)
        {
            return false;
        }

        int result = Libc.GetProcessInformation(pid, out ProcessInformation information);
        if (result is -Errno.ENOTTY or -Errno.ENOSYS or -Errno.EPERM)
        {
            _ownersAreInStatusAlone = true;
        }

        if (result != 0 || (information.Mask & ProcessInformation.OwnerMask) == 0 || information.ThreadGroup != pid)
        {
            return false;
        }

        snapshot.Common.UserIds = information.Users;
        snapshot.Set(ProcessFields.GroupIds, information.Groups);
        return true;
    }

    public void ReadCommandLine(int pid, ProcessSnapshot snapshot, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
    {
        ReadResult result = ReadText(pid, "cmdline"u8, ref scope, out bool isCut);
        if (result.Failed)
        {
            failures.Add(ProcessFields.CommandLine, "cmdline", result);
            return;
        }

        snapshot.Common.CommandLine = ProcPidCmdline.Parse(scope.Buffer.Span[..result.Value], out bool hasTooMany);
        if (isCut || hasTooMany)
        {
            snapshot.SetCut(ProcessFields.CommandLine);
        }
    }

    public void ReadEnvironment(int pid, ProcessSnapshot snapshot, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
    {
        ReadResult result = ReadText(pid, "environ"u8, ref scope, out bool isCut);

        // A kernel thread has no memory, so no environment: an empty file, or since Linux 6.14 ESRCH. If the process is gone, reading stat
        // shows it.
        if (result.Failed && result.Error != Errno.ESRCH)
        {
            failures.Add(ProcessFields.Environment, "environ", result);
            return;
        }

        // An incomplete variable is dropped.
        ReadOnlySpan<byte> text = scope.Buffer.Span[..result.Value];
        text = isCut ? text[..(text.LastIndexOf((byte)0) + 1)] : text;
        snapshot.Set(ProcessFields.Environment, EnvironmentParser.Parse(text, scope.Texts?.Shared, out bool hasTooMany));
        if (isCut || hasTooMany)
        {
            snapshot.SetCut(ProcessFields.Environment);
        }
    }

    /// <summary>A file whose bytes are the process's own memory: the process decides its length, so only a limited part is read.</summary>
    private ReadResult ReadText(int pid, ReadOnlySpan<byte> file, scoped ref LinuxCaptureScope scope, out bool isCut)
    {
        isCut = false;
        ReadResult opened = Proc.OpenRead(KernelPath.OfProcess(pid, file, stackalloc byte[KernelPath.Room]));
        if (opened.Failed)
        {
            return opened;
        }

        int limit = Math.Min(scope.TextLeft, scope.Texts?.Longest ?? ExecLimits.MostBytes);
        int length = 0;
        int count;
        while ((count = Libc.Read(opened.Value, scope.Buffer.Span[length..])) > 0)
        {
            length += count;
            if (length < scope.Buffer.Span.Length)
            {
                break;
            }

            if (length > limit)
            {
                break;
            }

            scope.Buffer.Grow(length);
        }

        Libc.Close(opened.Value);
        if (count < 0)
        {
            return ReadResult.Failure("read", -count);
        }

        isCut = length > limit;
        length = Math.Min(length, limit);
        scope.TextLeft -= length;
        return ReadResult.Success(length);
    }

    public ProcessIOCounters? ReadIOCounters(int pid, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
    {
        if (!TryReadPiece(pid, "io", "io"u8, ProcessFields.IOCounters, ref scope, ref failures, out int length))
        {
            return null;
        }

        if (!ProcPidIO.TryParse(scope.Buffer.Span[..length], out ProcessIOCounters counters, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.IOCounters, "io", malformed);
            return null;
        }

        return counters;
    }

    public IReadOnlyDictionary<ResourceKind, ResourceLimit>? ReadLimits(
        int pid,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (!TryReadPiece(pid, "limits", "limits"u8, ProcessFields.ResourceLimits, ref scope, ref failures, out int length))
        {
            return null;
        }

        if (
            !ProcPidLimits.TryParse(
                scope.Buffer.Span[..length],
                out IReadOnlyDictionary<ResourceKind, ResourceLimit> limits,
                out string? malformed
            )
        )
        {
            failures.AddMalformed(ProcessFields.ResourceLimits, "limits", malformed);
            return null;
        }

        return limits;
    }

    public int? ReadOomScore(int pid, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
    {
        if (!TryReadPiece(pid, "oom_score", "oom_score"u8, ProcessFields.OomScore, ref scope, ref failures, out int length))
        {
            return null;
        }

        if (!ProcPidOomScore.TryParse(scope.Buffer.Span[..length], out int score, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.OomScore, "oom_score", malformed);
            return null;
        }

        return score;
    }

    public ProcessCgroup? ReadCgroup(int pid, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures) =>
        TryReadPiece(pid, "cgroup", "cgroup"u8, ProcessFields.Cgroup, ref scope, ref failures, out int length)
            ? CgroupPath.Choose(ProcPidCgroup.Parse(scope.Buffer.Span[..length]))
            : null;

    public ProcessMemoryFootprint? ReadFootprint(int pid, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
    {
        string file = "smaps_rollup";
        ReadResult result = ReadPiece(pid, "smaps_rollup"u8, ref scope);

        // A process without memory (kernel thread, zombie) gives ESRCH here, while its smaps is empty. If the process is gone, reading stat
        // shows it.
        if (result is { Failed: true, Error: Errno.ESRCH })
        {
            result = ReadResult.Success(0);
        }

        // smaps_rollup does not exist before Linux 4.14.
        if (result is { Failed: true, Error: Errno.ENOENT })
        {
            file = "smaps";
            result = ReadSmaps(pid, ref scope);
        }

        if (result.Failed)
        {
            failures.Add(ProcessFields.MemoryFootprint, file, result);
            return null;
        }

        if (!ProcPidSmaps.TryParseFootprint(scope.Buffer.Span[..result.Value], out ProcessMemoryFootprint footprint, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.MemoryFootprint, file, malformed);
            return null;
        }

        return footprint;
    }

    public List<ProcessMemoryMap>? ReadMaps(int pid, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
    {
        ReadResult result = ReadSmaps(pid, ref scope);
        if (result.Failed)
        {
            failures.Add(ProcessFields.MemoryMaps, "smaps", result);
            return null;
        }

        if (!ProcPidSmaps.TryParseMaps(scope.Buffer.Span[..result.Value], out List<ProcessMemoryMap> maps, out string? malformed))
        {
            failures.AddMalformed(ProcessFields.MemoryMaps, "smaps", malformed);
            return null;
        }

        return maps;
    }

    /// <summary>
    /// The maps with the paths of deleted files as these were; null, with the reason noted, if that may not be looked up.
    /// </summary>
    public List<ProcessMemoryMap>? WithoutDeletedMarks(
        int pid,
        List<ProcessMemoryMap>? maps,
        scoped ref LinuxCaptureScope scope,
        ref CaptureFailures failures
    )
    {
        if (maps?.Exists(map => LinuxProcessFiles.HasDeletedMark(map.Path)) != true)
        {
            return maps;
        }

        if (!scope.TryBeginWait(WaitKind.Files, pid, "maps", ProcessFields.MemoryMaps, ref failures))
        {
            return null;
        }

        for (int index = 0; index < maps.Count; index++)
        {
            string path = files.WithoutDeletedMark(maps[index].Path, out bool isDeleted);
            if (isDeleted)
            {
                maps[index] = maps[index] with { Path = path };
            }
        }

        scope.EndWait();
        return maps;
    }

    private ReadResult ReadSmaps(int pid, scoped ref LinuxCaptureScope scope)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        return Proc.ReadToEnd(KernelPath.OfProcess(pid, "smaps"u8, room), ref scope.Buffer, FileTree.LongListLimit);
    }

    public string? ReadLink(int pid, string file, ProcessFields field, scoped ref LinuxCaptureScope scope, ref CaptureFailures failures)
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

        // Many processes share the same few paths.
        string text = _paths.Get(LinuxProcessFiles.UpToNul(target[..result.Value]));
        if (!LinuxProcessFiles.HasDeletedMark(text))
        {
            return text;
        }

        if (!scope.TryBeginWait(WaitKind.Files, pid, file, field, ref failures))
        {
            return null;
        }

        text = files.WithoutDeletedMark(text, path.Terminated, out _);
        scope.EndWait();
        return text;
    }

    public IOPriority? ReadIOPriority(int pid, ref CaptureFailures failures)
    {
        // linux/ioprio.h: the class above 13 bits, of which the lowest three are the level and the others hints (Linux 6.5).
        const int ClassShift = 13;
        const int LevelMask = 7;
        if (!roots.HasOurPids)
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

        return new IOPriority { Class = (IOPriorityClass)(packed >> ClassShift), Level = packed & LevelMask };
    }

    public static List<int>? ReadAffinity(int pid, ref CaptureFailures failures)
    {
        int result = CpuMask.Read(pid, out List<int> cpus);
        if (result < 0)
        {
            failures.Add(ProcessFields.CpuAffinity, null, ReadResult.Failure("sched_getaffinity", -result));
            return null;
        }

        return cpus;
    }

    public IReadOnlyList<NetworkConnection>? ReadConnections(int pid, ref CaptureFailures failures)
    {
        ReadResult result = network.GetConnectionsOfProcess(
            pid,
            ConnectionKinds.All,
            out IReadOnlyList<NetworkConnection> connections,
            out string source
        );
        if (result.Failed)
        {
            failures.Add(ProcessFields.Connections, source, result);
            return null;
        }

        return connections;
    }
}
