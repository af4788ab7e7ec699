using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>What the keys do and what the table means.</summary>
internal static class HelpView
{
    private const int KeyWidth = 12;

    private static readonly (string Keys, string Meaning)[] Keys =
    [
        ("arrows", "move; PgUp PgDn Home End"),
        ("/ F4", "filter by command, name, user, PID"),
        ("< >", "sort by the column beside"),
        ("R", "the other way round"),
        ("P M", "sort by CPU, by memory"),
        ("t F5", "tree; left - fold, right + unfold"),
        ("*", "fold or unfold all of the tree"),
        ("F", "follow the process, or stop to"),
        ("p", "pause"),
        ("space U", "tag; untag all"),
        ("k F9", "signal to it, or to all tagged"),
        ("r", "renice it, or all tagged"),
        ("Enter", "details of the process"),
        ("H", "its threads"),
        ("I %", "CPU % of one core, or of machine"),
        ("i", "columns of disk I/O"),
        ("Ctrl+L", "refresh and draw anew"),
        ("Ctrl+Z", "suspend; fg goes on"),
        ("Esc", "drop filter, tags, following"),
        ("q Ctrl+C", "quit"),
    ];

    private static readonly (string Sign, string Meaning)[] Signs =
    [
        ("-", "denied"),
        ("n/a", "not offered by this system"),
        ("?", "none, or unknown"),
        ("z", "a zombie has none"),
        ("blank", "not yet measured"),
    ];

    public static void Draw(CellBuffer screen, TopState state)
    {
        List<(string Left, string Right, Style Style)> lines =
        [
            ("Keys", "", Style.Header),
            .. Keys.Select(entry => (entry.Keys, entry.Meaning, Style.Plain)),
            ("", "", Style.Plain),
            ("Cells", "", Style.Header),
            .. Signs.Select(entry => (entry.Sign, entry.Meaning, Style.Plain)),
            ("", "", Style.Plain),
            ("Columns", "", Style.Header),
            .. TopColumns.All.Select(column => (column.Header, column.Meaning, Style.Plain)),
        ];
        int height = screen.Height - 1;
        int offset = Math.Min(state.HelpOffset, Math.Max(0, lines.Count - height));
        for (int index = 0; index < height && offset + index < lines.Count; index++)
        {
            (string left, string right, Style style) = lines[offset + index];
            screen.Write(1, index, left, style == Style.Plain ? Style.Bold : style);
            screen.Write(1 + KeyWidth, index, right, style);
        }

        screen.Write(0, height, offset + height < lines.Count ? "down for more, any other key goes back" : "any key goes back", Style.Dim);
    }
}
