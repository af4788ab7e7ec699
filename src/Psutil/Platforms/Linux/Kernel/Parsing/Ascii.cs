using System.Buffers.Text;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>Numbers and trimming in the kernel's text.</summary>
internal static class Ascii
{
    /// <summary>A whole number that fills the span; false for anything else, a number beyond 64 bits included.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out int value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out long)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    /// <summary>Whether the span is a whole number, with or without a minus, even one beyond 64 bits.</summary>
    public static bool IsWholeNumber(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text.StartsWith((byte)'-') ? text[1..] : text;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>A hexadecimal number that fills the span.</summary>
    public static bool TryParseHex(ReadOnlySpan<byte> text, out ulong value) =>
        Utf8Parser.TryParse(text, out value, out int consumed, 'x') && consumed == text.Length;

    /// <summary>A decimal fraction that fills the span.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length && double.IsFinite(value);

    /// <summary>A PID or descriptor that fills the span: only digits. For directory entries, which are mostly numbers.</summary>
    public static bool TryParseDigits(ReadOnlySpan<byte> text, out int value)
    {
        const int MostDigits = 10;
        value = 0;
        if (text.Length >= MostDigits)
        {
            return text.Length == MostDigits && char.IsAsciiDigit((char)text[0]) && TryParse(text, out value);
        }

        foreach (byte character in text)
        {
            int digit = character - '0';
            if ((uint)digit > 9)
            {
                value = 0;
                return false;
            }

            value = value * 10 + digit;
        }

        return !text.IsEmpty;
    }

    /// <summary>The text without white space and NULs around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n\0"u8);
}
