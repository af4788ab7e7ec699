namespace Psutil.Platforms.Windows;

/// <summary>The process fields that Windows supports, and the meaning of its errors.</summary>
internal sealed class WindowsCaptureRules : CaptureRules
{
    public override ProcessFields Offered => WindowsProcesses.Supported;

    protected override ErrorMeaning MeaningOf(ProcessFields fields, int error) =>
        new CallFailure("", error).Reason switch
        {
            UnavailableReason.Denied => ErrorMeaning.Denied,
            UnavailableReason.Gone => ErrorMeaning.Gone,
            UnavailableReason.NotSupported => ErrorMeaning.NotOffered,
            _ => ErrorMeaning.None,
        };

    protected override SystemCallError Describe(in CaptureFailures.Failure failure, int pid) =>
        new CallFailure(failure.Call, failure.Error).ToError(pid);
}
