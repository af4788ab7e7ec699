using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    // PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS (asm-generic/mman-common.h); the same on all architectures of .NET.
    private const int ReadAndWrite = 0x1 | 0x2;
    private const int PrivateAnonymous = 0x02 | 0x20;

    /// <summary>Maps new pages of zeros: 0, or the negated errno.</summary>
    public static int MapPages(int length, out byte* pages)
    {
        nint result = mmap(null, (nuint)length, ReadAndWrite, PrivateAnonymous, -1, 0);
        pages = result == -1 ? null : (byte*)result;
        return result == -1 ? -Marshal.GetLastSystemError() : 0;
    }

    /// <summary>Gives mapped pages back to the kernel.</summary>
    public static void UnmapPages(byte* pages, int length) => _ = munmap(pages, (nuint)length);

    [LibraryImport(Library)]
    private static partial nint mmap(byte* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport(Library)]
    private static partial int munmap(byte* address, nuint length);
}
