using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>The functions of macOS's C library and libproc besides the common ones. They are in <c>Libc.*.cs</c> by subject.</summary>
internal static unsafe partial class Libc
{
    /// <summary>A character device's name below <c>/dev</c>; empty if it has none.</summary>
    public static ReadOnlySpan<byte> GetDeviceName(int device, Span<byte> buffer)
    {
        // S_IFCHR of <sys/stat.h>.
        const ushort CharacterDevice = 0x2000;
        fixed (byte* pointer = buffer)
        {
            return devname_r(device, CharacterDevice, pointer, buffer.Length) == 0 ? [] : Bsd.Interop.NativeText.UpToNul(buffer);
        }
    }

    [LibraryImport(Common.Library)]
    private static partial nint devname_r(int device, ushort mode, byte* buffer, int size);
}
