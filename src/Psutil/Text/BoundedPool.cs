using System.Buffers;
using System.Runtime.CompilerServices;

namespace Psutil;

/// <summary>
/// Arrays for a moment: from the shared pool up to 1 MiB, new above. The pool would keep each large one for as long as the process lives.
/// </summary>
internal static class BoundedPool
{
    /// <summary>The bytes of the largest array that is pooled.</summary>
    public const int LargestPooled = 1024 * 1024;

    public static T[] Rent<T>(int length) => IsPooled<T>(length) ? ArrayPool<T>.Shared.Rent(length) : new T[length];

    public static void Return<T>(T[] array)
    {
        if (IsPooled<T>(array.Length))
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }

    /// <summary>Twice a length, at most the longest that an array can have.</summary>
    public static int Double(int length) => (int)Math.Min((long)length * 2, Array.MaxLength);

    private static bool IsPooled<T>(int length) => (long)length * Unsafe.SizeOf<T>() <= LargestPooled;
}
