using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>The C library.</summary>
internal static partial class Ucrtbase
{
    /// <summary>The heap of <c>malloc</c>, which on Windows is the process's heap.</summary>
    public static nint Heap => _get_heap_handle();

    [LibraryImport("ucrtbase.dll")]
    private static partial nint _get_heap_handle();
}
