namespace Psutil;

/// <summary>The share of time in which tasks waited for a resource.</summary>
public readonly record struct PressureShare
{
    /// <summary>The share over the last 10 seconds, in percent (0–100). Linux: <c>avg10</c>.</summary>
    public required double TenSeconds { get; init; }

    /// <summary>The share over the last minute, in percent (0–100). Linux: <c>avg60</c>.</summary>
    public required double OneMinute { get; init; }

    /// <summary>The share over the last five minutes, in percent (0–100). Linux: <c>avg300</c>.</summary>
    public required double FiveMinutes { get; init; }

    /// <summary>The time in which tasks waited, since the machine started. Linux: <c>total</c>.</summary>
    public required TimeSpan Total { get; init; }
}
