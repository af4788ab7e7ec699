using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The status line above the table, and the line of keys at the bottom.</summary>
internal static class StatusView
{
    private static readonly string[] Hints =
    [
        "h help",
        "q quit",
        "/ filter",
        "t tree",
        "< > sort",
        "Enter details",
        "k kill",
        "r renice",
        "space tag",
        "F follow",
        "p pause",
        "a arguments",
        "I CPU % of one or all",
        "i I/O",
    ];

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
            (state.Filter.Length > 0 || state.Dialog is FilterDialog ? FilterText(state) : null, Style.Warning),
            (state.IsReadOnly ? "read-only" : null, Style.Plain),
            (state.Followed is { } followed ? "following " + followed.Title : null, Style.Plain),
            (state.Tagged.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{state.Tagged.Count} tagged") : null, Style.Plain),
            (state.IsTree ? "tree" : "by " + state.Sort.Header, Style.Plain),
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

        if (state.Dialog is FilterDialog)
        {
            const string Prompt = "Filter: ";
            const string Rest = "_  Enter keep  Esc undo";
            int room = screen.Width - Prompt.Length - Rest.Length;
            string shown = screen.MakeSafe(state.Filter);
            int column = screen.Write(0, line, Prompt, Style.Header);
            screen.Write(
                screen.Write(column, line, TextWidth.Of(shown) <= room ? shown : TextWidth.ClipStart(shown, Math.Max(1, room))),
                line,
                Rest,
                Style.Dim
            );
            return;
        }

        int hintColumn = 0;
        foreach (string hint in Hints)
        {
            if (hintColumn + hint.Length > screen.Width)
            {
                break;
            }

            int space = hint.IndexOf(' ', hint.StartsWith("< ", StringComparison.Ordinal) ? 2 : 0);
            int next = screen.Write(hintColumn, line, hint[..space], Style.Header);
            hintColumn = screen.Write(next, line, hint[space..]) + 2;
        }
    }

    private static string FilterText(TopState state) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"filter \"{state.Filter}\": {state.MatchCount} of {state.Sample?.Processes.Count ?? 0}"
        );
}
