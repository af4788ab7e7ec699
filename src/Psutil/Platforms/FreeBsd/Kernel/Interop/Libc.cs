using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>
/// The functions that FreeBSD's C library has besides the common ones. The symbols are versioned: a plain name is the newest.
/// </summary>
internal static unsafe partial class Libc
{
    /// <summary>A character device's name below <c>/dev</c>; what has no name gets one that begins with <c>#</c>.</summary>
    public static ReadOnlySpan<byte> GetDeviceName(ulong device, Span<byte> buffer)
    {
        // S_IFCHR of <sys/stat.h>.
        const ushort CharacterDevice = 0x2000;
        fixed (byte* pointer = buffer)
        {
            return devname_r(device, CharacterDevice, pointer, buffer.Length) == 0 ? [] : Bsd.Interop.NativeText.UpToNul(buffer);
        }
    }

    [LibraryImport(Common.Library)]
    private static partial nint devname_r(ulong device, ushort mode, byte* buffer, int size);
}
