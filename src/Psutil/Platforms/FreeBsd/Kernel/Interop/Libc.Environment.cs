using System.Runtime.InteropServices;
using Common = Psutil.Platforms.Bsd.Interop.Libc;

namespace Psutil.Platforms.FreeBsd.Interop;

internal static unsafe partial class Libc
{
    // KENV_GET of sys/kenv.h, and KENV_MVALLEN, the longest value.
    private const int GetAction = 0;
    private const int LongestValue = 128 + 1;

    /// <summary>A variable of the kernel environment (kenv(2)); null if there is none, or it is empty.</summary>
    public static string? FindKernelVariable(string name)
    {
        byte[] bytes = [.. OSText.GetBytes(name), 0];
        Span<byte> value = stackalloc byte[LongestValue];
        fixed (
            byte* namePointer = bytes,
                valuePointer = value
        )
        {
            int result = Common.Result(kenv(GetAction, namePointer, valuePointer, value.Length));
            if (result < 0)
            {
                PsutilEventSource.Log.SourceSkipped($"kenv({name})", Bsd.Interop.Errno.Describe(-result));
                return null;
            }
        }

        ReadOnlySpan<byte> text = Bsd.Interop.NativeText.UpToNul(value);
        return text.IsEmpty ? null : OSText.GetString(text);
    }

    [LibraryImport(Common.Library)]
    private static partial int kenv(int action, byte* name, byte* value, int length);
}
