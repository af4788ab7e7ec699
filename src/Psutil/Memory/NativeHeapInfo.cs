namespace Psutil;

/// <summary>The C library's heap of the calling process.</summary>
public readonly record struct NativeHeapInfo
{
    /// <summary>Bytes allocated from the heap proper. Linux: <c>uordblks</c>.</summary>
    public required long HeapUsed { get; init; }

    /// <summary>Bytes allocated by mappings of their own, as large blocks are. Linux: <c>hblkhd</c>.</summary>
    public required long MappedUsed { get; init; }

    /// <summary>The number of heaps; null where there is only one. Windows.</summary>
    public int? HeapCount { get; init; }
}
