using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Finds the processes that hold a file. Where BPF programs find those that may hold it, only these are looked at.
/// </summary>
internal sealed class LinuxFileHolders(
    LinuxRoots roots,
    LinuxProcesses processes,
    LinuxProcessReader reader,
    LinuxProcessCaptures captures,
    MachineProcessTable table
)
{
    // No call here should wait for a file system's server that does not answer. This guards against a kernel in which one does.
    private static readonly DeadlineCalls<
        (LinuxRoots Roots, string Path, bool Contents),
        (ReadResult Result, LinuxFileTarget Target)
    > Identifications = new(Identify, "psutil file", IdleTime);
    private static TimeSpan IdleTime => TimeSpan.FromSeconds(5);

    // PATH_MAX (linux/limits.h).
    private const int LongestPath = 4096;

    // How many processes the last search went through; 0 before the first.
    private int _processCount;

    public FileHolders Find(string path, FileHolderOptions options)
    {
        if (path.Contains('\0'))
        {
            throw new ArgumentException("A path cannot contain a NUL character.", nameof(path));
        }

        TimeLimit limit = new(options.Timeout);
        LinuxFileTarget target = GetTarget(path, options.IncludeContents, limit);
        IReadOnlyList<int> pids = options.Process is { } one ? [one.Pid] : FindByProgram(path, target, limit) ?? ListAll();
        Look?[] looks = captures.Watch(pids, limit.Left, (int index, scoped ref LinuxCaptureScope scope) =>
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            return LookAt(pids[index], options.Process?.Identity.StartTime, target, limit, ref scope);
        });
        List<FileHolder> holders = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        foreach (Look look in looks.OfType<Look>())
        {
            OSProcess process = processes.FromIdentity(look.Process);
            if (look.Use != FileUse.None)
            {
                holders.Add(
                    new FileHolder
                    {
                        Process = process,
                        Use = look.Use,
                        FileDescriptors = look.Descriptors,
                        Paths = look.Paths,
                    }
                );
            }

            if (look.Missing is { } missing)
            {
                unavailable[process] = missing;
            }
        }

        return new FileHolders { Holders = holders, Unavailable = unavailable };
    }

    private IReadOnlyList<int> ListAll()
    {
        IReadOnlyList<int> pids = processes.GetPids();
        Volatile.Write(ref _processCount, pids.Count);
        return pids;
    }

    /// <summary>The processes that may hold the file by what BPF programs say; null if they cannot be asked.</summary>
    private IReadOnlyList<int>? FindByProgram(string path, LinuxFileTarget target, TimeLimit limit) =>
        // What is below a directory is known by paths, too, which the programs do not have.
        !target.IncludesContents
        && roots.IsLocalRoot
        && table.TryFindHolders(Volatile.Read(ref _processCount), new BpfFileSearch(path, target.Identity), limit) is { } pids
            ? [.. pids]
            : null;

    /// <summary>Looks at one process; null if it does not hold the file, or is gone.</summary>
    private Look? LookAt(int pid, long? expectedStart, LinuxFileTarget target, TimeLimit limit, scoped ref LinuxCaptureScope scope)
    {
        _ = reader.ReadStartTime(pid, out long? startTime);
        if (expectedStart is not null && expectedStart != startTime)
        {
            return null;
        }

        ProcessIdentity process = new(pid, startTime);
        if (limit.IsOver)
        {
            return new Look(process, FileUse.None, [], null, LinuxFileUse.OutOfTime);
        }

        LinuxFileUse use = LinuxFileUse.Find(roots.Proc, pid, target, ref scope);
        if (use.Use == FileUse.None && use.Missing is null)
        {
            return null;
        }

        // If it has the start time of before still, all that was found in between is its own.
        ReadResult again = reader.ReadStartTime(pid, out long? startTimeAfter);
        return again.Failed && again.Error is Errno.ENOENT or Errno.ESRCH || startTimeAfter != startTime
            ? null
            : new Look(process, use.Use, use.Descriptors, use.Paths, use.Missing);
    }

    private LinuxFileTarget GetTarget(string path, bool contents, TimeLimit limit)
    {
        string fullName = roots.IsLocalRoot ? path : Path.Join(roots.RootPath, path);
        if (
            !Identifications.TryCall(
                (roots, path, contents),
                TimeSpan.FromMilliseconds(limit.MillisecondsLeft),
                out (ReadResult Result, LinuxFileTarget Target) answer
            )
        )
        {
            throw PsutilTimeoutException.OfFileSystem(fullName, "statx", limit.Total.GetValueOrDefault());
        }

        if (!answer.Result.Failed)
        {
            return answer.Target;
        }

        SystemCallError error = new()
        {
            SystemCall = $"{answer.Result.Call}({fullName})",
            ErrorCode = answer.Result.Error,
            Description = Errno.Describe(answer.Result.Error),
        };
        throw answer.Result.Error is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    private static (ReadResult Result, LinuxFileTarget Target) Identify((LinuxRoots Roots, string Path, bool Contents) question)
    {
        (LinuxRoots roots, string path, bool contents) = question;
        ReadResult result = GetStatus(roots, path, out FileStatus status);
        LinuxFileTarget target = new(FileIdentity.Of(in status));
        if (result.Failed || !contents || !status.IsDirectory)
        {
            return (result, target);
        }

        // The root of a mount has its parent in another mount, and the root of all is its own parent.
        bool hasParent = !GetStatus(roots, Path.Join(path, ".."), out FileStatus parent).Failed;
        bool isRoot = FileIdentity.Of(in parent) == target.Identity;
        bool isMountPoint =
            hasParent && (isRoot || parent.MountId != status.MountId || FileIdentity.Of(in parent).Device != target.Identity.Device);
        return (
            result,
            target with
            {
                MountId = status.MountId,
                IsMountPoint = isMountPoint,
                IsWholeDevice = isMountPoint && (isRoot || FileIdentity.Of(in parent).Device != target.Identity.Device),
                Folder = OSText.GetBytes(ResolveFolder(roots, path)),
            }
        );
    }

    private static ReadResult GetStatus(LinuxRoots roots, string path, out FileStatus status) =>
        roots.IsLocalRoot
            ? ReadResult.FromCall("statx", Libc.GetFileStatus([.. OSText.GetBytes(path), 0], out status))
            : roots.Root.GetStatus([.. OSText.GetBytes(path.TrimStart('/') is { Length: > 0 } below ? below : "."), 0], out status);

    // As the links of /proc name it: without symbolic links. In another root, its own links are not resolved.
    private static string ResolveFolder(LinuxRoots roots, string path)
    {
        if (roots.IsLocalRoot)
        {
            Span<byte> text = stackalloc byte[LongestPath];
            int descriptor = Libc.OpenDirectoryPath([.. OSText.GetBytes(path), 0]);
            if (descriptor >= 0)
            {
                Span<byte> room = stackalloc byte[KernelPath.Room];
                KernelPath link = new(room);
                link.Append("thread-self/fd/"u8);
                link.Append(descriptor);
                ReadResult read = roots.Proc.ReadLink(link.Terminated, text);
                Libc.Close(descriptor);
                if (!read.Failed)
                {
                    path = OSText.GetString(text[..read.Value]);
                }
            }
        }

        return path.TrimEnd('/') + "/";
    }

    private sealed record Look(
        ProcessIdentity Process,
        FileUse Use,
        IReadOnlyList<int> Descriptors,
        IReadOnlyList<string>? Paths,
        Unavailability? Missing
    );
}
