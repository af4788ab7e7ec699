using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>The C library.</summary>
internal static partial class Ucrtbase
{
    /// <summary>The heap that <c>malloc</c> takes from: on Windows the process's own.</summary>
    public static nint Heap => _get_heap_handle();

    [LibraryImport("ucrtbase.dll")]
    private static partial nint _get_heap_handle();
}
