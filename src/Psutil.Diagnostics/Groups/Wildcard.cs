namespace Psutil.Diagnostics;

/// <summary>Patterns with <c>*</c> for any text and <c>?</c> for one character.</summary>
internal static class Wildcard
{
    /// <summary>
    /// Whether a pattern matches a whole text. Takes at most the product of their lengths: on a mismatch only the last <c>*</c> has to take
    /// one more character.
    /// </summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int at = 0;
        int index = 0;
        int star = -1;
        int afterStar = 0;
        while (index < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                afterStar = index;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[index]))
            {
                at++;
                index++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                index = ++afterStar;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }
}
