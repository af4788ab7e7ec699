using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>The C library.</summary>
internal static unsafe partial class Ucrtbase
{
    // malloc.h: _HEAPEMPTY and the other results of _heapwalk.
    public const int HeapIsEmpty = -1;
    public const int HeapGoesOn = -2;
    public const int HeapHasBadNode = -4;
    public const int HeapHasEnded = -5;

    private const string Library = "ucrtbase.dll";

    /// <summary>The heap of <c>malloc</c>, which on Windows is the process's heap.</summary>
    public static nint Heap => _get_heap_handle();

    /// <summary>
    /// The heap's next block. Catches the fault of a block that was freed meanwhile, which <c>HeapWalk</c> alone does not.
    /// </summary>
    public static int Walk(ref HeapBlock block)
    {
        fixed (HeapBlock* next = &block)
        {
            return _heapwalk(next);
        }
    }

    [LibraryImport(Library)]
    private static partial nint _get_heap_handle();

    [LibraryImport(Library)]
    private static partial int _heapwalk(HeapBlock* block);
}

/// <summary><c>_HEAPINFO</c>: a block of the heap; at the beginning of a walk, nothing.</summary>
internal struct HeapBlock
{
    public nuint Address;
    public nuint Size;
    public int Use;

    /// <summary><c>_USEDENTRY</c>.</summary>
    public readonly bool IsUsed => Use == 1;
}
