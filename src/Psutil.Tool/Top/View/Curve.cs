namespace Psutil.Tool.Top.View;

/// <summary>A history as a filled curve of one or more lines: two values in each column with Unicode, one without.</summary>
internal static class Curve
{
    private const int DotsPerLine = 4;
    private const char EmptyBraille = '\u2800';
    private const string Ascii = "_.-:=+*#";

    // The dots of a braille pattern's left and right column, from the bottom to the top (Unicode, chapter 21).
    private static ReadOnlySpan<byte> LeftDots => [0x40, 0x04, 0x02, 0x01];

    private static ReadOnlySpan<byte> RightDots => [0x80, 0x20, 0x10, 0x08];

    /// <summary>The largest of the values that a curve of so many columns shows; 0 if none is known.</summary>
    public static double Largest(IReadOnlyList<double?> values, int columns, bool unicode)
    {
        double largest = 0;
        for (int index = Math.Max(0, values.Count - Count(columns, unicode)); index < values.Count; index++)
        {
            largest = Math.Max(largest, values[index] ?? 0);
        }

        return largest;
    }

    /// <summary>One line of the curve, the newest value at the right; blank where a value is unknown.</summary>
    /// <param name="values">The values, the newest last.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="line">Which line, from the top.</param>
    /// <param name="lines">How many lines the curve has.</param>
    /// <param name="top">The value at the top.</param>
    /// <param name="unicode">Whether more than ASCII may be drawn.</param>
    public static string Line(IReadOnlyList<double?> values, int columns, int line, int lines, double top, bool unicode)
    {
        if (columns <= 0)
        {
            return "";
        }

        return string.Create(columns, (values, line, lines, top, unicode), static (text, state) =>
        {
            int below = state.lines - 1 - state.line;
            for (int column = 0; column < text.Length; column++)
            {
                if (state.unicode)
                {
                    int right = state.values.Count - 1 - (text.Length - 1 - column) * 2;
                    int dots =
                        Dots(At(state.values, right - 1), below, state.lines, state.top, LeftDots)
                        | Dots(At(state.values, right), below, state.lines, state.top, RightDots);
                    text[column] = dots == 0 ? ' ' : (char)(EmptyBraille | dots);
                }
                else
                {
                    text[column] = Character(At(state.values, state.values.Count - text.Length + column), below, state.lines, state.top);
                }
            }
        });
    }

    private static int Count(int columns, bool unicode) => unicode ? columns * 2 : columns;

    private static double? At(IReadOnlyList<double?> values, int index) => index >= 0 && index < values.Count ? values[index] : null;

    private static int Dots(double? value, int below, int lines, double top, ReadOnlySpan<byte> bits)
    {
        if (value is not { } known)
        {
            return 0;
        }

        // Zero has the lowest dot, to differ from unknown.
        int height = 1 + (int)Math.Round(Share(known, top) * (lines * DotsPerLine - 1));
        int dots = 0;
        for (int dot = 0; dot < DotsPerLine && below * DotsPerLine + dot < height; dot++)
        {
            dots |= bits[dot];
        }

        return dots;
    }

    private static char Character(double? value, int below, int lines, double top)
    {
        if (value is not { } known)
        {
            return ' ';
        }

        // The lowest step means zero: any larger value has another one.
        double share = Share(known, top);
        double steps = share <= 0 ? 1 : Math.Max(2, share * lines * Ascii.Length);
        int step = (int)Math.Ceiling(Math.Min(Ascii.Length, steps - below * Ascii.Length));
        return step <= 0 ? ' ' : Ascii[step - 1];
    }

    private static double Share(double value, double top) => value <= 0 || top <= 0 ? 0 : Math.Min(1, value / top);
}
