namespace Psutil.Tool.Text;

/// <summary>A bar of a given number of columns, for a percentage.</summary>
internal static class Bar
{
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>The bar; blank if the percentage is unknown, in ASCII if the terminal may not support other characters.</summary>
    public static string Draw(double? percent, int columns, bool unicode)
    {
        double share = Math.Clamp(percent.GetValueOrDefault(), 0, 100) / 100;
        if (!unicode)
        {
            int full = (int)Math.Round(share * columns);
            return new string('#', full) + new string(' ', columns - full);
        }

        int eighths = (int)Math.Round(share * columns * 8);
        string bar = new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8].ToString());
        return bar.PadRight(columns);
    }

    /// <summary>The severity of a share of something limited. The number is next to it, so the colour is not the only sign.</summary>
    public static Style StyleOf(double? percent) =>
        percent switch
        {
            null => Style.Plain,
            < 70 => Style.Good,
            < 90 => Style.Warning,
            _ => Style.Bad,
        };
}
