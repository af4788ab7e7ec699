using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>
/// Texts in a buffer that the system filled, found by pointers with the addresses of that time. A pointer outside the buffer gives an empty
/// text. UTF-16 is not validated.
/// </summary>
/// <param name="buffer">The bytes.</param>
/// <param name="address">The buffer's address when the system filled it.</param>
internal readonly ref struct AddressedText(ReadOnlySpan<byte> buffer, nuint address)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private readonly nuint _address = address;

    /// <summary>A counted text.</summary>
    public ReadOnlySpan<char> Counted(UnicodeString text)
    {
        ReadOnlySpan<byte> rest = From(text.Buffer);
        return MemoryMarshal.Cast<byte, char>(rest[..Math.Min(rest.Length, text.Length)]);
    }

    /// <summary>The counted text that the buffer begins with: the answer of many calls.</summary>
    public ReadOnlySpan<char> CountedAtStart() => MemoryMarshal.TryRead(_buffer, out UnicodeString text) ? Counted(text) : [];

    /// <summary>A text that ends with a NUL, or with the buffer.</summary>
    public ReadOnlySpan<char> Terminated(nuint pointer)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(From(pointer));
        int end = text.IndexOf('\0');
        return end < 0 ? text : text[..end];
    }

    /// <summary>The same as a string; null if the pointer is null or the text is empty.</summary>
    public string? TerminatedOrNull(nuint pointer) => Terminated(pointer) is { IsEmpty: false } text ? new string(text) : null;

    /// <summary>The bytes from an address to the end of the buffer.</summary>
    public ReadOnlySpan<byte> From(nuint pointer) =>
        pointer >= _address && pointer - _address < (nuint)_buffer.Length ? _buffer[(int)(pointer - _address)..] : [];
}
