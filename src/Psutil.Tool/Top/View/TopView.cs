using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>Draws a state: a pure function from the state to the cells of the screen.</summary>
internal static class TopView
{
    /// <param name="state">The state.</param>
    /// <param name="terminal">What the terminal can draw.</param>
    /// <param name="spare">A screen that is shown no longer and may be drawn into; null for none.</param>
    public static CellBuffer Draw(TopState state, Terminal terminal, CellBuffer? spare = null)
    {
        CellBuffer screen =
            spare?.Width == state.Width && spare.Height == state.Height ? spare : new CellBuffer(state.Width, state.Height, terminal);
        screen.Clear();
        if (state.ShowsHelp)
        {
            HelpView.Draw(screen, state);
            return screen;
        }

        int detailTop = TopLayout.DetailTop(state.Height);
        if (state.Detail is null || detailTop > 0)
        {
            TopLayout layout = TopLayout.Of(state);
            int line = HeaderView.Draw(screen, state, layout);
            if (state.Page is { } page)
            {
                PageView.Draw(screen, page, state.IsPaused, line, layout.TableHeight);
            }
            else
            {
                line = StatusView.DrawSettings(screen, state, line);
                TableView.Draw(screen, state, line, layout.TableHeight);
            }
        }

        if (state.Detail is { } detail)
        {
            DetailView.Draw(screen, detail, detailTop, state.Past is not null);
        }

        StatusView.DrawBottom(screen, state);

        if (state.Dialog is ProcessDialog dialog)
        {
            DialogView.Draw(screen, dialog.Lines);
        }

        if (state.Dialog is MenuDialog menu)
        {
            MenuView.Draw(screen, menu);
        }

        return screen;
    }
}
