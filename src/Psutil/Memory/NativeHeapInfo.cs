namespace Psutil;

/// <summary>The C library's heap of the calling process.</summary>
public readonly record struct NativeHeapInfo
{
    /// <summary>The number of bytes allocated from the heap itself. Linux: <c>uordblks</c> of <c>mallinfo2</c>.</summary>
    public required long HeapUsed { get; init; }

    /// <summary>
    /// The number of bytes allocated as separate mappings, as large blocks are. Linux: <c>hblkhd</c> of <c>mallinfo2</c>.
    /// </summary>
    public required long MappedUsed { get; init; }

    /// <summary>The number of heaps. Windows; null on other operating systems.</summary>
    public int? HeapCount { get; init; }
}
