namespace Psutil.Tool.Top.View;

/// <summary>A short history as a curve, one column for each value.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = "_.-:=+*#";

    /// <summary>The newest values that fit, aligned to the right; blank if a value is unknown.</summary>
    /// <param name="values">The values, the newest last.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="maximum">The value at the top; null for the largest that is shown.</param>
    /// <param name="unicode">Whether more than ASCII may be drawn.</param>
    public static string Draw(IReadOnlyList<double?> values, int columns, double? maximum, bool unicode)
    {
        if (columns <= 0)
        {
            return "";
        }

        double?[] shown = [.. values.Skip(values.Count - columns)];
        double top = maximum ?? shown.Max() ?? 0;
        string steps = unicode ? Blocks : Ascii;
        return string.Create(columns, (shown, top, steps), static (text, state) =>
        {
            text.Fill(' ');
            for (int index = 0; index < state.shown.Length; index++)
            {
                if (state.shown[index] is { } value)
                {
                    // The lowest step means zero: any larger value has another one.
                    int step = value <= 0 || state.top <= 0 ? 0 : 1 + (int)(Math.Min(1, value / state.top) * (state.steps.Length - 1.001));
                    text[text.Length - state.shown.Length + index] = state.steps[step];
                }
            }
        });
    }
}
