namespace Psutil.Tool.Text;

/// <summary>Breaks a text into lines that fit, between words where it can.</summary>
internal static class LineBreaker
{
    /// <summary>The lines of a text that was made safe.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        while (TextWidth.Of(text) > width)
        {
            int length = Math.Max(1, TextWidth.Clip(text, width).Length);
            int blank = text.LastIndexOf(' ', length - 1);
            int cut = blank > 0 ? blank : length;
            yield return text[..cut].TrimEnd(' ');
            text = text[cut..].TrimStart(' ');
        }

        yield return text;
    }
}
