using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The upper part of the screen: the machine.</summary>
internal static class HeaderView
{
    private const int LabelWidth = 5;
    private const int PercentWidth = 7;
    private const int RateWidth = 8;
    private const int WidestBar = 30;

    /// <summary>Draws it and returns the next line.</summary>
    public static int Draw(CellBuffer screen, TopState state, TopLayout layout)
    {
        DrawTitle(screen, state);
        int line = 1;
        if (state.Sample is not { } sample)
        {
            screen.Write(0, line, "reading ...", Style.Dim);
            return line + layout.PanelLines + layout.CoreLines;
        }

        if (layout.HasCoreBars)
        {
            DrawCoreBars(screen, sample.Cores, line, layout.CoreLines);
        }
        else
        {
            DrawCoreMarks(screen, sample.Cores, line, layout.CoreLines);
        }

        line += layout.CoreLines;
        int perLine = layout.IsWide ? 2 : 1;
        int width = screen.Width / perLine;
        for (int index = 0; index < layout.Panels.Count; index++)
        {
            int start = index % perLine * width;
            int end = start + width - (perLine == 2 && index % perLine == 0 ? 2 : 0);
            DrawPanel(screen, state, sample, layout.Panels[index], line + index / perLine, start, end);
        }

        return line + layout.PanelLines;
    }

    private static void DrawTitle(CellBuffer screen, TopState state)
    {
        int column = screen.Write(0, 0, "psutil top", Style.Header);
        if (state.Sample is not { } sample)
        {
            return;
        }

        // The most important first: a part that does not fit is left out.
        string?[] parts =
        [
            sample.Load is { } load
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}"
                )
                : null,
            sample.Uptime is { } uptime ? "up " + Duration.Compact(uptime) : null,
            string.Create(CultureInfo.InvariantCulture, $"{sample.Processes.Count} processes"),
            state.HostName,
            TimeZoneInfo.ConvertTime(sample.Time, state.Clock.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        ];
        foreach (string part in parts.OfType<string>().Where(part => part.Length > 0))
        {
            if (column + 2 + screen.WidthOf(part) <= screen.Width)
            {
                column = screen.Write(column + 2, 0, part);
            }
        }
    }

    private static void DrawCoreBars(CellBuffer screen, IReadOnlyList<CoreUse> cores, int firstLine, int lines)
    {
        int numberWidth = cores.Count == 0 ? 1 : cores.Max(core => core.Number).ToString(CultureInfo.InvariantCulture).Length;
        for (int index = 0; index < cores.Count; index++)
        {
            // Column by column, as a list is read.
            int line = firstLine + index % lines;
            int column = index / lines * TopLayout.CoreCellWidth;
            screen.Write(column, line, cores[index].Number.ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth), Style.Dim);
            int barColumns = TopLayout.CoreCellWidth - numberWidth - 3 - PercentWidth - 1;
            DrawBar(screen, column + numberWidth + 1, line, barColumns, cores[index].Percent);
        }
    }

    // One character for each CPU, if there are too many for bars.
    private static void DrawCoreMarks(CellBuffer screen, IReadOnlyList<CoreUse> cores, int firstLine, int lines)
    {
        string marks = Sparkline.Draw([.. cores.Select(core => core.Percent)], cores.Count, 100, screen.HasUnicode);
        for (int line = 0; line < lines && line * screen.Width < marks.Length; line++)
        {
            screen.Write(
                0,
                firstLine + line,
                marks.Substring(line * screen.Width, Math.Min(screen.Width, marks.Length - line * screen.Width)),
                Style.Good
            );
        }
    }

    private static void DrawPanel(CellBuffer screen, TopState state, TopSample sample, TopPanel panel, int line, int start, int end)
    {
        screen.Write(start, line, LabelOf(panel), Style.Header, end);
        int column = start + LabelWidth;
        if (sample.Missing.TryGetValue(LabelOf(panel), out string? reason))
        {
            screen.Write(column, line, reason, Style.Warning, end);
            return;
        }

        switch (panel)
        {
            case TopPanel.Cpu:
                DrawShare(screen, line, column, end, sample.CpuPercent, null, state.History.Cpu);
                break;
            case TopPanel.Memory:
                DrawShare(
                    screen,
                    line,
                    column,
                    end,
                    sample.Memory?.Percent,
                    sample.Memory is { } memory ? Amounts(memory.Total - memory.Available, memory.Total) : null,
                    state.History.Memory
                );
                break;
            case TopPanel.Swap when sample.Swap is { Total: 0 }:
                screen.Write(column, line, "none", Style.Dim, end);
                break;
            case TopPanel.Swap:
                DrawShare(
                    screen,
                    line,
                    column,
                    end,
                    sample.Swap?.Percent,
                    sample.Swap is { } swap ? Amounts(swap.Used, swap.Total) : null,
                    null
                );
                break;
            case TopPanel.Network:
                DrawTraffic(screen, line, column, end, sample.Network, ("in", state.History.Received), ("out", state.History.Sent));
                break;
            case TopPanel.Disks:
                DrawTraffic(screen, line, column, end, sample.Disks, ("read", state.History.Read), ("write", state.History.Written));
                break;
        }
    }

    private static string LabelOf(TopPanel panel) =>
        panel switch
        {
            TopPanel.Cpu => TopSampler.Cpu,
            TopPanel.Memory => TopSampler.Memory,
            TopPanel.Swap => TopSampler.Swap,
            TopPanel.Network => TopSampler.Network,
            _ => TopSampler.Disks,
        };

    private static string Amounts(long used, long total) => $"{ByteSize.ToString(used)}/{ByteSize.ToString(total)}";

    private static void DrawShare(
        CellBuffer screen,
        int line,
        int column,
        int end,
        double? percent,
        string? amounts,
        IReadOnlyList<double?>? history
    )
    {
        int room = end - column;
        int barColumns = Math.Clamp((room - PercentWidth) / 2 - 2, 4, WidestBar);
        column = DrawBar(screen, column, line, barColumns, percent) + 1;
        if (amounts is not null && column + amounts.Length <= end)
        {
            column = screen.Write(column, line, amounts, limit: end) + 1;
        }

        if (history is not null && end - column > 2)
        {
            screen.Write(column, line, Sparkline.Draw(history, end - column, 100, screen.HasUnicode), Style.Good, end);
        }
    }

    private static int DrawBar(CellBuffer screen, int column, int line, int columns, double? percent)
    {
        column = screen.Write(column, line, "[");
        column = screen.Write(column, line, Bar.Draw(percent, columns, screen.HasUnicode), Bar.StyleOf(percent));
        column = screen.Write(column, line, "]");
        return screen.Write(
            column,
            line,
            (percent is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + "%" : "").PadLeft(PercentWidth)
        );
    }

    private static void DrawTraffic(
        CellBuffer screen,
        int line,
        int column,
        int end,
        Traffic? traffic,
        (string Label, IReadOnlyList<double?> History) first,
        (string Label, IReadOnlyList<double?> History) second
    )
    {
        int half = (end - column) / 2;
        DrawRate(screen, line, column, column + half - 1, first.Label, traffic?.In, first.History);
        DrawRate(screen, line, column + half, end, second.Label, traffic?.Out, second.History);
    }

    private static void DrawRate(
        CellBuffer screen,
        int line,
        int column,
        int end,
        string label,
        double? rate,
        IReadOnlyList<double?> history
    )
    {
        column = screen.Write(column, line, label, Style.Dim, end);
        string text = rate is { } known ? ByteSize.ToString((long)known) + "/s" : "";
        column = screen.Write(column, line, " " + text.PadLeft(RateWidth), limit: end) + 1;
        if (end - column > 2)
        {
            screen.Write(column, line, Sparkline.Draw(history, end - column, null, screen.HasUnicode), Style.Good, end);
        }
    }
}
