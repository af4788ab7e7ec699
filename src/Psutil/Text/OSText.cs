using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Psutil;

/// <summary>
/// Converts between strings and the bytes of the operating system. On Unix a name is a sequence of bytes. Bytes that are not UTF-8 become
/// lone surrogates U+DC80–U+DCFF (Python's surrogateescape), so that every name can be represented and <see cref="GetBytes(string)"/>
/// returns the original bytes.
/// </summary>
[SkipLocalsInit]
public static class OSText
{
    private const char EscapeBase = '\uDC00';

    /// <summary>Converts bytes of the operating system to a string. Never fails and never loses a byte.</summary>
    public static string GetString(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        // Each byte becomes at most one UTF-16 unit.
        char[]? rented = null;
        Span<char> characters = bytes.Length <= 512 ? stackalloc char[512] : rented = BoundedPool.Rent<char>(bytes.Length);
        int length = 0;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                length += rune.EncodeToUtf16(characters[length..]);
                bytes = bytes[consumed..];
            }
            else
            {
                characters[length++] = (char)(EscapeBase + bytes[0]);
                bytes = bytes[1..];
            }
        }

        string text = new(characters[..length]);
        if (rented is not null)
        {
            BoundedPool.Return(rented);
        }

        return text;
    }

    /// <summary>Converts a string of <see cref="GetString"/> back to the original bytes, and any other string to UTF-8.</summary>
    /// <remarks>
    /// A lone surrogate that does not stand for a byte, as in a name on Windows, is written in its three-byte form. Never fails.
    /// </remarks>
    public static byte[] GetBytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] bytes = new byte[CountBytes(text)];
        GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Writes the bytes of a string: at most three per character. Returns the number of bytes written.</summary>
    internal static int GetBytes(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        int length = 0;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                length += rune.EncodeToUtf8(bytes[length..]);
                text = text[consumed..];
                continue;
            }

            char unit = text[0];
            if (unit is >= '\uDC80' and <= '\uDCFF')
            {
                bytes[length++] = (byte)(unit - EscapeBase);
            }
            else
            {
                bytes[length++] = (byte)(0xE0 | (unit >> 12));
                bytes[length++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                bytes[length++] = (byte)(0x80 | (unit & 0x3F));
            }

            text = text[1..];
        }

        return length;
    }

    // Exact, because three bytes per character of a very long string exceed the maximum size of an array.
    private static int CountBytes(ReadOnlySpan<char> text)
    {
        long length = 0;
        while (!text.IsEmpty)
        {
            int ascii = text.IndexOfAnyExceptInRange('\0', '\u007F');
            length += ascii < 0 ? text.Length : ascii;
            text = ascii < 0 ? default : text[ascii..];
            if (text.IsEmpty)
            {
                break;
            }

            bool isRune = Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) == OperationStatus.Done;
            length +=
                isRune ? rune.Utf8SequenceLength
                : text[0] is >= '\uDC80' and <= '\uDCFF' ? 1
                : 3;
            text = text[(isRune ? consumed : 1)..];
        }

        return checked((int)length);
    }

    /// <summary>
    /// Makes a string safe to print on a terminal: C0 and C1 controls, DEL, bidirectional controls, line and paragraph separators and lone
    /// surrogates are replaced with visible escapes (<c>\n</c>, <c>\x1b</c>, <c>\u202e</c>). A string without them is returned unchanged.
    /// </summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = IndexOfUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        StringBuilder builder = new(text.Length + 16);
        builder.Append(text, 0, first);
        ReadOnlySpan<char> rest = text.AsSpan(first);
        while (!rest.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed);
            if (status == OperationStatus.Done && !IsUnsafe(rune))
            {
                builder.Append(rest[..consumed]);
            }
            else
            {
                AppendEscape(builder, status == OperationStatus.Done ? rune.Value : rest[0]);
            }

            rest = rest[consumed..];
        }

        return builder.ToString();
    }

    private static int IndexOfUnsafe(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int printable = rest.IndexOfAnyExceptInRange(' ', '~');
            if (printable < 0)
            {
                return -1;
            }

            rest = rest[printable..];
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed) != OperationStatus.Done || IsUnsafe(rune))
            {
                return text.Length - rest.Length;
            }

            rest = rest[consumed..];
        }

        return -1;
    }

    // Cf contains the bidirectional controls, zero-width joiners, tags and the byte order mark, which are invisible and can deceive.
    private static bool IsUnsafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator;

    private static void AppendEscape(StringBuilder builder, int value)
    {
        _ = value switch
        {
            '\n' => builder.Append("\\n"),
            '\r' => builder.Append("\\r"),
            '\t' => builder.Append("\\t"),
            < 0x100 => builder.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            >= 0xDC80 and <= 0xDCFF => builder.Append(CultureInfo.InvariantCulture, $"\\x{value - EscapeBase:x2}"),
            < 0x10000 => builder.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
            _ => builder.Append(CultureInfo.InvariantCulture, $"\\U{value:x8}"),
        };
    }
}
