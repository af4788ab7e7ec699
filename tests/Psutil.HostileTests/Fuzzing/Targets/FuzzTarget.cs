using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>A parser that is fed with hostile bytes. It may refuse them, but it throws nothing.</summary>
/// <param name="Name">The parser, and the name of its folder in the corpus.</param>
/// <param name="Parse">Parses, and uses up what comes out.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Parse)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. LinuxTargets.Processes,
        .. LinuxTargets.Machine,
        .. LinuxTargets.Networks,
        .. LinuxTargets.Kernel,
        .. BsdTargets.All,
        .. WindowsTargets.All,
        .. RecordingTargets.All,
    ];

    /// <summary>A structure as the kernel would fill it; what the bytes do not fill is zero.</summary>
    public static T Structure<T>(byte[] bytes, int start = 0)
        where T : unmanaged
    {
        T value = default;
        ReadOnlySpan<byte> given = bytes.AsSpan(Math.Min(start, bytes.Length));
        given[..Math.Min(given.Length, Unsafe.SizeOf<T>())].CopyTo(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>Bytes of a length that the caller of the parser has made sure of.</summary>
    public static byte[] OfLength(byte[] bytes, int length)
    {
        byte[] sized = new byte[length];
        bytes.AsSpan(0, Math.Min(bytes.Length, length)).CopyTo(sized);
        return sized;
    }

    public static void UseUp<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            _ = item;
        }
    }

    /// <summary>The place of a line break, which divides the bytes where a parser takes two texts.</summary>
    public static int Half(byte[] bytes) => Math.Max(0, bytes.AsSpan().IndexOf((byte)'\n'));
}
