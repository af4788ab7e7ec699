using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>A request to a device or socket: the result, or the negated errno.</summary>
    /// <param name="device">The device or socket.</param>
    /// <param name="request">The request's number.</param>
    /// <param name="argument">What it reads or fills.</param>
    /// <param name="argumentOnStack"> macOS on arm64: what is variable in a C call is passed on the stack, never in a register. The ninth
    /// argument is the first that goes there in any call.
    /// </param>
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
