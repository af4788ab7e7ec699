using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>What a failed source means for the fields that it would have told.</summary>
internal static class LinuxCaptureFailures
{
    /// <summary>
    /// The reasons, for a process that was seen alive (or as a zombie) after its sources had been read; null if nothing failed.
    /// </summary>
    public static Dictionary<ProcessFields, Unavailability>? Classify(
        this in CaptureFailures failures,
        FileTree proc,
        int pid,
        ProcessFields requested,
        bool isZombie
    ) => failures.IsEmpty ? null : ClassifyFailed(failures, proc, pid, requested, isZombie);

    private static Dictionary<ProcessFields, Unavailability>? ClassifyFailed(
        CaptureFailures failures,
        FileTree proc,
        int pid,
        ProcessFields requested,
        bool isZombie
    ) => failures.Classify(requested, failure => Classify(failure, proc, pid, isZombie));

    private static Unavailability? Classify(CaptureFailures.Failure failure, FileTree proc, int pid, bool isZombie)
    {
        SystemCallError error = Describe(failure, proc, pid);
        switch (failure.Result.Error)
        {
            case Errno.EACCES or Errno.EPERM:
                return new Unavailability(UnavailableReason.Denied, error);
            case Errno.ENOENT or Errno.ESRCH when isZombie:
                return new Unavailability(UnavailableReason.Zombie, error);

            // A kernel thread has no program and says so with ENOENT: there is nothing to know.
            case Errno.ENOENT
            or Errno.ESRCH when failure.Fields is ProcessFields.ExecutablePath or ProcessFields.WorkingDirectory:
                return null;

            // The process lives and the file does not exist: this kernel does not write it.
            case Errno.ENOENT
            or Errno.ENOSYS:
                return new Unavailability(UnavailableReason.NotSupported, error);
            default:
                return new Unavailability(UnavailableReason.Failed, error);
        }
    }

    private static SystemCallError Describe(CaptureFailures.Failure failure, FileTree proc, int pid)
    {
        string of = string.Create(CultureInfo.InvariantCulture, $"{pid}");
        string path = failure.Source is null ? of : Path.Join(proc.Path, of, failure.Source);
        return new SystemCallError($"{failure.Result.Call}({path})", failure.Result.Error, Errno.Describe(failure.Result.Error));
    }
}
