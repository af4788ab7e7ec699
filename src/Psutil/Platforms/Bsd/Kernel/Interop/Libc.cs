using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>
/// The functions of the C library that the BSDs and macOS have in common. Each returns the result or the negated errno. They are in
/// <c>Libc.*.cs</c> by subject.
/// </summary>
internal static unsafe partial class Libc
{
    public const string Library = "libc";

    /// <summary>
    /// The result of a call, or its negated errno. Call it right after the call, before anything else can change errno.
    /// </summary>
    public static int Result(nint result) => result < 0 ? -Marshal.GetLastSystemError() : (int)result;
}
