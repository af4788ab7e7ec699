using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>
/// The functions of FreeBSD's C library besides the common ones. Symbols are versioned: a name without a version is the newest.
/// </summary>
internal static unsafe partial class Libc
{
    /// <summary>A character device's name below <c>/dev</c>; it begins with <c>#</c> if the device has none.</summary>
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
