using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Psutil.Tool.Json;

/// <summary>
/// Writes JSON text as printable ASCII. Every other UTF-16 unit is escaped, so that the output has no control characters for a terminal.
/// The text must be valid (<see cref="JsonText.MakeValid(string)"/>).
/// </summary>
internal sealed class AsciiJsonEncoder : JavaScriptEncoder
{
    public static readonly AsciiJsonEncoder Instance = new();

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(value => (char)value).Where(unit => unit is not ('"' or '\\')))
    );

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar > '~' || !Plain.Contains((char)unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAnyExcept(Plain);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> units = stackalloc char[2];
        int count = 1;
        if (unicodeScalar > char.MaxValue)
        {
            count = new Rune(unicodeScalar).EncodeToUtf16(units);
        }
        else
        {
            units[0] = (char)unicodeScalar;
        }

        return Encode(units[..count], new Span<char>(buffer, bufferLength), out _, out numberOfCharactersWritten) == OperationStatus.Done;
    }

    public override OperationStatus Encode(
        ReadOnlySpan<char> source,
        Span<char> destination,
        out int charsConsumed,
        out int charsWritten,
        bool isFinalBlock = true
    )
    {
        charsWritten = 0;
        for (charsConsumed = 0; charsConsumed < source.Length; charsConsumed++)
        {
            char unit = source[charsConsumed];
            Span<char> rest = destination[charsWritten..];
            int length = Escape(unit, rest);
            if (length == 0)
            {
                return OperationStatus.DestinationTooSmall;
            }

            charsWritten += length;
        }

        return OperationStatus.Done;
    }

    /// <summary>Writes one unit and returns its number of characters; 0 if they do not fit.</summary>
    private static int Escape(char unit, Span<char> destination)
    {
        if (Plain.Contains(unit))
        {
            if (destination.IsEmpty)
            {
                return 0;
            }

            destination[0] = unit;
            return 1;
        }

        char letter = unit switch
        {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        if (letter != '\0')
        {
            if (destination.Length < 2)
            {
                return 0;
            }

            destination[0] = '\\';
            destination[1] = letter;
            return 2;
        }

        return destination.TryWrite(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}", out int written) ? written : 0;
    }
}
