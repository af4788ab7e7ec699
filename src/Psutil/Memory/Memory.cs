namespace Psutil;

/// <summary>
/// The machine's memory and swap. All values are those of the host; <see cref="Machine.GetLimits"/> has the limits of a container.
/// </summary>
public abstract class Memory
{
    /// <summary>Creates the facet.</summary>
    protected Memory() { }

    /// <summary>The physical memory.</summary>
    /// <remarks>
    /// Linux: <c>/proc/meminfo</c>. Windows: <c>GetPerformanceInfo</c>. macOS: <c>host_statistics64</c>. FreeBSD: <c>vm.stats.vm</c>.
    /// OpenBSD: <c>vm.uvmexp</c>. NetBSD: <c>vm.uvmexp2</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract VirtualMemory GetVirtual();

    /// <summary>The swap space: disk space that extends memory.</summary>
    /// <remarks>
    /// Linux: <c>/proc/meminfo</c> and <c>/proc/vmstat</c>. Windows: the commit limit less physical memory, and the use of the page files.
    /// macOS: <c>vm.swapusage</c>. FreeBSD: <c>vm.swap_info</c>. OpenBSD, NetBSD: <c>swapctl</c>.
    /// </remarks>
    /// <exception cref="PsutilException">The source could not be read or understood.</exception>
    public abstract SwapMemory GetSwap();

    /// <summary>
    /// Pressure stall information: the share of time in which tasks waited for memory; null if the kernel does not keep it.
    /// </summary>
    /// <remarks>Linux 4.20 and later: <c>/proc/pressure/memory</c>.</remarks>
    public virtual PressureStall? GetPressure() => null;

    /// <summary>
    /// The C library's heap of this process, which shows leaks of native libraries; null if the C library does not report it (musl).
    /// </summary>
    /// <remarks>
    /// Linux: glibc's <c>mallinfo2</c> (2.33 and later). Windows: the blocks of the C library's heap (<c>_heapwalk</c>), and the private
    /// pages outside the heaps. macOS: <c>malloc_zone_statistics</c>. FreeBSD, NetBSD: <c>mallctl</c> of jemalloc.
    /// </remarks>
    public virtual NativeHeapInfo? GetNativeHeap() => null;

    /// <summary>Returns free memory of the C library's heap of this process to the operating system.</summary>
    /// <returns>Whether memory was returned; null if the C library has no such call (musl).</returns>
    /// <remarks>
    /// Linux: glibc's <c>malloc_trim</c>. macOS: <c>malloc_zone_pressure_relief</c>. Windows: <c>HeapCompact</c>, which does not report
    /// whether it returned memory: true if it succeeded.
    /// </remarks>
    public virtual bool? TrimNativeHeap() => null;
}
