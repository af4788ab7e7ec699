using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The C library's heap of this process on FreeBSD and NetBSD, which use jemalloc.</summary>
internal static class BsdNativeHeap
{
    /// <summary>Bytes allocated, and bytes mapped for them; null if the C library does not report them.</summary>
    public static NativeHeapInfo? GetInfo()
    {
        // The thread's cache counts as allocated, so it is flushed; the values are updated only when the epoch changes.
        _ = Libc.ControlHeap("thread.tcache.flush\0"u8, [], []);
        ulong epoch = 1;
        ReadOnlySpan<byte> next = MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in epoch));
        return
            Libc.ControlHeap("epoch\0"u8, [], next) == 0
            && TryRead("stats.allocated\0"u8, out nuint allocated)
            && TryRead("stats.mapped\0"u8, out nuint mapped)
            ? new NativeHeapInfo { HeapUsed = (long)allocated, MappedUsed = (long)mapped }
            : null;
    }

    /// <summary>Returns the free pages of all arenas to the system; null if the C library has no such call.</summary>
    public static bool? Trim()
    {
        if (!TryRead("arenas.narenas\0"u8, out uint arenas))
        {
            return null;
        }

        bool trimmed = false;
        for (uint arena = 0; arena < arenas; arena++)
        {
            // Arenas that do not exist (yet) return an error, which is ignored.
            trimmed |=
                Libc.ControlHeap([.. OSText.GetBytes(string.Create(CultureInfo.InvariantCulture, $"arena.{arena}.purge")), 0], [], []) == 0;
        }

        return trimmed;
    }

    private static bool TryRead<T>(ReadOnlySpan<byte> name, out T value)
        where T : unmanaged
    {
        value = default;
        return Libc.ControlHeap(name, MemoryMarshal.AsBytes(new Span<T>(ref value)), []) == 0;
    }
}
