using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// A file of <c>/proc/pressure</c>: a line <c>some avg10=0.44 avg60=1.02 avg300=3.36 total=41713914</c> and mostly one that begins with
/// <c>full</c>.
/// </summary>
internal static class ProcPressure
{
    private const long LargestTotal = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// Requires the line 'some'. <paramref name="malformed"/> is "full" if only that line is malformed; it is then left out.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PressureStall pressure, [NotNullWhen(false)] out string? malformed)
    {
        PressureShare? some = null;
        PressureShare? full = null;
        malformed = null;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.StartsWith("some "u8))
            {
                some = ParseShare(line[5..]);
            }
            else if (line.StartsWith("full "u8))
            {
                full = ParseShare(line[5..]);
                malformed = full is null ? "full" : null;
            }
        }

        if (some is null)
        {
            pressure = default;
            malformed = "some";
            return false;
        }

        pressure = new PressureStall { Some = some.Value, Full = full };
        return true;
    }

    private static PressureShare? ParseShare(ReadOnlySpan<byte> text)
    {
        FieldCursor fields = new(text);
        return
            TryNext(ref fields, "avg10="u8, out double ten)
            && TryNext(ref fields, "avg60="u8, out double sixty)
            && TryNext(ref fields, "avg300="u8, out double threeHundred)
            && fields.TryNext(out ReadOnlySpan<byte> total)
            && total.StartsWith("total="u8)
            && Ascii.TryParse(total[6..], out long microseconds)
            && microseconds is >= 0 and <= LargestTotal
            ? new PressureShare
            {
                TenSeconds = ten,
                OneMinute = sixty,
                FiveMinutes = threeHundred,
                Total = new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond),
            }
            : null;
    }

    private static bool TryNext(ref FieldCursor fields, ReadOnlySpan<byte> name, out double percent)
    {
        percent = 0;
        return fields.TryNext(out ReadOnlySpan<byte> field)
            && field.StartsWith(name)
            && Ascii.TryParse(field[name.Length..], out percent)
            && percent is >= 0 and <= 100;
    }
}
