using System.Text;

namespace Psutil.Tool.Text;

/// <summary>The width of a text on a terminal. The text must be escaped with <see cref="OSText.Escape"/>.</summary>
internal static class TextWidth
{
    // Unicode 16's East_Asian_Width W and F, neighbours joined where only unassigned or rarely used code points lie between.
    private static readonly (int First, int Last)[] WideRanges =
    [
        (0x1100, 0x115F),
        (0x231A, 0x231B),
        (0x2329, 0x232A),
        (0x23E9, 0x23EC),
        (0x23F0, 0x23F0),
        (0x23F3, 0x23F3),
        (0x25FD, 0x25FE),
        (0x2614, 0x2615),
        (0x2630, 0x2637),
        (0x2648, 0x2653),
        (0x267F, 0x267F),
        (0x268A, 0x268F),
        (0x2693, 0x2693),
        (0x26A1, 0x26A1),
        (0x26AA, 0x26AB),
        (0x26BD, 0x26BE),
        (0x26C4, 0x26C5),
        (0x26CE, 0x26CE),
        (0x26D4, 0x26D4),
        (0x26EA, 0x26EA),
        (0x26F2, 0x26F3),
        (0x26F5, 0x26F5),
        (0x26FA, 0x26FA),
        (0x26FD, 0x26FD),
        (0x2705, 0x2705),
        (0x270A, 0x270B),
        (0x2728, 0x2728),
        (0x274C, 0x274C),
        (0x274E, 0x274E),
        (0x2753, 0x2755),
        (0x2757, 0x2757),
        (0x2795, 0x2797),
        (0x27B0, 0x27B0),
        (0x27BF, 0x27BF),
        (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50),
        (0x2B55, 0x2B55),
        (0x2E80, 0x303E),
        (0x3041, 0x3247),
        (0x3250, 0x4DBF),
        (0x4E00, 0xA4C6),
        (0xA960, 0xA97C),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE10, 0xFE19),
        (0xFE30, 0xFE6B),
        (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x16FE0, 0x18DFF),
        (0x1AFF0, 0x1B2FB),
        (0x1D300, 0x1D376),
        (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E),
        (0x1F191, 0x1F19A),
        (0x1F200, 0x1F320),
        (0x1F32D, 0x1F335),
        (0x1F337, 0x1F37C),
        (0x1F37E, 0x1F393),
        (0x1F3A0, 0x1F3CA),
        (0x1F3CF, 0x1F3D3),
        (0x1F3E0, 0x1F3F0),
        (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E),
        (0x1F440, 0x1F440),
        (0x1F442, 0x1F4FC),
        (0x1F4FF, 0x1F53D),
        (0x1F54B, 0x1F54E),
        (0x1F550, 0x1F567),
        (0x1F57A, 0x1F57A),
        (0x1F595, 0x1F596),
        (0x1F5A4, 0x1F5A4),
        (0x1F5FB, 0x1F64F),
        (0x1F680, 0x1F6C5),
        (0x1F6CC, 0x1F6CC),
        (0x1F6D0, 0x1F6D2),
        (0x1F6D5, 0x1F6DF),
        (0x1F6EB, 0x1F6EC),
        (0x1F6F4, 0x1F6FC),
        (0x1F7E0, 0x1F7F0),
        (0x1F90C, 0x1F93A),
        (0x1F93C, 0x1F945),
        (0x1F947, 0x1F9FF),
        (0x1FA70, 0x1FAFF),
        (0x20000, 0x2FFFD),
        (0x30000, 0x3FFFD),
    ];

    /// <summary>The number of columns of a text.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text.Length;
        }

        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>The number of columns of one character: 0 if it combines with the one before, 2 if it is wide.</summary>
    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        // The medial vowels and finals of Hangul are drawn as part of the syllable before them.
        if (rune.Value is >= 0x1160 and <= 0x11FF)
        {
            return 0;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
            : IsWide(rune.Value) ? 2
            : 1;
    }

    /// <summary>The beginning of a text that fits into a number of columns, never half a character.</summary>
    public static ReadOnlySpan<char> Clip(ReadOnlySpan<char> text, int columns)
    {
        int width = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>The end of a text that fits into a number of columns.</summary>
    public static string ClipStart(string text, int columns)
    {
        int start = 0;
        int width = Of(text);
        while (width > columns)
        {
            Rune rune = Rune.GetRuneAt(text, start);
            width -= Of(rune);
            start += rune.Utf16SequenceLength;
        }

        return text[start..];
    }

    /// <summary>
    /// The rest of a text after scrolling to the right by a number of columns; a blank replaces a wide character at the edge.
    /// </summary>
    public static string Skip(string text, int columns)
    {
        int width = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int next = Of(rune);
            if (width >= columns && next > 0)
            {
                break;
            }

            width += next;
            length += rune.Utf16SequenceLength;
        }

        return new string(' ', Math.Max(0, width - columns)) + text[length..];
    }

    private static bool IsWide(int value)
    {
        int low = 0;
        int high = WideRanges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (value < WideRanges[middle].First)
            {
                high = middle - 1;
            }
            else if (value > WideRanges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
