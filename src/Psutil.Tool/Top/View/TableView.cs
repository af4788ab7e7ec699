using System.Text;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The process table.</summary>
internal static class TableView
{
    /// <summary>Draws the header and as many rows as fit.</summary>
    public static void Draw(CellBuffer screen, TopState state, int line, int height)
    {
        IReadOnlyList<TopColumn> columns = ColumnPlaces.Choose(screen.Width, state.Columns);
        int column = ColumnPlaces.Gutter;
        foreach (TopColumn shown in columns)
        {
            DrawHeader(screen, state, shown, line, column);
            column += (shown.Width ?? 0) + 1;
        }

        for (int index = 0; index < height && state.Offset + index < state.Rows.Count; index++)
        {
            DrawRow(screen, state, columns, state.Offset + index, line + 1 + index);
        }

        if (state.Sample is not null && state.Rows.Count == 0)
        {
            screen.Write(
                ColumnPlaces.Gutter,
                line + 1,
                !state.Filter.IsEmpty ? "no process matches the filter" : "no processes",
                Style.Dim
            );
        }
    }

    private static void DrawHeader(CellBuffer screen, TopState state, TopColumn column, int line, int start)
    {
        int width = column.Width ?? Math.Max(0, screen.Width - start);
        Style style = Style.Header;
        string header = column.Header;
        if (column == state.Sort)
        {
            header = SortMark.AddTo(header, width, column.LargestFirst != state.IsReversed, screen.HasUnicode);
        }

        if (column.IsRightAligned)
        {
            screen.WriteRight(start + width, line, header, style, start);
        }
        else
        {
            screen.Write(start, line, header, style, start + width);
        }

        if (column == state.Sort)
        {
            screen.Invert(start, line, width);
        }
    }

    private static void DrawRow(CellBuffer screen, TopState state, IReadOnlyList<TopColumn> columns, int index, int line)
    {
        TopRow row = state.Rows[index];
        bool isSelected = index == state.Cursor;
        bool isTagged = row.Group is null
            ? state.Tagged.Contains(row.Process.Identity)
            : state.Tagged.Count > 0 && row.Members.All(member => state.Tagged.Contains(member.Identity));

        // A look for the whole row, before those of its cells.
        Look? whole =
            isTagged ? Role.Warning
            : row.Group is not null ? null
            : row.Process.Life == ProcessLife.Ended ? Role.Ended
            : row.Process.Life == ProcessLife.Started ? Role.Started
            : row.IsContext || row.Process.IsKernelThread ? Role.Dim
            : !state.Search.IsEmpty && state.Search.Matches(row.Process) ? Role.Found
            : null;
        screen.Write(0, line, isSelected ? ">" : " ");
        screen.Write(1, line, Mark(row, isTagged), whole ?? default);
        int column = ColumnPlaces.Gutter;
        foreach (TopColumn shown in columns)
        {
            DrawCell(screen, state, row, shown, line, column, whole);
            column += (shown.Width ?? 0) + 1;
        }

        if (isSelected)
        {
            screen.Invert(0, line, screen.Width);
        }
    }

    private static void DrawCell(CellBuffer screen, TopState state, TopRow row, TopColumn column, int line, int start, Look? whole)
    {
        Look look = whole ?? column.Look?.Invoke(row.Process, state.Settings) ?? default;
        string text = row.Group is null
            ? TopColumns.Cell(column, row.Process, state.Settings)
            : TopColumns.GroupCell(column, row, state.Settings);
        if (column.Width is not { } width)
        {
            DrawCommand(screen, state, row, line, start, text, whole);
            return;
        }

        int end = start + width;
        if (column.IsRightAligned)
        {
            // A cut number would be a wrong number.
            screen.WriteRight(end, line, text.Length <= width ? text : new string('#', width), look, start);
        }
        else
        {
            string safe = screen.MakeSafe(text);
            bool fits = TextWidth.Of(safe) <= width;
            screen.Write(start, line, fits ? safe : TextWidth.Clip(safe, width - 1).ToString() + "+", look, end);
        }
    }

    private static string Mark(TopRow row, bool isTagged) =>
        isTagged ? "*"
        : row.Group is not null ? ""
        : row.Process.Life == ProcessLife.Started ? "+"
        : row.Process.Life == ProcessLife.Ended ? "x"
        : "";

    private static string GroupMark(TopRow row, TopState state, bool hasUnicode)
    {
        string mark = (state.OpenGroups.Contains(row.Group!), hasUnicode) switch
        {
            (true, true) => "▾",
            (true, false) => "-",
            (false, true) => "▸",
            (false, false) => "+",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{mark} [{row.Members.Count}] ");
    }

    private static void DrawCommand(CellBuffer screen, TopState state, TopRow row, int line, int start, string text, Look? whole)
    {
        if (row.Group is { } group)
        {
            start = screen.Write(start, line, GroupMark(row, state, screen.HasUnicode), Style.Bold);
            screen.Write(start, line, group, whole ?? Role.Program);
            return;
        }

        if (row.Node is { } node)
        {
            start = screen.Write(start, line, Guides(node, screen.HasUnicode, Math.Max(4, (screen.Width - start) / 2)), Style.Dim);
            if (row.HiddenCount > 0)
            {
                start = screen.Write(start, line, string.Create(CultureInfo.InvariantCulture, $"[+{row.HiddenCount}] "), Style.Bold);
            }
            else if (row.Members.Count > 0)
            {
                string times = screen.HasUnicode ? "\u00d7" : "x";
                start = screen.Write(start, line, string.Create(CultureInfo.InvariantCulture, $"{row.Members.Count} {times} "), Style.Bold);
            }
        }

        if (row.Process.Caption.Command is null)
        {
            screen.Write(start, line, text, whole ?? Role.Dim);
            return;
        }

        // What is far to the right of the screen need not be looked at.
        text = text.Length > state.CommandOffset + screen.Width ? text[..(state.CommandOffset + screen.Width)] : text;
        (int programStart, int programEnd) = row.Process.Caption.Program;
        (programStart, programEnd) = (Math.Min(programStart, text.Length), Math.Min(programEnd, text.Length));
        int skip = state.CommandOffset;
        start = WritePart(screen, start, line, text[..programStart], whole ?? Role.Dim, ref skip);
        start = WritePart(screen, start, line, text[programStart..programEnd], whole ?? Role.Program, ref skip);
        WritePart(screen, start, line, text[programEnd..], whole ?? Role.Plain, ref skip);
    }

    // Writes a part of a text that is scrolled to the left, and returns the column after it.
    private static int WritePart(CellBuffer screen, int column, int line, string part, Look look, ref int skip)
    {
        if (skip > 0)
        {
            part = screen.MakeSafe(part);
            int width = TextWidth.Of(part);
            if (width <= skip)
            {
                skip -= width;
                return column;
            }

            (part, skip) = (TextWidth.Skip(part, skip).ToString(), 0);
        }

        return screen.Write(column, line, part, look);
    }

    // The tree lines to the left of a name, starting at its branch; a very deep tree shows only the nearest ones.
    private static string Guides(TreeNode node, bool unicode, int room)
    {
        const int Step = 2;
        if (node.Parent is null)
        {
            return "";
        }

        StringBuilder guides = new();
        guides.Append(
            node.IsLast
                ? unicode
                    ? "└─"
                    : "`-"
                : unicode
                    ? "├─"
                    : "|-"
        );
        for (TreeNode? ancestor = node.Parent; ancestor is { Parent: not null }; ancestor = ancestor.Parent)
        {
            if (guides.Length + Step > room - Step)
            {
                guides.Insert(0, "..");
                break;
            }

            guides.Insert(
                0,
                ancestor.IsLast ? "  "
                    : unicode ? "│ "
                    : "| "
            );
        }

        return guides.ToString();
    }
}
