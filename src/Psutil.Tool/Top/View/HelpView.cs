using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Pages;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The help: the keys and the columns of the table.</summary>
internal static class HelpView
{
    private const int KeyWidth = 14;

    private static readonly (string Keys, string Meaning)[] Keys =
    [
        ("arrows", "move; PgUp PgDn Home End"),
        ("left right", "scroll COMMAND"),
        ("/ F3", "search: text or expression; n next, N previous"),
        ("\\ F4", "filter by command, name, user, PID"),
        ("u", "processes of one user"),
        ("K", "kernel threads"),
        ("s F6", "choose the column to sort by"),
        ("< >", "sort by the column beside"),
        ("R", "reverse the order"),
        ("P M T N", "sort by CPU, memory, time, PID"),
        ("t F5", "tree, sorted by what subtrees use"),
        ("g", "groups: by user, program, container, cgroup"),
        ("- + *", "fold, unfold, all of the tree or groups"),
        ("F2", "columns and colours"),
        ("a c", "arguments: masked, names, all"),
        ("F", "follow the process, or stop to"),
        ("p", "pause"),
        ("space U", "tag; untag all"),
        ("k F9", "signal to it, or to all tagged"),
        ("r F7 F8", "renice it, or all tagged; -1, +1"),
        ("Enter", "details of the process"),
        ("H l e", "its threads, files, environment"),
        ("n N", "in details: next, previous process"),
        ("I %", "CPU % of one core, or of machine"),
        ("i", "columns of disk I/O"),
        ("1-9 Tab", "pages: processes, CPUs, disks and more"),
        ("mouse", "headings sort, rows open, words act; Shift selects text"),
        ("Ctrl+L", "refresh and redraw"),
        ("Ctrl+Z", "suspend; fg goes on"),
        ("Esc", "undo search, filter, tags, following"),
        ("q F10", "quit; also Ctrl+C"),
    ];

    private static readonly (string Keys, string Meaning)[] PastKeys =
    [
        ("b", "to what psutil record wrote, and back"),
        ("j", "jump to a time: 03:12, -2h, yesterday 14:00"),
        (", .", "one sample back, on"),
        ("[ ]", "one minute back, on"),
        ("{ }", "the peak before, the next one"),
        ("o", "peaks and line of CPU, memory, pressure, disk I/O"),
        ("p S", "play or pause; faster: 1x, 10x, 60x, 600x"),
        ("X", "exit of the followed or selected process"),
        ("z", "the line shows the hour, the day, all"),
        ("L", "return to the present"),
        ("mouse", "a click on the line goes to its time"),
        ("R / !", "on the line: started again, a gap, OOM kill"),
    ];

    private static readonly (string Sign, string Meaning)[] Signs =
    [
        ("-", "denied"),
        ("n/a", "not supported on this system"),
        ("?", "none, or unknown"),
        ("!", "missing for another reason"),
        ("blank", "not yet measured"),
        ("+ x", "before a row: has just started, ended"),
    ];

    public static void Draw(CellBuffer screen, TopState state)
    {
        int room = Math.Max(1, screen.Width - KeyWidth - 1);
        List<(string Left, string Right, Style Style)> lines = [];
        AddSection(lines, "Keys", Keys, room);
        AddSection(lines, "The past", PastKeys, room);
        AddSection(lines, "Cells", Signs, room);
        AddSection(lines, "Pages", TopPages.All.Select((page, index) => ($"{index + 1} {page.Name}", page.Meaning)), room);
        if (state.Page is { Page: var shown })
        {
            AddSection(lines, "Columns of " + shown.Name, shown.Columns.Select(column => (column.Header, column.Meaning)), room);
        }

        AddSection(lines, "Columns", TopColumns.All.Concat(TopColumns.More).Select(column => (column.Header, column.Meaning)), room);
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

    private static void AddSection(
        List<(string Left, string Right, Style Style)> lines,
        string title,
        IEnumerable<(string Left, string Right)> entries,
        int room
    )
    {
        if (lines.Count > 0)
        {
            lines.Add(("", "", Style.Plain));
        }

        lines.Add((title, "", Style.Header));
        foreach ((string left, string right) in entries)
        {
            string label = left;
            foreach (string part in LineBreaker.Wrap(right, room))
            {
                lines.Add((label, part, Style.Plain));
                label = "";
            }
        }
    }
}
