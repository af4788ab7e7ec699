namespace Psutil.Platforms.Unix;

/// <summary>Failures as Unix has them.</summary>
internal static class CaptureFailuresExtensions
{
    /// <summary>A call failed, or gave what cannot be what was asked for.</summary>
    /// <param name="failures">Takes the failure.</param>
    /// <param name="fields">What the call would have given.</param>
    /// <param name="source">The file, or what the call was made on; null if that is the process itself.</param>
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
