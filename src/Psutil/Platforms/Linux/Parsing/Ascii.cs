using System.Buffers.Text;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Numbers and trimming in the kernel's text.</summary>
internal static class Ascii
{
    /// <summary>A whole number that fills the span; false for anything else, a number beyond 64 bits included.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) => Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out int value) => Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value) => Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    /// <summary>A hexadecimal number that fills the span.</summary>
    public static bool TryParseHex(ReadOnlySpan<byte> text, out ulong value) => Utf8Parser.TryParse(text, out value, out int consumed, 'x') && consumed == text.Length;

    /// <summary>A decimal fraction that fills the span.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length && double.IsFinite(value);

    /// <summary>The text without white space and NULs around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n\0"u8);
}
