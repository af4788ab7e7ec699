namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>pp_dpm_sclk</c> and <c>pp_dpm_mclk</c> of amdgpu: a level in each line, <c>1: 1500Mhz *</c>, with an asterisk at the current one
/// (Documentation/gpu/amdgpu/thermal.rst).
/// </summary>
internal readonly record struct DpmClocks(long? CurrentMegahertz, long HighestMegahertz)
{
    // No card has ten times as many, or a hundredth of this clock.
    private const int MostLevels = 256;
    private const long MostMegahertz = 1_000_000;

    /// <summary>The clocks; null if there is no level, or a line is none.</summary>
    public static DpmClocks? Parse(ReadOnlySpan<byte> text)
    {
        long? current = null;
        long highest = -1;
        int levels = 0;
        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext())
        {
            FieldCursor fields = new(lines.Current);
            if (
                ++levels > MostLevels
                || !fields.TryNext(out ReadOnlySpan<byte> level)
                || !level.EndsWith(":"u8)
                || !fields.TryNext(out ReadOnlySpan<byte> clock)
                || !TryParseMegahertz(clock, out long megahertz)
            )
            {
                return null;
            }

            highest = Math.Max(highest, megahertz);
            if (fields.TryNext(out ReadOnlySpan<byte> mark) && mark.SequenceEqual("*"u8))
            {
                current = megahertz;
            }
        }

        return highest < 0 ? null : new DpmClocks(current, highest);
    }

    // The kernel writes 'Mhz'.
    private static bool TryParseMegahertz(ReadOnlySpan<byte> text, out long megahertz)
    {
        megahertz = 0;
        return text.Length > 3
            && text[^3] is (byte)'M' or (byte)'m'
            && text[^2] is (byte)'H' or (byte)'h'
            && text[^1] is (byte)'Z' or (byte)'z'
            && Ascii.TryParse(text[..^3], out megahertz)
            && megahertz is >= 0 and < MostMegahertz;
    }
}
