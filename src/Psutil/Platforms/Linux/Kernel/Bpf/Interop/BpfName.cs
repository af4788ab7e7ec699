using System.Runtime.CompilerServices;
using System.Text;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>The name of a program, as <c>bpftool prog</c> shows it: <c>char[16]</c> that ends in a NUL.</summary>
[InlineArray(Room)]
internal struct BpfName
{
    private const int Room = 16;

    private byte _first;

    /// <summary>A name of at most 15 letters, digits, underscores and dots.</summary>
    public static BpfName Of(ReadOnlySpan<byte> name)
    {
        BpfName result = default;
        name.CopyTo(((Span<byte>)result)[..(Room - 1)]);
        return result;
    }

    public override readonly string ToString()
    {
        ReadOnlySpan<byte> text = this;
        int end = text.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? text : text[..end]);
    }
}
