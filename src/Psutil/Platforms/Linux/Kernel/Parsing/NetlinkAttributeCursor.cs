using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Iterates over the attributes after a netlink message's fixed part. Never reads beyond them, and always ends.</summary>
internal ref struct NetlinkAttributeCursor(ReadOnlySpan<byte> attributes)
{
    private const int Alignment = 4;

    private ReadOnlySpan<byte> _rest = attributes;

    /// <summary>The current attribute's type, without the flags.</summary>
    public int Type { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the last bytes were not an attribute.</summary>
    public bool IsMalformed { get; private set; }

    public bool MoveNext()
    {
        if (!MemoryMarshal.TryRead(_rest, out NetlinkAttributeHeader header))
        {
            IsMalformed |= !_rest.IsEmpty;
            return false;
        }

        if (header.Length < NetlinkAttributeHeader.Size || header.Length > _rest.Length)
        {
            IsMalformed = true;
            _rest = default;
            return false;
        }

        Type = header.Type & NetlinkAttributeHeader.TypeMask;
        Value = _rest[NetlinkAttributeHeader.Size..header.Length];
        _rest = After(_rest, header.Length);
        return true;
    }

    /// <summary>A 32-bit value; false if there are too few bytes.</summary>
    public readonly bool TryGetUInt32(out uint value) => MemoryMarshal.TryRead(Value, out value);

    /// <summary>The bytes after a message or attribute: the next one is aligned, the last one may lack the padding.</summary>
    internal static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, int length) =>
        text[Math.Min((length + Alignment - 1) & ~(Alignment - 1), text.Length)..];
}
