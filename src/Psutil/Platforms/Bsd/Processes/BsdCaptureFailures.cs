using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>What a failed source means for the fields that it would have told.</summary>
internal static class BsdCaptureFailures
{
    /// <summary>
    /// The reasons, for a process that was seen alive (or as a zombie) after its sources had been read; null if nothing failed.
    /// </summary>
    public static Dictionary<ProcessFields, Unavailability>? Classify(
        in CaptureFailures failures,
        BsdProcessSource source,
        int pid,
        ProcessFields requested,
        bool isZombie,
        bool isKernel
    ) => failures.IsEmpty ? null : ClassifyFailed(failures, source, pid, requested, isZombie, isKernel);

    private static Dictionary<ProcessFields, Unavailability>? ClassifyFailed(
        CaptureFailures failures,
        BsdProcessSource source,
        int pid,
        ProcessFields requested,
        bool isZombie,
        bool isKernel
    ) => failures.Classify(requested, failure => Classify(failure, source, pid, isZombie, isKernel));

    private static Unavailability? Classify(CaptureFailures.Failure failure, BsdProcessSource source, int pid, bool isZombie, bool isKernel)
    {
        string target = string.Create(CultureInfo.InvariantCulture, $"{pid}");
        SystemCallError error = new(
            $"{failure.Result.Call}({(failure.Source is null ? target : $"{failure.Source}.{target}")})",
            failure.Result.Error,
            Errno.Describe(failure.Result.Error)
        );
        switch (failure.Result.Error)
        {
            case Errno.ENOENT or Errno.ESRCH or Errno.EINVAL or Errno.EFAULT when isZombie:
                return new Unavailability(UnavailableReason.Zombie, error);
            case var number when source.IsDenial(failure.Fields, number):
                return new Unavailability(UnavailableReason.Denied, error);

            // A part of the kernel has no program and no folder, and a program's file may be gone: there is nothing to know.
            case Errno.ENOENT
            or Errno.ESRCH
            or Errno.EINVAL when failure.Fields is ProcessFields.ExecutablePath or ProcessFields.WorkingDirectory:
                return null;
            case Errno.ENOSYS:
            case Errno.ENOENT or Errno.ESRCH or Errno.EINVAL when isKernel:
                return new Unavailability(UnavailableReason.NotSupported, error);
            default:
                return new Unavailability(UnavailableReason.Failed, error);
        }
    }
}
