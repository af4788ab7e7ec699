using System.Text;

namespace Psutil.Tool.Text;

/// <summary>Characters that take no column of their own: an accent, a vowel sign, the finals of Hangul.</summary>
internal static class CombiningMarks
{
    /// <summary>As many on one character as any script needs. More would smear over the lines around, and no edge would cut them.</summary>
    public const int Most = 4;

    /// <summary>The text with no more of them on one character. A text without too many is returned as it is.</summary>
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
