namespace Psutil;

/// <summary>
/// The pressure stall information of a cgroup with its descendants, in version 2: the time in which its tasks waited. Null for a resource
/// that the kernel does not measure.
/// </summary>
public sealed record CgroupPressure
{
    /// <summary>Waiting for a CPU: <c>cpu.pressure</c>.</summary>
    public PressureStall? Cpu { get; init; }

    /// <summary>Waiting for memory: <c>memory.pressure</c>.</summary>
    public PressureStall? Memory { get; init; }

    /// <summary>Waiting for I/O: <c>io.pressure</c>.</summary>
    public PressureStall? IO { get; init; }
}
