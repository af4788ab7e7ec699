using System.Text;

namespace Psutil.Tool.Text;

/// <summary>Breaks a text into lines of a width, between words if possible.</summary>
internal static class LineBreaker
{
    /// <summary>The lines of an escaped text.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        // Each step looks at one line only, because a process's arguments can be megabytes.
        int start = 0;
        do
        {
            int length = TextWidth.Clip(text.AsSpan(start), width).Length;
            if (length == 0 && start < text.Length)
            {
                length = Rune.GetRuneAt(text, start).Utf16SequenceLength;
            }

            int cut = start + length;
            int blank = cut < text.Length ? text.LastIndexOf(' ', cut - 1, length) : -1;
            cut = blank > start ? blank : cut;
            yield return cut < text.Length ? text[start..cut].TrimEnd(' ') : text[start..];
            start = cut;
            while (start < text.Length && text[start] == ' ')
            {
                start++;
            }
        } while (start < text.Length);
    }
}
