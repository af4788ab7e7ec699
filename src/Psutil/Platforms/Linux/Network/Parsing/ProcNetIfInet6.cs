using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The lines of <c>/proc/net/if_inet6</c>.</summary>
internal static class ProcNetIfInet6
{
    private const int AddressDigits = 32;
    private const int AddressBits = 128;

    /// <summary>
    /// One line: the address, the interface's index, the prefix length, the scope and flags, all hexadecimal, and the interface's name.
    /// </summary>
    public static bool TryParse(
        ReadOnlySpan<byte> line,
        [NotNullWhen(true)] out InterfaceAddress? address,
        out ReadOnlySpan<byte> name,
        [NotNullWhen(false)] out string? malformed
    )
    {
        address = null;
        name = default;
        FieldCursor fields = new(line);
        if (
            !fields.TryNext(out ReadOnlySpan<byte> field)
            || field.Length != AddressDigits
            || !UInt128.TryParse(field, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 number)
        )
        {
            malformed = "address";
            return false;
        }

        if (!TryNextHex(ref fields, uint.MaxValue, out ulong index))
        {
            malformed = "interface index";
            return false;
        }

        if (!TryNextHex(ref fields, AddressBits, out ulong prefixLength))
        {
            malformed = "prefix length";
            return false;
        }

        if (!TryNextHex(ref fields, uint.MaxValue, out _) || !TryNextHex(ref fields, uint.MaxValue, out _))
        {
            malformed = "scope and flags";
            return false;
        }

        name = Ascii.Trim(fields.Rest);
        if (name.IsEmpty)
        {
            malformed = "interface name";
            return false;
        }

        Span<byte> bytes = stackalloc byte[AddressBits / 8];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        address = InterfaceAddressFactory.OfIPv6(bytes, (int)prefixLength, (uint)index);
        malformed = null;
        return true;
    }

    private static bool TryNextHex(ref FieldCursor fields, ulong largest, out ulong value)
    {
        value = 0;
        return fields.TryNext(out ReadOnlySpan<byte> field) && Ascii.TryParseHex(field, out value) && value <= largest;
    }
}
