using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Sends a request to a device or socket. Returns the result or the negated errno.</summary>
    /// <param name="device">The device or socket.</param>
    /// <param name="request">The request's number.</param>
    /// <param name="argument">The data that it reads or fills.</param>
    /// <param name="argumentOnStack">macOS on arm64 passes the variable arguments of a C function on the stack, not in registers. In any
    /// call, the ninth argument is the first on the stack.</param>
    public static int Control(SafeFileHandle device, uint request, void* argument, bool argumentOnStack) =>
        Result(argumentOnStack ? ioctl(device, request, 0, 0, 0, 0, 0, 0, argument) : ioctl(device, request, argument));

    [LibraryImport(Library)]
    private static partial int ioctl(SafeFileHandle device, nuint request, void* argument);

    [LibraryImport(Library)]
    private static partial int ioctl(
        SafeFileHandle device,
        nuint request,
        nint third,
        nint fourth,
        nint fifth,
        nint sixth,
        nint seventh,
        nint eighth,
        void* argument
    );
}
