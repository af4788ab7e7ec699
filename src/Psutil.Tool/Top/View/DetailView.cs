using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>One process in full, a page at a time.</summary>
internal static class DetailView
{
    /// <param name="screen">Where it is drawn.</param>
    /// <param name="detail">What is shown.</param>
    /// <param name="top">The first line.</param>
    /// <param name="isPast">Whether it is of a recorded moment, at which a process that is not there can be there later.</param>
    public static void Draw(CellBuffer screen, TopDetail detail, int top, bool isPast)
    {
        DrawTitle(screen, detail, top, isPast ? "is not there " : "has ended ");
        DrawTabs(screen, detail, top + 1);
        int height = TopLayout.DetailHeight(screen.Height);
        if (!detail.IsReadable)
        {
            screen.Write(1, top + 2, "The environment may hold secrets.");
            screen.Write(1, top + 3, "Enter shows it.");
        }
        else if (detail.Lines is { } lines)
        {
            for (int index = 0; index < height && detail.Offset + index < lines.Count; index++)
            {
                screen.Write(0, top + 2 + index, TextWidth.Skip(lines[detail.Offset + index], detail.ColumnOffset));
            }
        }
        else
        {
            screen.Write(1, top + 2, "reading ...", Style.Dim);
        }
    }

    // The title with the curves of the last minutes.
    private static void DrawTitle(CellBuffer screen, TopDetail detail, int line, string ended)
    {
        const int LeastCurveWidth = 30;
        if (line > 0)
        {
            screen.Write(0, line, new string('-', screen.Width), Style.Dim);
        }

        int column = screen.Write(0, line, detail.Process.Title + " ", Style.Header);
        if (detail.IsEnded)
        {
            column = screen.Write(column, line, ended, Role.Ended);
        }

        string cpu = detail.Process.CpuPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $" CPU {percent:0.0}% ") : "";
        string memory = detail.Process.Snapshot.Memory is { } known ? $" RSS {ByteSize.ToString(known.Rss)} " : "";
        int width = (screen.Width - column - cpu.Length - memory.Length) / 2;
        if (width >= LeastCurveWidth)
        {
            // The top of a curve is its largest value: one CPU, or more.
            double most = Math.Max(100, Curve.Largest(detail.CpuHistory, width, screen.HasUnicode));
            column = screen.Write(column, line, cpu);
            column = screen.Write(column, line, Curve.Line(detail.CpuHistory, width, 0, 1, most, screen.HasUnicode), Role.Good);
            column = screen.Write(column, line, memory);
            width = screen.Width - column;
            double largest = Curve.Largest(detail.MemoryHistory, width, screen.HasUnicode);
            screen.Write(column, line, Curve.Line(detail.MemoryHistory, width, 0, 1, largest, screen.HasUnicode), Role.MemoryUsed);
        }
    }

    private static void DrawTabs(CellBuffer screen, TopDetail detail, int line)
    {
        foreach ((DetailPage page, string text, int start) in DetailTabs.Place(screen.Width, detail.Page))
        {
            bool isShown = page == detail.Page;
            int end = screen.Write(start, line, text, isShown ? Style.Bold : Style.Dim);
            if (isShown)
            {
                screen.Invert(start, line, end - start);
            }
        }
    }
}
