using Psutil.Tool.Text;
using Psutil.Tool.Top.Replay;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The two lines of a recorded moment: its time, and the load around it.</summary>
internal static class TimeLineView
{
    public static void Draw(CellBuffer screen, TopPast past)
    {
        DrawMoment(screen, past, TimeLinePlaces.Line - 1);
        DrawLine(screen, past, TimeLinePlaces.Of(screen.Width, past));
    }

    private static void DrawMoment(CellBuffer screen, TopPast past, int line)
    {
        string moment = past.Local(past.Moment).ToString("ddd yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        string speed = string.Create(CultureInfo.InvariantCulture, $"{(past.IsPlaying ? "playing" : "paused")} {past.Speed}x");
        (string Text, Style Style)[] parts =
        [
            ("PAST " + moment, Style.Warning),
            (speed, Style.Bold),
            (SearchText(past) ?? $"{NameOf(past.Series)} of {NameOf(past)}", SearchText(past) is null ? Style.Plain : Style.Warning),
            (EventText(past), Style.Dim),
        ];
        int column = 0;
        foreach ((string text, Style style) in parts)
        {
            if (column + screen.WidthOf(text) <= screen.Width)
            {
                column = screen.Write(column, line, text, style) + 2;
            }
        }
    }

    private static void DrawLine(CellBuffer screen, TopPast past, TimeLinePlaces places)
    {
        const int Line = TimeLinePlaces.Line;
        int parts = screen.HasUnicode ? places.Columns * 2 : places.Columns;
        double?[] values = new double?[parts];
        LoadMarks[] marks = new LoadMarks[places.Columns];
        int before = parts;
        foreach (LoadPoint point in past.Hours.Between(places.From, places.From + places.Length))
        {
            if (places.PartOf(point.Time, parts) is { } part)
            {
                // A value is that of the time since the sample before, which may have several columns.
                float value = point.ValueOf(past.Series);
                for (int index = Math.Min(part, before + 1); index <= part && !float.IsNaN(value); index++)
                {
                    values[index] = Math.Max(values[index] ?? 0, value);
                }

                marks[part * places.Columns / parts] |= point.Marks;
                before = part;
            }
        }

        double top = past.Series == LoadSeries.IO ? values.Max() ?? 0 : 100;
        screen.Write(0, Line, places.Left, Style.Dim);
        screen.Write(places.Start, Line, Curve.Line(values, places.Columns, 0, 1, top, screen.HasUnicode), Role.Good);
        for (int column = 0; column < places.Columns; column++)
        {
            DrawMark(screen, past, places, marks[column], column);
        }

        screen.Write(places.Start + places.Columns + 1, Line, places.Right, Style.Dim);
        if (places.PartOf(past.Moment, places.Columns) is { } here)
        {
            screen.Write(places.Start + here, Line, screen.HasUnicode ? "│" : "|", Role.Bold);
            screen.Invert(places.Start + here, Line, 1);
        }
    }

    private static void DrawMark(CellBuffer screen, TopPast past, TimeLinePlaces places, LoadMarks marks, int column)
    {
        DateTimeOffset time = places.TimeAt(places.Start + column) ?? places.From;
        (string Sign, Look Look)? mark =
            (marks & LoadMarks.OomKill) != 0 ? ("!", Role.Bad)
            : (marks & LoadMarks.Restart) != 0 ? ("R", Role.Warning)
            : (marks & LoadMarks.Gap) != 0 ? ("/", Role.Warning)
            : past.IsUnread(time) ? (screen.HasUnicode ? "·" : "~", Style.Dim)
            : null;
        if (mark is var (sign, look))
        {
            screen.Write(places.Start + column, TimeLinePlaces.Line, sign, look);
        }
    }

    private static string? SearchText(TopPast past) =>
        past.ExitOf is { } process ? $"looking for the exit of {process}; Esc stops"
        : past.PeakDirection != 0 ? $"looking for a peak of {NameOf(past.Series)}; Esc stops"
        : null;

    // That there were none is not known of a recorder that did not watch.
    private static string EventText(TopPast past) =>
        past is { Started: 0, Exited: 0 }
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{past.Started} started, {past.Exited} exited");

    private static string NameOf(LoadSeries series) =>
        series switch
        {
            LoadSeries.Cpu => "CPU",
            LoadSeries.Memory => "memory",
            LoadSeries.Pressure => "pressure",
            _ => "disk I/O",
        };

    private static string NameOf(TopPast past) =>
        past.Span switch
        {
            LineSpan.Hour => "the hour",
            LineSpan.Day => "the day",
            _ when past.Window.To >= past.End && past.Window.From <= past.Start => "all",
            _ => "the week",
        };
}
