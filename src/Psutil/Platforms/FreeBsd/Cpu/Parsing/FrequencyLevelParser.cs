using System.Buffers.Text;

namespace Psutil.Platforms.FreeBsd.Parsing;

/// <summary>A CPU's frequency levels: <c>2400/45000 2000/33000 800/-1</c>, each in MHz and milliwatts.</summary>
internal static class FrequencyLevelParser
{
    /// <summary>The lowest and the highest frequency in MHz; null if there is no level.</summary>
    public static void Parse(ReadOnlySpan<byte> text, out int? lowest, out int? highest)
    {
        lowest = null;
        highest = null;
        foreach (Range range in text.Split((byte)' '))
        {
            if (Utf8Parser.TryParse(text[range], out int frequency, out int length) && length > 0 && frequency > 0)
            {
                lowest = lowest < frequency ? lowest : frequency;
                highest = highest > frequency ? highest : frequency;
            }
        }
    }
}
