using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>Texts in native structures, which end at a NUL or at the end of the field.</summary>
internal static class NativeText
{
    public static ReadOnlySpan<byte> UpToNul(ref readonly byte first, int room) =>
        UpToNul(MemoryMarshal.CreateReadOnlySpan(in first, room));

    public static ReadOnlySpan<byte> UpToNul(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) is >= 0 and var end ? text[..end] : text;
}
