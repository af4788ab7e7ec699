using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Tables of handles. Each begins with the number of handles and a reserved word.</summary>
internal static class HandleTable
{
    private static int HeaderSize => 2 * Unsafe.SizeOf<nuint>();

    /// <summary>The handles of one process: the answer of <c>ProcessHandleInformation</c>.</summary>
    public static ReadOnlySpan<ProcessHandleEntry> ParseProcess(ReadOnlySpan<byte> table) => Entries<ProcessHandleEntry>(table);

    /// <summary>The handles of all processes: the answer of <c>SystemExtendedHandleInformation</c>.</summary>
    public static ReadOnlySpan<SystemHandleEntry> ParseSystem(ReadOnlySpan<byte> table) => Entries<SystemHandleEntry>(table);

    private static ReadOnlySpan<T> Entries<T>(ReadOnlySpan<byte> table)
        where T : unmanaged
    {
        if (table.Length < HeaderSize)
        {
            return [];
        }

        ReadOnlySpan<T> room = MemoryMarshal.Cast<byte, T>(table[HeaderSize..]);
        nuint count = MemoryMarshal.Read<nuint>(table);
        return count < (nuint)room.Length ? room[..(int)count] : room;
    }
}
