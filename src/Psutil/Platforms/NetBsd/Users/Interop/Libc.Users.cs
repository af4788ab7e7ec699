using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.NetBsd.Interop;

internal static unsafe partial class Libc
{
    public static string? GetUserName(uint id) => Common.GetUserName(id, &__getpwuid_r50);

    /// <summary>The next entry of the login database; 0 at its end.</summary>
    public static nint ReadLogin() => __getutxent50();

    [LibraryImport(Common.Library)]
    private static partial int __getpwuid_r50(uint id, void* entry, byte* buffer, nuint size, void** result);

    [LibraryImport(Common.Library)]
    private static partial nint __getutxent50();
}
