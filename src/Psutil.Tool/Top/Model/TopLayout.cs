namespace Psutil.Tool.Top.Model;

/// <summary>The distribution of the screen's lines.</summary>
internal readonly record struct TopLayout
{
    /// <summary>The width of a CPU's bar with its number and percentage.</summary>
    public const int CoreCellWidth = 25;

    /// <summary>How many CPUs share a number where each has one character.</summary>
    public const int CoreGroup = 8;

    // From this width on, two panels are side by side, each as wide as a narrow screen.
    private const int WideWidth = 100;

    // From this height on, CPU and memory have tall curves.
    private const int TallHeight = 40;

    // From this height on, the details leave the table on the screen.
    private const int SplitHeight = 36;

    // The title, the status line, the table's header and the bottom line.
    private const int FixedLines = 4;
    private const int LeastRows = 3;

    private const int LinesOfPast = 2;

    private static readonly TopPanel[] Order =
    [
        TopPanel.Cpu,
        TopPanel.Memory,
        TopPanel.Tasks,
        TopPanel.Network,
        TopPanel.Disks,
        TopPanel.Health,
        TopPanel.Swap,
    ];

    private static readonly TopPanel[] WideOrder =
    [
        TopPanel.Cpu,
        TopPanel.Memory,
        TopPanel.Network,
        TopPanel.Disks,
        TopPanel.Tasks,
        TopPanel.Health,
        TopPanel.Swap,
    ];

    // Those beside the tall curves of CPU and memory.
    private static readonly TopPanel[] TallOrder =
    [
        TopPanel.Network,
        TopPanel.Disks,
        TopPanel.Interfaces,
        TopPanel.DiskDevices,
        TopPanel.Tasks,
        TopPanel.Health,
        TopPanel.Swap,
    ];

    private static readonly TopPanel[] NarrowTallOrder = [TopPanel.Tasks, TopPanel.Network, TopPanel.Disks, TopPanel.Health, TopPanel.Swap];

    /// <summary>For the time of a recorded moment and the load around it; 0 in the present.</summary>
    public int PastLines { get; private init; }

    /// <summary>For a bar per CPU, or a character per CPU where bars have no room.</summary>
    public int CoreLines { get; private init; }

    /// <summary>Whether it is bars.</summary>
    public bool HasCoreBars { get; private init; }

    /// <summary>The lines of the tall curves of CPU and memory with their titles; 0 where the screen is too low for them.</summary>
    public int CurveLines { get; private init; }

    /// <summary>What else the header shows, from top to bottom; two beside each other where the screen is wide.</summary>
    public IReadOnlyList<TopPanel> Panels { get; private init; }

    /// <summary>Whether two panels stand beside each other.</summary>
    public bool IsWide { get; private init; }

    /// <summary>How many rows of processes fit.</summary>
    public int TableHeight { get; private init; }

    /// <summary>The line of the table's headings: below the title, the header and the status line.</summary>
    public int HeadingsLine => 1 + HeaderLines + 1;

    public int PanelLines => LinesOf(Panels.Count, IsWide);

    /// <summary>The lines between the title and the status line.</summary>
    public int HeaderLines => PastLines + CoreLines + CurveLines + PanelLines;

    /// <summary>The layout of a state; above the details, where both have room.</summary>
    public static TopLayout Of(TopState state) =>
        Of(
            state.Width,
            state.Detail is null ? state.Height : DetailTop(state.Height),
            state.Sample?.Cores.Count ?? 0,
            state.Past is null ? 0 : LinesOfPast
        );

    public static TopLayout Of(int width, int height, int cores, int pastLines = 0)
    {
        bool isWide = width >= WideWidth;

        // At least half of the screen is for the processes.
        int room = Math.Max(0, Math.Min(height - FixedLines - pastLines - LeastRows, height / 2 - 1));
        int curves = height >= TallHeight ? Math.Clamp(height / 7, 6, 8) : 0;
        TopPanel[] order =
            curves > 0
                ? isWide
                    ? TallOrder
                    : NarrowTallOrder
                : isWide
                    ? WideOrder
                    : Order;
        int panelRoom = room - curves;
        TopPanel[] panels = [.. order.Take(Math.Min(order.Length, isWide ? panelRoom * 2 : panelRoom))];
        int coreRoom = panelRoom - LinesOf(panels.Length, isWide);
        int perLine = Math.Max(1, width / CoreCellWidth);
        int barLines = (cores + perLine - 1) / perLine;

        // Where there are tall curves, too, bars are for a few CPUs.
        bool hasBars = barLines <= Math.Min(coreRoom, curves > 0 ? 4 : coreRoom);
        int coreLines =
            coreRoom <= 0 || cores == 0 ? 0
            : hasBars ? barLines
            : Math.Min(coreRoom, LinesOfMarks(width, cores));
        return new TopLayout
        {
            PastLines = pastLines,
            CoreLines = coreLines,
            HasCoreBars = hasBars,
            CurveLines = curves,
            Panels = panels,
            IsWide = isWide,
            TableHeight = Math.Max(0, height - FixedLines - pastLines - LinesOf(panels.Length, isWide) - coreLines - curves),
        };
    }

    /// <summary>The first line of the detail view: below the table on a high screen, else 0, and it has the screen for itself.</summary>
    public static int DetailTop(int height) => height >= SplitHeight ? height / 2 : 0;

    /// <summary>The number of text lines of the detail view: all except the title, the names of the pages and the bottom line.</summary>
    public static int DetailHeight(int height) => Math.Max(1, height - DetailTop(height) - 3);

    /// <summary>How many groups of CPUs fit beside each other.</summary>
    public static int GroupsPerLine(int width, int cores) => Math.Max(1, width / GroupWidth(cores));

    /// <summary>The columns of a group of CPUs: its first number, a character each, and a blank.</summary>
    public static int GroupWidth(int cores) => cores.ToString(CultureInfo.InvariantCulture).Length + CoreGroup + 1;

    private static int LinesOf(int panels, bool isWide) => isWide ? (panels + 1) / 2 : panels;

    private static int LinesOfMarks(int width, int cores)
    {
        int groups = (cores + CoreGroup - 1) / CoreGroup;
        int perLine = GroupsPerLine(width, cores);
        return (groups + perLine - 1) / perLine;
    }
}
