using Psutil.Tool.Text;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>A question in a box over the screen.</summary>
internal static class DialogView
{
    private const int WidestText = 70;

    public static void Draw(CellBuffer screen, IReadOnlyList<string> lines)
    {
        // A border and a blank on each side.
        int room = Math.Max(1, Math.Min(WidestText, screen.Width - 4));
        List<string> wrapped = [.. lines.SelectMany(line => LineBreaker.Wrap(screen.MakeSafe(line), room))];

        // The last line shows the keys: if not all lines fit, the middle ones are left out.
        int height = Math.Max(1, Math.Min(wrapped.Count, screen.Height - 2));
        if (wrapped.Count > height)
        {
            wrapped.RemoveRange(height - 1, wrapped.Count - height);
        }

        int width = wrapped.Max(line => TextWidth.Of(line));
        int left = Math.Max(0, (screen.Width - width - 4) / 2);
        int top = Math.Max(0, (screen.Height - height - 2) / 2);
        string edge = "+" + new string('-', width + 2) + "+";
        for (int index = 0; index < height + 2; index++)
        {
            screen.Clear(left, top + index, width + 4);
        }

        screen.Write(left, top, edge);
        for (int index = 0; index < height; index++)
        {
            screen.Write(left, top + 1 + index, "|");
            screen.Write(left + 2, top + 1 + index, wrapped[index], Style.Bold);
            screen.Write(left + width + 3, top + 1 + index, "|");
        }

        screen.Write(left, top + height + 1, edge);
        for (int index = 0; index < height + 2; index++)
        {
            screen.Invert(left, top + index, width + 4);
        }
    }
}
