using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The upper part of the screen: the machine.</summary>
internal static class HeaderView
{
    /// <summary>Draws it and returns the next line.</summary>
    public static int Draw(CellBuffer screen, TopState state, TopLayout layout)
    {
        DrawTitle(screen, state);
        int line = 1 + layout.PastLines;
        if (state.Past is { } past)
        {
            TimeLineView.Draw(screen, past);
        }

        if (state.Sample is not { } sample)
        {
            screen.Write(0, line, "reading ...", Style.Dim);
            return 1 + layout.HeaderLines;
        }

        CoreView.Draw(screen, sample.Cores, line, layout);
        line += layout.CoreLines;
        if (layout.CurveLines > 0)
        {
            int half = layout.IsWide ? screen.Width / 2 : screen.Width;
            int lines = layout.IsWide ? layout.CurveLines : layout.CurveLines / 2;
            int next = layout.IsWide ? line : line + lines;
            ShareView.DrawTall(screen, ShareView.Cpu(state, sample), line, lines, 0, layout.IsWide ? half - 2 : half);
            ShareView.DrawTall(
                screen,
                ShareView.Memory(state, sample),
                next,
                layout.CurveLines - (layout.IsWide ? 0 : lines),
                layout.IsWide ? half : 0,
                screen.Width
            );
            line += layout.CurveLines;
        }

        int perLine = layout.IsWide ? 2 : 1;
        int width = screen.Width / perLine;
        for (int index = 0; index < layout.Panels.Count; index++)
        {
            int start = index % perLine * width;
            int end = start + width - (perLine == 2 && index % perLine == 0 ? 2 : 0);
            PanelView.Draw(screen, state, sample, layout.Panels[index], line + index / perLine, start, end);
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
            state.Past is { IsElsewhere: true } ? null : state.HostName,
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
}
