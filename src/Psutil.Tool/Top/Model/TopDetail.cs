using Psutil.Tool.Text;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>The detail view of one process.</summary>
/// <param name="Process">The process, as it was when the view was opened.</param>
/// <param name="Page">The page.</param>
internal sealed record TopDetail(TopProcess Process, DetailPage Page)
{
    private const int WheelStep = 3;

    private static readonly int PageCount = Enum.GetValues<DetailPage>().Length;

    /// <summary>The page's text; null until it is read.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>Whether the process has ended; what was read last is still there.</summary>
    public bool IsEnded { get; init; }

    /// <summary>How much of the arguments is shown.</summary>
    public ArgumentForm Arguments { get; init; }

    /// <summary>The processes of the last refresh, among which its parent and children are.</summary>
    public IReadOnlyList<TopProcess> Others { get; init; } = [];

    /// <summary>Its last CPU percentages, the newest last.</summary>
    public IReadOnlyList<double?> CpuHistory { get; private init; } = [];

    /// <summary>Its last RSS, the newest last.</summary>
    public IReadOnlyList<double?> MemoryHistory { get; private init; } = [];

    /// <summary>The first line that is shown.</summary>
    public int Offset { get; init; }

    /// <summary>The first column that is shown.</summary>
    public int ColumnOffset { get; init; }

    /// <summary>Whether the environment, which may contain secrets, was requested.</summary>
    public bool ShowsEnvironment { get; init; }

    /// <summary>Whether the page can be read: the environment only after it was requested.</summary>
    public bool IsReadable => Page != DetailPage.Environment || ShowsEnvironment;

    /// <summary>Whether the page is read again at each refresh. The maps are too slow for that.</summary>
    public bool IsRefreshed => Page is DetailPage.Summary or DetailPage.Threads or DetailPage.Files or DetailPage.Sockets;

    /// <summary>The view after a refresh.</summary>
    public TopDetail WithSample(TopSample sample)
    {
        foreach (TopProcess process in sample.Processes)
        {
            if (process.Identity == Process.Identity)
            {
                return this with
                {
                    Process = process,
                    Others = sample.Processes,
                    CpuHistory = Add(CpuHistory, process.CpuPercent),
                    MemoryHistory = Add(MemoryHistory, process.Snapshot.Memory?.Rss),
                };
            }
        }

        return this with
        {
            IsEnded = true,
        };
    }

    private static double?[] Add(IReadOnlyList<double?> values, double? value) =>
        [.. values.Skip(values.Count - TopHistory.Length + 1), value];

    /// <summary>The view as it is opened, with the curves of the time before; without any, they begin now.</summary>
    public TopDetail WithCurves(ProcessCurves? curves) =>
        curves?.Of(Process) is ({ Count: > 0 } cpu, { } memory) ? this with { CpuHistory = cpu, MemoryHistory = memory } : this;

    /// <summary>The view at another time: whether the process is there, and its curves, are not known yet.</summary>
    public TopDetail Anew() => this with { IsEnded = false, CpuHistory = [], MemoryHistory = [] };

    /// <summary>The view with the page's text, at the same scroll position.</summary>
    public TopDetail WithLines(IReadOnlyList<string> lines, int screenHeight) =>
        this with
        {
            Lines = lines,
            Offset = Math.Clamp(Offset, 0, Math.Max(0, lines.Count - TopLayout.DetailHeight(screenHeight))),
        };

    /// <summary>The effect of a key while the view is open.</summary>
    public (TopState State, TopAction? Action) Press(TopState state, Key key)
    {
        const int SidewaysStep = 8;
        int height = TopLayout.DetailHeight(state.Height);
        int last = Math.Max(0, (Lines?.Count ?? 0) - height);
        if (key.Code == KeyCode.Character && key.Character.Value is >= '1' and <= '9' && key.Character.Value - '1' < PageCount)
        {
            return Turn(state, (DetailPage)(key.Character.Value - '1'));
        }

        switch (key.Code)
        {
            case KeyCode.Escape or KeyCode.Backspace:
            case KeyCode.Character when key.Is('q'):
                return (state with { Detail = null }, null);
            case KeyCode.Character when key.Is('a') || key.Is('c'):
                TopState changed = TopKeys.NextArguments(state);
                return (changed with { Detail = this with { Arguments = changed.Arguments } }, new TopAction.ReadDetail());
            case KeyCode.Tab:
                return Turn(state, (DetailPage)(((int)Page + 1) % PageCount));
            case KeyCode.BackTab:
                return Turn(state, (DetailPage)(((int)Page + PageCount - 1) % PageCount));
            case KeyCode.Enter when Page == DetailPage.Environment && !ShowsEnvironment:
                return (state with { Detail = this with { ShowsEnvironment = true } }, new TopAction.ReadDetail());
            case KeyCode.Mouse when key.Mouse.Kind == MouseKind.Press:
                return Click(state, key.Mouse);
            case KeyCode.F9:
            case KeyCode.Character when key.Is('k'):
                return (TopKeys.AskSignal(state, Targets), null);
            case KeyCode.F7 or KeyCode.F8:
            case KeyCode.Character when key.Is('r'):
                return (TopKeys.AskPriority(state, Targets), null);
            case KeyCode.Character when key.Is('n') || key.Is('N'):
                return TopKeys.ShowBeside(state, this, key.Is('n') ? 1 : -1);
        }

        TopDetail? next = key.Code switch
        {
            KeyCode.Mouse when key.Mouse.Kind == MouseKind.WheelUp => this with { Offset = Math.Max(0, Offset - WheelStep) },
            KeyCode.Mouse when key.Mouse.Kind == MouseKind.WheelDown => this with { Offset = Math.Min(last, Offset + WheelStep) },
            KeyCode.Up => this with { Offset = Math.Max(0, Offset - 1) },
            KeyCode.Down => this with { Offset = Math.Min(last, Offset + 1) },
            KeyCode.PageUp => this with { Offset = Math.Max(0, Offset - height) },
            KeyCode.PageDown => this with { Offset = Math.Min(last, Offset + height) },
            KeyCode.Home => this with { Offset = 0, ColumnOffset = 0 },
            KeyCode.End => this with { Offset = last },
            KeyCode.Left => this with { ColumnOffset = Math.Max(0, ColumnOffset - SidewaysStep) },
            KeyCode.Right => this with
            {
                ColumnOffset = Math.Min(
                    ColumnOffset + SidewaysStep,
                    Math.Max(0, (Lines ?? []).Select(line => line.Length).DefaultIfEmpty().Max() - SidewaysStep)
                ),
            },
            KeyCode.Enter => this,
            _ => null,
        };
        return next is null ? TopKeys.PressAnywhereInDetails(state, key) : (state with { Detail = next }, null);
    }

    /// <summary>Which of its lines are on the screen, in words; empty where all are.</summary>
    public string PlaceIn(int screenHeight)
    {
        int height = TopLayout.DetailHeight(screenHeight);
        int count = Lines?.Count ?? 0;
        return count > height
            ? string.Create(CultureInfo.InvariantCulture, $"lines {Offset + 1}-{Math.Min(count, Offset + height)} of {count}")
            : "";
    }

    // To whom a signal or a nice value goes: nobody after the end.
    private IReadOnlyList<TopProcess> Targets => IsEnded ? [] : [Process];

    private (TopState State, TopAction? Action) Click(TopState state, MouseReport mouse)
    {
        int top = TopLayout.DetailTop(state.Height);
        if (mouse.Line == state.Height - 1)
        {
            return BottomLine.KeyAt(mouse.Column, state) is { } key ? TopKeys.Press(state, key) : (state, null);
        }

        if (mouse.Line == top + 1)
        {
            return DetailTabs.PageAt(mouse.Column, state.Width, Page) is { } page ? Turn(state, page) : (state, null);
        }

        return mouse.Line < top ? TopMouse.PressAboveDetails(state, this, mouse) : (state, null);
    }

    private (TopState, TopAction?) Turn(TopState state, DetailPage page)
    {
        TopDetail next = this with
        {
            Page = page,
            Lines = null,
            Offset = 0,
            ColumnOffset = 0,
            ShowsEnvironment = page == DetailPage.Environment && page == Page && ShowsEnvironment,
        };
        return (state with { Detail = next }, next.IsReadable ? new TopAction.ReadDetail() : null);
    }
}
