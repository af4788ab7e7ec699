using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>What Linux offers of a process, and what its errors mean.</summary>
internal sealed class LinuxCaptureRules(FileTree proc) : CaptureRules
{
    public override ProcessFields Offered => LinuxProcesses.Supported;

    protected override ErrorMeaning MeaningOf(ProcessFields fields, int error) =>
        error switch
        {
            Errno.EACCES or Errno.EPERM => ErrorMeaning.Denied,

            // The process lives and the file does not exist: this kernel does not write it. A kernel thread has no program and says so with
            // the same.
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
