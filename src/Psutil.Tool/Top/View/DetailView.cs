using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>One process in full, a page at a time.</summary>
internal static class DetailView
{
    public static void Draw(CellBuffer screen, TopState state, TopDetail detail)
    {
        screen.Write(0, 0, detail.Process.Title, Style.Header);
        DrawTabs(screen, detail);
        int height = TopLayout.DetailHeight(screen.Height);
        if (!detail.IsReadable)
        {
            screen.Write(1, 2, "The environment may hold secrets.");
            screen.Write(1, 3, "Enter shows it.");
        }
        else if (detail.Lines is { } lines)
        {
            for (int index = 0; index < height && detail.Offset + index < lines.Count; index++)
            {
                screen.Write(0, 2 + index, TextWidth.Skip(lines[detail.Offset + index], detail.ColumnOffset));
            }
        }
        else
        {
            screen.Write(1, 2, "reading ...", Style.Dim);
        }

        DrawBottom(screen, state, detail, height);
    }

    private static void DrawTabs(CellBuffer screen, TopDetail detail)
    {
        int column = 0;
        bool isNarrow = screen.Width < 76;
        foreach (DetailPage page in Enum.GetValues<DetailPage>())
        {
            bool isShown = page == detail.Page;
            string number = ((int)page + 1).ToString(CultureInfo.InvariantCulture);

            // Brackets, because inverse colours alone are not visible to everyone.
            string text =
                isShown ? $"[{number} {NameOf(page)}]"
                : isNarrow ? $" {number} "
                : $" {number} {NameOf(page)} ";
            int next = screen.Write(column, 1, text, isShown ? Style.Bold : Style.Dim);
            if (isShown)
            {
                screen.Invert(column, 1, next - column);
            }

            column = next;
        }
    }

    private static void DrawBottom(CellBuffer screen, TopState state, TopDetail detail, int height)
    {
        int line = screen.Height - 1;
        if (state.Message is { } message)
        {
            screen.Write(0, line, message, Style.Bold);
            screen.Invert(0, line, screen.Width);
            return;
        }

        int count = detail.Lines?.Count ?? 0;
        string place =
            count > height
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"lines {detail.Offset + 1}-{Math.Min(count, detail.Offset + height)} of {count}  "
                )
                : "";
        screen.Write(0, line, $"{place}Esc back  Tab next page  arrows scroll", Style.Dim);
    }

    private static string NameOf(DetailPage page) =>
        page switch
        {
            DetailPage.Summary => "summary",
            DetailPage.Threads => "threads",
            DetailPage.Files => "files",
            DetailPage.Sockets => "sockets",
            DetailPage.Environment => "environment",
            DetailPage.Maps => "maps",
            _ => "limits",
        };
}
