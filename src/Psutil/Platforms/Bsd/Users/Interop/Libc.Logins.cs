using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The next entry of the login database; 0 at its end. NetBSD has another function, OpenBSD has no database.</summary>
    public static nint ReadLogin() => getutxent();

    /// <summary>Goes back to the beginning of the login database.</summary>
    public static void RewindLogins() => setutxent();

    public static void CloseLogins() => endutxent();

    [LibraryImport(Library)]
    private static partial nint getutxent();

    [LibraryImport(Library)]
    private static partial void setutxent();

    [LibraryImport(Library)]
    private static partial void endutxent();
}

/// <summary>An entry of the login database, in the layout of one system.</summary>
internal interface ILoginEntry
{
    /// <summary>The next entry's address; 0 at the end of the database.</summary>
    static virtual nint ReadNext() => Libc.ReadLogin();

    /// <summary>Whether the entry is of a logged-in user.</summary>
    bool IsSession { get; }

    [UnscopedRef]
    ReadOnlySpan<byte> User { get; }

    [UnscopedRef]
    ReadOnlySpan<byte> Line { get; }

    [UnscopedRef]
    ReadOnlySpan<byte> Host { get; }

    DateTimeOffset? Started { get; }

    /// <summary>0 or null if the entry names no process.</summary>
    int? Pid { get; }
}
