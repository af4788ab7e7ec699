namespace Psutil.Tool.Commands;

/// <summary>A number of seconds as a user writes it.</summary>
internal static class SecondsText
{
    /// <summary>The time; null if the text is no number, or not within the range.</summary>
    public static TimeSpan? Parse(string text, double shortest, double longest) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
        && seconds >= shortest
        && seconds <= longest
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
