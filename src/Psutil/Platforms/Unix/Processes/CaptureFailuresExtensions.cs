namespace Psutil.Platforms.Unix;

/// <summary>Failures on Unix.</summary>
internal static class CaptureFailuresExtensions
{
    /// <summary>Adds a failed call, or one with an invalid result.</summary>
    /// <param name="failures">Receives the failure.</param>
    /// <param name="fields">The fields that are missing.</param>
    /// <param name="source">The file, or another target of the call; null if that is the process itself.</param>
    /// <param name="result">The failed call.</param>
    public static void Add(this ref CaptureFailures failures, ProcessFields fields, string? source, ReadResult result)
    {
        if (result.IsMalformed)
        {
            failures.AddMalformed(fields, source ?? "process", result.Call!);
        }
        else
        {
            failures.Add(fields, source, result.Call ?? "", result.Error);
        }
    }
}
