using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>
/// The functions of the C library that the BSDs and macOS have in common, each in one convention: the result, or the negated errno. By
/// theme in <c>Libc.*.cs</c>.
/// </summary>
internal static unsafe partial class Libc
{
    public const string Library = "libc";

    /// <summary>
    /// The result of a call, or its negated errno. To be used right after the call, before anything else can change errno.
    /// </summary>
    public static int Result(nint result) => result < 0 ? -Marshal.GetLastSystemError() : (int)result;
}
