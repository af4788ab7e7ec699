namespace Psutil;

/// <summary>The C library's heap, in bytes.</summary>
/// <param name="HeapUsed">Allocated from the heap proper. Linux: <c>uordblks</c>.</param>
/// <param name="MappedUsed">Allocated by a mapping of its own, as large blocks are. Linux: <c>hblkhd</c>.</param>
/// <param name="HeapCount">How many heaps there are; null where there is but one. Windows.</param>
public readonly record struct NativeHeapInfo(long HeapUsed, long MappedUsed, int? HeapCount = null);
