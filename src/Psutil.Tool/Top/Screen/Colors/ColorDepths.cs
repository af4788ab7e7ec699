namespace Psutil.Tool.Top.Screen;

/// <summary>Finds the colours of a terminal by its environment.</summary>
internal static class ColorDepths
{
    public static ColorDepth Of(Func<string, string?> environment, bool hasColor)
    {
        if (!hasColor)
        {
            return ColorDepth.None;
        }

        if (environment("COLORTERM") is "truecolor" or "24bit")
        {
            return ColorDepth.True;
        }

        // Windows Terminal sets no TERM.
        string kind = environment("TERM") ?? "";
        return environment("WT_SESSION") is { Length: > 0 } || kind.EndsWith("-direct", StringComparison.Ordinal) ? ColorDepth.True
            : kind.Contains("256color", StringComparison.Ordinal) ? ColorDepth.TwoHundredFiftySix
            : ColorDepth.Sixteen;
    }
}
