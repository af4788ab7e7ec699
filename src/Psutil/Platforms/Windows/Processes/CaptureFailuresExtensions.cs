namespace Psutil.Platforms.Windows;

/// <summary>Failures on Windows.</summary>
internal static class CaptureFailuresExtensions
{
    /// <summary>Adds a failed call about the process.</summary>
    public static void Add(this ref CaptureFailures failures, ProcessFields fields, CallFailure failure) =>
        failures.Add(fields, null, failure.Call, failure.Code);
}
