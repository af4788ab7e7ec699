using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>glibc's statistics of its heap. The functions are looked up at run time, because musl does not have them.</summary>
internal static unsafe class LinuxNativeHeap
{
    public static NativeHeapInfo? GetInfo()
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallinfo2", out nint address))
        {
            return null;
        }

        MallocInformation information = ((delegate* unmanaged<MallocInformation>)address)();
        return new NativeHeapInfo { HeapUsed = (long)information.Used, MappedUsed = (long)information.Mapped };
    }

    public static bool? Trim() =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out nint address)
            ? ((delegate* unmanaged<nuint, int>)address)(0) == 1
            : null;
}
