using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Replay;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The status line above the table, and the line of keys at the bottom.</summary>
internal static class StatusView
{
    /// <summary>Draws the status line and returns the next line.</summary>
    public static int DrawSettings(CellBuffer screen, TopState state, int line)
    {
        const int Between = 2;

        // The first ones must be visible even on a narrow screen: the meaning of the numbers, that they are paused, and that rows are
        // hidden.
        (string? Text, Style Style)[] parts =
        [
            (state.IsPaused ? "PAUSED" : null, Style.Warning),
            (state.IsPercentOfMachine ? "CPU% of machine" : "CPU% of one core", Style.Plain),
            (!state.Filter.IsEmpty || state.Dialog is FilterDialog ? FilterText(state) : null, Style.Warning),
            (state.User is { } user ? "user " + user : null, Style.Warning),
            (!state.Search.IsEmpty && state.Dialog is not SearchDialog ? $"search \"{state.Search.Text}\"" : null, Style.Plain),
            (state.IsReadOnly ? "read-only" : null, Style.Plain),
            (state.Followed is { } followed ? "following " + followed.Title : null, Style.Plain),
            (state.Tagged.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{state.Tagged.Count} tagged") : null, Style.Plain),
            (state.IsTree ? "tree" : null, Style.Plain),
            (state.Grouping is { } grouping ? "grouped by " + grouping.Name : null, Style.Warning),
            ("by " + state.Sort.Header, Style.Plain),
            (HiddenText(state), Style.Dim),
        ];
        int column = 0;
        foreach ((string? text, Style style) in parts)
        {
            // A cut word is left out; but a filter is shown as far as it fits.
            if (text is not null && (column + screen.WidthOf(text) <= screen.Width || text.StartsWith("filter", StringComparison.Ordinal)))
            {
                column = screen.Write(column, line, text, style) + Between;
            }
        }

        return line + 1;
    }

    /// <summary>Draws the bottom line: a message, the filter while it is edited, or the keys.</summary>
    public static void DrawBottom(CellBuffer screen, TopState state)
    {
        int line = screen.Height - 1;
        if (state.Message is { } message)
        {
            screen.Write(0, line, message, Style.Bold);
            screen.Invert(0, line, screen.Width);
            return;
        }

        switch (state.Dialog)
        {
            case FilterDialog:
                DrawPrompt(screen, line, "Filter: ", state.Filter.Text, "_  Enter keep  Esc undo");
                return;
            case SearchDialog search:
                DrawPrompt(screen, line, "Search: ", search.Text, "_  F3 next  Enter keep  Esc undo");
                return;
            case JumpDialog jump:
                DrawPrompt(screen, line, "Show: ", jump.Text, "_  03:12, -2h, yesterday 14:00  Enter go  Esc undo");
                return;
        }

        foreach (PlacedHint placed in BottomLine.Place(state))
        {
            int next = screen.Write(placed.Column, line, placed.Hint.Keys, Role.Key);
            screen.Write(next + 1, line, placed.Hint.Text);
        }

        if (state.Detail is { } detail)
        {
            screen.WriteRight(screen.Width, line, detail.PlaceIn(screen.Height), Style.Dim);
        }
    }

    private static void DrawPrompt(CellBuffer screen, int line, string prompt, string text, string rest)
    {
        int room = screen.Width - prompt.Length - rest.Length;
        string shown = screen.MakeSafe(text);
        int column = screen.Write(0, line, prompt, Style.Header);
        column = screen.Write(column, line, TextWidth.Of(shown) <= room ? shown : TextWidth.ClipStart(shown, Math.Max(1, room)));
        screen.Write(column, line, rest, Style.Dim);
    }

    private static string? HiddenText(TopState state) =>
        !state.ShowsKernelThreads && state.Sample is { Tasks.KernelThreads: > 0 and var count }
            ? string.Create(CultureInfo.InvariantCulture, $"{count} kernel threads hidden (K)")
            : null;

    private static string FilterText(TopState state) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"filter \"{state.Filter.Text}\": {state.MatchCount} of {state.Sample?.Processes.Count ?? 0}"
        );
}
