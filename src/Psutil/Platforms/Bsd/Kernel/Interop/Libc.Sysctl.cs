using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Reads a node of the sysctl tree: 0, or the negated errno. ENOMEM if it does not fit.</summary>
    /// <param name="name">The node's numbers.</param>
    /// <param name="buffer">Receives the value; empty to get only its size.</param>
    /// <param name="length">How many bytes were written, or the size.</param>
    public static int Sysctl(ReadOnlySpan<int> name, Span<byte> buffer, out long length)
    {
        nuint size = (nuint)buffer.Length;
        fixed (int* namePointer = name)
        fixed (byte* pointer = buffer)
        {
            int result = Result(sysctl(namePointer, (uint)name.Length, pointer, &size, null, 0));
            length = (long)size;
            return result;
        }
    }

    /// <summary>Sets a node of the sysctl tree.</summary>
    public static int SetSysctl(ReadOnlySpan<int> name, ReadOnlySpan<byte> value)
    {
        fixed (int* namePointer = name)
        fixed (byte* pointer = value)
        {
            return Result(sysctl(namePointer, (uint)name.Length, null, null, pointer, (nuint)value.Length));
        }
    }

    /// <summary>Reads a node of the sysctl tree by its name, which ends in a NUL. Not on OpenBSD.</summary>
    public static int SysctlByName(ReadOnlySpan<byte> name, Span<byte> buffer, out long length)
    {
        nuint size = (nuint)buffer.Length;
        fixed (
            byte* namePointer = name,
                pointer = buffer
        )
        {
            int result = Result(sysctlbyname(namePointer, pointer, &size, null, 0));
            length = (long)size;
            return result;
        }
    }

    /// <summary>The numbers of a node of the sysctl tree, and their count. Not on OpenBSD.</summary>
    public static int SysctlNumbersOf(ReadOnlySpan<byte> name, Span<int> numbers, out int count)
    {
        nuint size = (nuint)numbers.Length;
        fixed (byte* namePointer = name)
        fixed (int* pointer = numbers)
        {
            int result = Result(sysctlnametomib(namePointer, pointer, &size));
            count = (int)size;
            return result;
        }
    }

    [LibraryImport(Library)]
    private static partial int sysctl(int* name, uint nameLength, void* oldValue, nuint* oldLength, void* newValue, nuint newLength);

    [LibraryImport(Library)]
    private static partial int sysctlbyname(byte* name, void* oldValue, nuint* oldLength, void* newValue, nuint newLength);

    [LibraryImport(Library)]
    private static partial int sysctlnametomib(byte* name, int* numbers, nuint* count);
}
