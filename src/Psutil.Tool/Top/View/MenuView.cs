using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>A menu in a box over the screen.</summary>
internal static class MenuView
{
    public static void Draw(CellBuffer screen, MenuDialog menu)
    {
        (int left, int top, int width, int height, int first) = menu.PlaceOn(screen.Width, screen.Height);
        string edge = "+" + new string('-', width + 2) + "+";
        for (int line = top - 1; line <= top + height; line++)
        {
            screen.Clear(left - 2, line, width + 4);
        }

        screen.Write(left - 2, top - 1, edge);
        screen.Write(
            left,
            top - 1,
            $" {menu.Title}{(menu.Typed.Length > 0 ? ": " + menu.Typed + "_" : "")} ",
            Style.Header,
            left + width + 1
        );
        for (int index = 0; index < height; index++)
        {
            screen.Write(left - 2, top + index, "|");
            screen.Write(left + width + 1, top + index, "|");
            if (first + index < menu.Items.Count)
            {
                DrawItem(screen, menu, first + index, left, top + index, width);
            }
        }

        screen.Write(left - 2, top + height, edge);
        string place = string.Create(CultureInfo.InvariantCulture, $" {menu.Cursor + 1} of {menu.Items.Count} ");
        screen.WriteRight(left + width, top + height, menu.Items.Count > height ? place : "", Style.Dim, left);
    }

    private static void DrawItem(CellBuffer screen, MenuDialog menu, int index, int left, int line, int width)
    {
        MenuItem item = menu.Items[index];
        string mark = item.IsChecked switch
        {
            true => "x ",
            false => "  ",
            _ => "",
        };
        bool isSelected = index == menu.Cursor;
        int hint = 2 + menu.Items.Max(other => mark.Length + 1 + screen.WidthOf(other.Label));
        screen.Write(left, line, (isSelected ? ">" : " ") + mark + item.Label, isSelected ? Role.Bold : Role.Plain, left + width);
        screen.Write(left + hint, line, item.Hint, Style.Dim, left + width);
        if (isSelected)
        {
            screen.Invert(left, line, width);
        }
    }
}
