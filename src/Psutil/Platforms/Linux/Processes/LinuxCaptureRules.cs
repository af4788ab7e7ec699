using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The process fields that Linux supports, and the meaning of its errors.</summary>
internal sealed class LinuxCaptureRules(FileTree proc) : CaptureRules
{
    public override ProcessFields Offered => LinuxProcesses.Supported;

    protected override ErrorMeaning MeaningOf(ProcessFields fields, int error) =>
        error switch
        {
            Errno.EACCES or Errno.EPERM => ErrorMeaning.Denied,

            // The process is alive and the file does not exist: this kernel does not have it. A kernel thread, which has no program, gives
            // the same error.
            Errno.ENOENT => ErrorMeaning.Absent | ErrorMeaning.NotOffered,
            Errno.ESRCH => ErrorMeaning.Absent,
            Errno.ENOSYS => ErrorMeaning.NotOffered,
            _ => ErrorMeaning.None,
        };

    protected override SystemCallError Describe(in CaptureFailures.Failure failure, int pid)
    {
        string of = string.Create(CultureInfo.InvariantCulture, $"{pid}");
        string path = failure.Source is null ? of : Path.Join(proc.Path, of, failure.Source);
        return new SystemCallError
        {
            SystemCall = $"{failure.Call}({path})",
            ErrorCode = failure.Error,
            Description = Errno.Describe(failure.Error),
        };
    }
}
