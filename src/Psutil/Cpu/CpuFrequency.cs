namespace Psutil;

/// <summary>A CPU's frequency and the limits that it is held to.</summary>
public readonly record struct CpuFrequency
{
    /// <summary>The present frequency in MHz; the highest on macOS with Apple's processors, which do not report the present one.</summary>
    public required double CurrentMegahertz { get; init; }

    /// <summary>The lowest frequency that the operating system may choose, in MHz; null if unknown. Linux, macOS, FreeBSD.</summary>
    public double? MinimumMegahertz { get; init; }

    /// <summary>The highest frequency that the operating system may choose, in MHz; null if unknown. Not on OpenBSD.</summary>
    public double? MaximumMegahertz { get; init; }
}
