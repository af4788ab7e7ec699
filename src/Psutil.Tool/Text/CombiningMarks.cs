using System.Text;

namespace Psutil.Tool.Text;

/// <summary>Limits characters that take no column: accents, vowel signs, the finals of Hangul.</summary>
internal static class CombiningMarks
{
    /// <summary>More than any script needs on one character. A text without a limit could overwrite the lines around it.</summary>
    public const int Most = 4;

    /// <summary>The text with no more than that on one character. A text with fewer is returned unchanged.</summary>
    public static string Limit(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        StringBuilder? limited = null;
        int marks = 0;
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.Utf16SequenceLength;
            marks = TextWidth.Of(rune) == 0 ? marks + 1 : 0;
            if (marks > Most)
            {
                limited ??= new StringBuilder(text, 0, index, text.Length);
            }
            else
            {
                limited?.Append(text, index, length);
            }

            index += length;
        }

        return limited?.ToString() ?? text;
    }
}
