namespace Psutil.Tool.Top.Model;

/// <summary>The distribution of the screen's lines.</summary>
/// <param name="CoreLines">For a bar per CPU, or a character per CPU where bars have no room.</param>
/// <param name="HasCoreBars">Whether it is bars.</param>
/// <param name="Panels">What else the header shows, from top to bottom; two beside each other where the screen is wide.</param>
/// <param name="IsWide">Whether two panels stand beside each other.</param>
/// <param name="TableHeight">How many rows of processes fit.</param>
internal readonly record struct TopLayout(int CoreLines, bool HasCoreBars, IReadOnlyList<TopPanel> Panels, bool IsWide, int TableHeight)
{
    // From this width on, two panels are side by side, each as wide as a narrow screen.
    private const int WideWidth = 100;

    // The title, the status line, the table's header and the bottom line.
    private const int FixedLines = 4;
    private const int LeastRows = 3;

    /// <summary>The width of a CPU's bar with its number and percentage.</summary>
    public const int CoreCellWidth = 25;

    private static readonly TopPanel[] Order = [TopPanel.Cpu, TopPanel.Memory, TopPanel.Network, TopPanel.Disks, TopPanel.Swap];
    private static readonly TopPanel[] WideOrder = [TopPanel.Cpu, TopPanel.Network, TopPanel.Memory, TopPanel.Disks, TopPanel.Swap];

    public int PanelLines => IsWide ? (Panels.Count + 1) / 2 : Panels.Count;

    public static TopLayout Of(TopState state) => Of(state.Width, state.Height, state.Sample?.Cores.Count ?? 0);

    public static TopLayout Of(int width, int height, int cores)
    {
        bool isWide = width >= WideWidth;

        // At least half of the screen is for the processes.
        int room = Math.Max(0, Math.Min(height - FixedLines - LeastRows, height / 2 - 1));
        TopPanel[] order = isWide ? WideOrder : Order;
        TopPanel[] panels = [.. order.Take(Math.Min(order.Length, isWide ? room * 2 : room))];
        int panelLines = isWide ? (panels.Length + 1) / 2 : panels.Length;
        int coreRoom = room - panelLines;
        int perLine = Math.Max(1, width / CoreCellWidth);
        int barLines = (cores + perLine - 1) / perLine;
        bool hasBars = barLines <= coreRoom;
        int coreLines =
            coreRoom <= 0 || cores == 0 ? 0
            : hasBars ? barLines
            : Math.Min(coreRoom, (cores + width - 1) / Math.Max(1, width));
        return new TopLayout(coreLines, hasBars, panels, isWide, Math.Max(0, height - FixedLines - panelLines - coreLines));
    }

    /// <summary>The number of text lines of the detail view: all except the title, the names of the pages and the bottom line.</summary>
    public static int DetailHeight(int height) => Math.Max(1, height - 3);
}
