using System.Buffers;
using System.Text;
using Psutil.Tool.Platform;

namespace Psutil.Tool.Json;

/// <summary>
/// Converts the operating system's text to valid JSON text (RFC 7493 forbids lone surrogates, and many readers reject the whole document).
/// A byte that is not part of UTF-8 becomes the private-use character U+10F700 + byte, and so does each byte of a character that could be
/// mistaken for one of these, so the bytes can always be recovered.
/// </summary>
internal static class JsonText
{
    // U+10F700, in UTF-16. Bytes below 0x80 are always UTF-8, so U+10F780 is the first in use.
    private const char ByteHigh = '\uDBFD';
    private const char ByteLow = '\uDF00';
    private const int FirstByteCharacter = 0x10F780;
    private const int LastByteCharacter = 0x10F7FF;

    /// <summary>The text without lone surrogates. A text that needs no change is returned unchanged.</summary>
    public static string MakeValid(string text) => MakeValid(text, OSTextForm.IsUtf16);

    /// <inheritdoc cref="MakeValid(string)"/>
    /// <param name="text">The text.</param>
    /// <param name="isUtf16">Whether the system's own names are UTF-16, so that no lone surrogate stands for a byte.</param>
    public static string MakeValid(string text, bool isUtf16)
    {
        int first = IndexOfInvalid(text);
        if (first < 0)
        {
            return text;
        }

        StringBuilder valid = new(text.Length + 16);
        Span<byte> bytes = stackalloc byte[4];
        ReadOnlySpan<char> rest = text;
        while (first >= 0)
        {
            valid.Append(rest[..first]);
            rest = rest[first..];
            int length;
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                length = rune.EncodeToUtf8(bytes);
            }
            else
            {
                length = GetBytes(rest[0], isUtf16, bytes);
            }

            foreach (byte value in bytes[..length])
            {
                valid.Append(ByteHigh).Append((char)(ByteLow + value));
            }

            rest = rest[consumed..];
            first = IndexOfInvalid(rest);
        }

        return valid.Append(rest).ToString();
    }

    private static int IndexOfInvalid(ReadOnlySpan<char> text)
    {
        int index = 0;
        while (text[index..].IndexOfAnyInRange('\uD800', '\uDFFF') is var surrogate and >= 0)
        {
            index += surrogate;
            if (
                Rune.DecodeFromUtf16(text[index..], out Rune rune, out int consumed) != OperationStatus.Done
                || rune.Value is >= FirstByteCharacter and <= LastByteCharacter
            )
            {
                return index;
            }

            index += consumed;
        }

        return -1;
    }

    private static int GetBytes(char surrogate, bool isUtf16, Span<byte> bytes)
    {
        if (!isUtf16 && surrogate is >= '\uDC80' and <= '\uDCFF')
        {
            bytes[0] = (byte)surrogate;
            return 1;
        }

        // WTF-8: UTF-8 with surrogates.
        bytes[0] = (byte)(0xE0 | (surrogate >> 12));
        bytes[1] = (byte)(0x80 | ((surrogate >> 6) & 0x3F));
        bytes[2] = (byte)(0x80 | (surrogate & 0x3F));
        return 3;
    }
}
