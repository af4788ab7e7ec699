using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The process fields that one of the BSDs or macOS supports, and the meaning of its errors.</summary>
internal sealed class BsdCaptureRules(BsdProcessSource source) : CaptureRules
{
    public override ProcessFields Offered => source.SupportedFields;

    protected override ErrorMeaning MeaningOf(ProcessFields fields, int error)
    {
        ErrorMeaning meaning = error switch
        {
            // A kernel process has no program and no working directory, and a program's file may have been deleted.
            Errno.ENOENT or Errno.ESRCH or Errno.EINVAL => ErrorMeaning.Absent,
            Errno.EFAULT => ErrorMeaning.AbsentOfZombies,
            Errno.ENOSYS => ErrorMeaning.NotOffered,
            _ => ErrorMeaning.None,
        };
        return source.IsDenial(fields, error) ? meaning | ErrorMeaning.Denied : meaning;
    }

    protected override SystemCallError Describe(in CaptureFailures.Failure failure, int pid)
    {
        string target = string.Create(CultureInfo.InvariantCulture, $"{pid}");
        return new SystemCallError
        {
            SystemCall = $"{failure.Call}({(failure.Source is null ? target : $"{failure.Source}.{target}")})",
            ErrorCode = failure.Error,
            Description = Errno.Describe(failure.Error),
        };
    }
}
