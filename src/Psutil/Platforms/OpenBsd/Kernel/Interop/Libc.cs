using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.OpenBsd.Interop;

/// <summary>The functions of OpenBSD's C library besides the common ones.</summary>
internal static unsafe partial class Libc
{
    /// <summary>A character device's name below <c>/dev</c>; <c>??</c> if it has none.</summary>
    public static ReadOnlySpan<byte> GetDeviceName(int device)
    {
        // S_IFCHR of <sys/stat.h>.
        const uint CharacterDevice = 0x2000;
        byte* name = devname(device, CharacterDevice);
        return name == null ? [] : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
    }

    [LibraryImport(Common.Library)]
    private static partial byte* devname(int device, uint mode);
}
