namespace Psutil.AspNetCore.Sampling;

/// <summary>Something that is wrong with the machine.</summary>
/// <param name="Kind">What, such as <c>file-system</c>.</param>
/// <param name="Subject">Where, such as a mount point; null if there is only one.</param>
/// <param name="IsCritical">Whether it is beyond the second limit.</param>
/// <param name="Value">The value.</param>
/// <param name="Limit">The limit that it is beyond.</param>
/// <param name="Unit">The unit of both.</param>
internal sealed record Finding(string Kind, string? Subject, bool IsCritical, double Value, double Limit, string Unit)
{
    /// <summary>When it was first seen.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The process that has the largest part in it; null if there is none, or that is not known.</summary>
    public (int Pid, string? Name)? Process { get; init; }
}
