using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>Each CPU: a bar where there is room, else a character.</summary>
internal static class CoreView
{
    private const int PercentWidth = 7;
    private const double Full = 99.5;

    public static void Draw(CellBuffer screen, IReadOnlyList<CoreUse> cores, int line, TopLayout layout)
    {
        if (layout.HasCoreBars)
        {
            DrawBars(screen, cores, line, layout.CoreLines);
        }
        else
        {
            DrawMarks(screen, cores, line, layout.CoreLines);
        }
    }

    private static void DrawBars(CellBuffer screen, IReadOnlyList<CoreUse> cores, int firstLine, int lines)
    {
        int numberWidth = cores.Count == 0 ? 1 : cores.Max(core => core.Number).ToString(CultureInfo.InvariantCulture).Length;
        for (int index = 0; index < cores.Count; index++)
        {
            // Column by column, as a list is read.
            int line = firstLine + index % lines;
            int column = index / lines * TopLayout.CoreCellWidth;
            double? percent = cores[index].Percent;
            screen.Write(column, line, cores[index].Number.ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth), Style.Dim);
            int barColumns = TopLayout.CoreCellWidth - numberWidth - 3 - PercentWidth - 1;
            column = screen.Write(column + numberWidth + 1, line, "[");
            column = screen.Write(column, line, Bar.Draw(percent, barColumns, screen.HasUnicode), Look.Share(percent));
            column = screen.Write(column, line, "]");
            screen.Write(
                column,
                line,
                (percent is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + "%" : "").PadLeft(PercentWidth),
                percent is < 0.05 ? Role.Dim : Role.Plain
            );
        }
    }

    // Groups with the number of their first CPU, and behind them the numbers of those that do nothing else than work.
    private static void DrawMarks(CellBuffer screen, IReadOnlyList<CoreUse> cores, int firstLine, int lines)
    {
        if (lines == 0)
        {
            return;
        }

        int groupWidth = TopLayout.GroupWidth(cores.Count);
        int perLine = TopLayout.GroupsPerLine(screen.Width, cores.Count);
        int labelWidth = groupWidth - TopLayout.CoreGroup - 1;
        int end = 0;
        for (int index = 0; index < cores.Count && index / TopLayout.CoreGroup / perLine < lines; index++)
        {
            int group = index / TopLayout.CoreGroup;
            int start = group % perLine * groupWidth;
            int line = firstLine + group / perLine;
            if (index % TopLayout.CoreGroup == 0)
            {
                screen.WriteRight(start + labelWidth, line, cores[index].Number.ToString(CultureInfo.InvariantCulture), Style.Dim, start);
            }

            double? percent = cores[index].Percent;
            end = screen.Write(
                start + labelWidth + index % TopLayout.CoreGroup,
                line,
                Sparkline.Draw([percent], 1, 100, screen.HasUnicode),
                Look.Share(percent)
            );
        }

        string full = string.Join(
            ' ',
            cores.Where(core => core.Percent >= Full).Select(core => core.Number.ToString(CultureInfo.InvariantCulture))
        );
        if (full.Length > 0 && end + 2 < screen.Width)
        {
            screen.Write(end + 2, firstLine + lines - 1, "100%: " + full, Role.Bad);
        }
    }
}
