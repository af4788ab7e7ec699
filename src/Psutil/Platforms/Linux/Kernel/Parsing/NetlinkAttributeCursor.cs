using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The attributes that follow a netlink message's fixed part. Never reads beyond them, and always comes to an end.</summary>
internal ref struct NetlinkAttributeCursor(ReadOnlySpan<byte> attributes)
{
    private const int Alignment = 4;

    private ReadOnlySpan<byte> _rest = attributes;

    /// <summary>The present attribute's type, without the flags.</summary>
    public int Type { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the attributes ended in something that is none.</summary>
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

    /// <summary>A 32-bit value; 0 bytes or too few are none.</summary>
    public readonly bool TryGetUInt32(out uint value) => MemoryMarshal.TryRead(Value, out value);

    /// <summary>What follows a message or attribute of a length: the next one is aligned, the last one need not be padded.</summary>
    internal static ReadOnlySpan<byte> After(ReadOnlySpan<byte> text, int length) =>
        text[Math.Min((length + Alignment - 1) & ~(Alignment - 1), text.Length)..];
}
