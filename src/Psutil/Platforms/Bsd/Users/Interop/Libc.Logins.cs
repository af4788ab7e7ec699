using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The next entry of the login database; 0 at its end. NetBSD has a function of its own, OpenBSD no database.</summary>
    public static nint ReadLogin() => getutxent();

    /// <summary>Back to the beginning of the login database.</summary>
    public static void RewindLogins() => setutxent();

    public static void CloseLogins() => endutxent();

    [LibraryImport(Library)]
    private static partial nint getutxent();

    [LibraryImport(Library)]
    private static partial void setutxent();

    [LibraryImport(Library)]
    private static partial void endutxent();
}
