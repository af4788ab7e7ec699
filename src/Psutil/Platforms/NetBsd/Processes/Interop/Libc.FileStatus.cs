using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The status of a path's file, following links.</summary>
    public static int GetFileStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        fixed (byte* pathPointer = path)
        fixed (FileStatus* pointer = &status)
        {
            return Common.Result(__stat50(pathPointer, pointer));
        }
    }

    [LibraryImport(Common.Library)]
    private static partial int __stat50(byte* path, FileStatus* status);
}

/// <summary>A file (sys/stat.h).</summary>
[NativeLayout("stat")]
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct FileStatus
{
    /// <summary>The device number, if it is a device.</summary>
    [FieldOffset(40)]
    public ulong st_rdev;
}
