using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Finds the processes that hold a file.</summary>
internal sealed class LinuxFileHolders(LinuxRoots roots, LinuxProcesses processes, LinuxProcessReader reader)
{
    // No call here should wait for a file system's server that does not answer. This guards against a kernel in which one does.
    private static readonly DeadlineCalls<(LinuxRoots Roots, string Path), (ReadResult Result, FileIdentity Identity)> Identifications =
        new(Identify, "psutil file", IdleTime);
    private static readonly DeadlineCalls<(FileTree Proc, int Pid, FileIdentity Target), LinuxFileUse> Uses = new(
        question => LinuxFileUse.Find(question.Proc, question.Pid, question.Target),
        "psutil file use",
        IdleTime
    );

    private static TimeSpan IdleTime => TimeSpan.FromSeconds(5);

    // For one process: even a busy machine needs only milliseconds for thousands of descriptors.
    private static TimeSpan LongestLook => TimeSpan.FromSeconds(3);

    public FileHolders Find(string path, FileHolderOptions options)
    {
        if (path.Contains('\0'))
        {
            throw new ArgumentException("A path cannot contain a NUL character.", nameof(path));
        }

        TimeLimit limit = new(options.Timeout);
        FileIdentity target = GetIdentity(path, limit);
        List<FileHolder> holders = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        foreach (int pid in options.Process is { } one ? [one.Pid] : processes.GetPids())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            _ = reader.ReadStartTime(pid, out long? startTime);
            if (options.Process is { } wanted && wanted.Identity.StartTime is { } start && start != startTime)
            {
                continue;
            }

            // Not all of the remaining time, so that a process that does not answer leaves time for the others.
            TimeSpan half = limit.Left / 2 ?? LongestLook;
            if (!Uses.TryCall((roots.Proc, pid, target), half < LongestLook ? half : LongestLook, out LinuxFileUse? use))
            {
                unavailable[processes.FromIdentity(new ProcessIdentity(pid, startTime))] = new Unavailability
                {
                    Reason = UnavailableReason.TimedOut,
                };
                continue;
            }

            if (use.Use == FileUse.None && use.Missing is null)
            {
                continue;
            }

            // If the start time is still the same, everything found in between belongs to this process.
            ReadResult again = reader.ReadStartTime(pid, out long? startTimeAfter);
            if (again.Failed && again.Error is Errno.ENOENT or Errno.ESRCH || startTimeAfter != startTime)
            {
                continue;
            }

            OSProcess process = processes.FromIdentity(new ProcessIdentity(pid, startTime));
            if (use.Use != FileUse.None)
            {
                holders.Add(
                    new FileHolder
                    {
                        Process = process,
                        Use = use.Use,
                        FileDescriptors = use.Descriptors,
                    }
                );
            }

            if (use.Missing is { } missing)
            {
                unavailable[process] = missing;
            }
        }

        return new FileHolders { Holders = holders, Unavailable = unavailable };
    }

    private FileIdentity GetIdentity(string path, TimeLimit limit)
    {
        string fullName = roots.IsLocalRoot ? path : Path.Join(roots.RootPath, path);
        if (
            !Identifications.TryCall(
                (roots, path),
                TimeSpan.FromMilliseconds(limit.MillisecondsLeft),
                out (ReadResult Result, FileIdentity Identity) answer
            )
        )
        {
            throw PsutilTimeoutException.OfFileSystem(fullName, "statx", limit.Total.GetValueOrDefault());
        }

        if (!answer.Result.Failed)
        {
            return answer.Identity;
        }

        SystemCallError error = new()
        {
            SystemCall = $"{answer.Result.Call}({fullName})",
            ErrorCode = answer.Result.Error,
            Description = Errno.Describe(answer.Result.Error),
        };
        throw answer.Result.Error is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    private static (ReadResult Result, FileIdentity Identity) Identify((LinuxRoots Roots, string Path) question)
    {
        (LinuxRoots roots, string path) = question;
        FileStatus status;
        ReadResult result = roots.IsLocalRoot
            ? ReadResult.FromCall("statx", Libc.GetFileStatus([.. OSText.GetBytes(path), 0], out status))
            : roots.Root.GetStatus([.. OSText.GetBytes(path.TrimStart('/')), 0], out status);
        return (result, FileIdentity.Of(in status));
    }
}
