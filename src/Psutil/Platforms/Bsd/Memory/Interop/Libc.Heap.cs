using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Reads or sets a value of jemalloc. Returns 0 or an errno.</summary>
    public static int ControlHeap(ReadOnlySpan<byte> name, Span<byte> oldValue, ReadOnlySpan<byte> newValue)
    {
        nuint size = (nuint)oldValue.Length;
        fixed (
            byte* namePointer = name,
                oldPointer = oldValue,
                newPointer = newValue
        )
        {
            return mallctl(namePointer, oldPointer, oldPointer == null ? null : &size, newPointer, (nuint)newValue.Length);
        }
    }

    [LibraryImport(Library)]
    private static partial int mallctl(byte* name, void* oldValue, nuint* oldLength, void* newValue, nuint newLength);
}
