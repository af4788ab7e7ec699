namespace Psutil.Platforms.Windows;

/// <summary>Failures as Windows has them.</summary>
internal static class CaptureFailuresExtensions
{
    /// <summary>A call about the process failed.</summary>
    public static void Add(this ref CaptureFailures failures, ProcessFields fields, CallFailure failure) =>
        failures.Add(fields, null, failure.Call, failure.Code);
}
