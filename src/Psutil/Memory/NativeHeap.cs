namespace Psutil;

/// <summary>The C library's heap of this process, where native libraries leak.</summary>
public static class NativeHeap
{
    /// <summary>What is allocated now; null where the C library does not tell (musl).</summary>
    /// <remarks>
    /// Linux: glibc's <c>mallinfo2</c> (2.33 and later). Windows: the blocks of the C library's heap, and private pages beside the heaps.
    /// </remarks>
    public static NativeHeapInfo? GetInfo() => Machine.Local.GetNativeHeapInfo();

    /// <summary>Gives free memory back to the operating system.</summary>
    /// <returns>Whether any was; null where the C library has no such call (musl).</returns>
    /// <remarks>
    /// Linux: glibc's <c>malloc_trim</c>. Windows: <c>HeapCompact</c>, which does not tell whether it gave any back: true if it did not
    /// fail.
    /// </remarks>
    public static bool? Trim() => Machine.Local.TrimNativeHeap();
}
