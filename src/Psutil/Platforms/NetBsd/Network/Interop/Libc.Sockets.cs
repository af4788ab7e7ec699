using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd.Interop;

internal static unsafe partial class Libc
{
    public static int CreateSocket(int family, int type) => Common.Result(__socket30(family, type, 0));

    [LibraryImport(Common.Library)]
    private static partial int __socket30(int family, int type, int protocol);
}
