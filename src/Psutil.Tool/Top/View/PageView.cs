using Psutil.Tool.Text;
using Psutil.Tool.Top.Pages;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>The table of a page that is not the processes.</summary>
internal static class PageView
{
    /// <summary>Draws the names of the pages, the headings, and as many rows as fit.</summary>
    public static void Draw(CellBuffer screen, OpenPage open, bool isPaused, int line, int height)
    {
        DrawTabs(screen, open, isPaused, line);
        IReadOnlyList<(int Column, int Start, int Width)> places = PagePlaces.Choose(screen.Width, open.Page.Columns);
        foreach ((int column, int start, int width) in places)
        {
            DrawHeading(screen, open, column, line + 1, start, width);
        }

        int first = line + 2;
        if (open.Table is not { Count: > 0 } table)
        {
            screen.Write(2, first, open.Table?.Empty ?? "reading ...", Style.Dim);
            return;
        }

        for (int index = 0; index < height && open.Offset + index < table.Count; index++)
        {
            int row = open.Offset + index;
            bool isSelected = row == open.Cursor;
            screen.Write(0, first + index, isSelected ? ">" : " ");
            foreach ((int column, int start, int width) in places)
            {
                DrawCell(screen, table.Cell(row, column), open.Page.Columns[column], first + index, start, width);
            }

            if (isSelected)
            {
                screen.Invert(0, first + index, screen.Width);
            }
        }
    }

    private static void DrawTabs(CellBuffer screen, OpenPage open, bool isPaused, int line)
    {
        int end = 0;
        foreach ((TopPage page, string text, int start) in PagePlaces.Tabs(screen.Width, open.Page))
        {
            end = screen.Write(start, line, text, page == open.Page ? Style.Bold : Style.Dim);
            if (page == open.Page)
            {
                screen.Invert(start, line, end - start);
            }
        }

        if (isPaused)
        {
            end = screen.Write(end + 1, line, "PAUSED", Style.Warning);
        }

        if (open.Table is { Summary: { } whole } && Fit(whole, screen.Width - end - 2) is { } summary)
        {
            screen.Write(end + 2, line, summary);
        }
    }

    private static void DrawHeading(CellBuffer screen, OpenPage open, int index, int line, int start, int width)
    {
        PageColumn column = open.Page.Columns[index];
        bool isSorted = open.SortColumn == index;
        string header = isSorted
            ? SortMark.AddTo(column.Header, width, column.IsNumber != open.IsReversed, screen.HasUnicode)
            : column.Header;
        if (column.IsNumber)
        {
            screen.WriteRight(start + width, line, header, Style.Header, start);
        }
        else
        {
            screen.Write(start, line, header, Style.Header, start + width);
        }

        if (isSorted)
        {
            screen.Invert(start, line, width);
        }
    }

    private static void DrawCell(CellBuffer screen, PageCell cell, PageColumn column, int line, int start, int width)
    {
        if (column.IsNumber)
        {
            // A cut number would be a wrong number.
            screen.WriteRight(start + width, line, cell.Text.Length <= width ? cell.Text : new string('#', width), cell.Look, start);
            return;
        }

        string safe = screen.MakeSafe(cell.Text);
        string shown =
            TextWidth.Of(safe) <= width ? safe
            : column.KeepsEnd ? TextWidth.ClipStart(safe, width)
            : TextWidth.Clip(safe, width - 1).ToString() + "+";
        screen.Write(start, line, shown, cell.Look, start + width);
    }

    // What comes after a comma is left out first.
    private static string? Fit(string summary, int room)
    {
        while (summary.Length > room)
        {
            int comma = summary.LastIndexOf(", ", StringComparison.Ordinal);
            if (comma < 0)
            {
                return null;
            }

            summary = summary[..comma];
        }

        return summary;
    }
}
