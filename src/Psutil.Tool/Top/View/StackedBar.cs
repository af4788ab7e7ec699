using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>A bar of several parts of one whole, each in its colour; without Unicode, in its letter.</summary>
internal static class StackedBar
{
    /// <summary>Draws it in brackets and returns the column after it.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="column">The first column.</param>
    /// <param name="line">The line.</param>
    /// <param name="columns">How many columns are between the brackets.</param>
    /// <param name="parts">The parts in percent of the whole.</param>
    public static int Draw(CellBuffer screen, int column, int line, int columns, ReadOnlySpan<BarPart> parts)
    {
        int start = screen.Write(column, line, "[");
        double sum = 0;
        int drawn = 0;
        foreach (BarPart part in parts)
        {
            // The ends of the parts are rounded, not their lengths, so that the bar is as long as their sum.
            sum = Math.Min(100, sum + Math.Max(0, part.Percent));
            int end = (int)Math.Round(sum / 100 * columns);
            if (end > drawn)
            {
                screen.Write(start + drawn, line, new string(screen.HasUnicode ? '■' : part.Letter, end - drawn), part.Look);
                drawn = end;
            }
        }

        return screen.Write(start + columns, line, "]");
    }
}
