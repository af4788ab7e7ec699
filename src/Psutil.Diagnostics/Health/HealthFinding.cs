namespace Psutil.Diagnostics;

/// <summary>What a limit of a health check found.</summary>
/// <param name="Value">The value; null if it could not be read.</param>
/// <param name="Problem">Why it could not be read; null if it was.</param>
/// <param name="IsSupported">False if the machine does not have the value at all.</param>
internal readonly record struct HealthFinding(double? Value, string? Problem = null, bool IsSupported = true)
{
    public static HealthFinding NotSupported(string problem) => new(null, problem, IsSupported: false);
}
