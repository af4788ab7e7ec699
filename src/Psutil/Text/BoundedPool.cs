using System.Buffers;
using System.Runtime.CompilerServices;

namespace Psutil;

/// <summary>
/// Temporary arrays: from the shared pool up to 1 MiB, newly allocated above that, because the pool would keep large arrays until the
/// process ends.
/// </summary>
internal static class BoundedPool
{
    /// <summary>The size of the largest array that is pooled, in bytes.</summary>
    public const int LargestPooled = 1024 * 1024;

    public static T[] Rent<T>(int length) => IsPooled<T>(length) ? ArrayPool<T>.Shared.Rent(length) : new T[length];

    public static void Return<T>(T[] array)
    {
        if (IsPooled<T>(array.Length))
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }

    /// <summary>Doubles a length, up to the maximum length of an array.</summary>
    public static int Double(int length) => (int)Math.Min((long)length * 2, Array.MaxLength);

    private static bool IsPooled<T>(int length) => (long)length * Unsafe.SizeOf<T>() <= LargestPooled;
}
