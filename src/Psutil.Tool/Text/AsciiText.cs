using System.Text;

namespace Psutil.Tool.Text;

/// <summary>Text for terminals that show only ASCII.</summary>
internal static class AsciiText
{
    /// <summary>
    /// The text with all other characters as <c>\u6f22</c> or <c>\U0001f427</c>. A text without them is returned unchanged.
    /// </summary>
    public static string Escape(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        StringBuilder escaped = new(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ =
                rune.IsAscii ? escaped.Append((char)rune.Value)
                : rune.IsBmp ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : escaped.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
        }

        return escaped.ToString();
    }
}
