namespace Psutil;

/// <summary>
/// The machine's memory and swap. All figures are the host's; for a container's own limit ask <see cref="Machine.GetLimits"/>.
/// </summary>
public abstract class Memory
{
    /// <summary>Makes a facet.</summary>
    protected Memory() { }

    /// <summary>Physical memory.</summary>
    /// <remarks>Linux: <c>/proc/meminfo</c>. Windows: <c>GetPerformanceInfo</c>.</remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract VirtualMemory GetVirtual();

    /// <summary>Swap: disk space that stands in for memory.</summary>
    /// <remarks>
    /// Linux: <c>/proc/meminfo</c> and <c>/proc/vmstat</c>. Windows: what can be committed beyond physical memory, and what the page files
    /// hold.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract SwapMemory GetSwap();

    /// <summary>
    /// Pressure stall information: the share of time in which tasks waited for memory; null if the kernel does not keep it.
    /// </summary>
    /// <remarks>Linux 4.20 and later: <c>/proc/pressure/memory</c>.</remarks>
    public virtual PressureStall? GetPressure() => null;

    /// <summary>
    /// The C library's heap of this process, where native libraries leak; null where the C library does not give it (musl).
    /// </summary>
    /// <remarks>
    /// Linux: glibc's <c>mallinfo2</c> (2.33 and later). Windows: the blocks of the C library's heap, and private pages beside the heaps.
    /// </remarks>
    public virtual NativeHeapInfo? GetNativeHeap() => null;

    /// <summary>Gives free memory of the C library's heap of this process back to the operating system.</summary>
    /// <returns>Whether any was; null where the C library has no such call (musl).</returns>
    /// <remarks>
    /// Linux: glibc's <c>malloc_trim</c>. Windows: <c>HeapCompact</c>, which does not say whether it gave any back: true if it did not
    /// fail.
    /// </remarks>
    public virtual bool? TrimNativeHeap() => null;
}
