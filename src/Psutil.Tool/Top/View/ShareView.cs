using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>Something limited that is used in parts, CPU or memory: a stacked bar, its numbers, and a curve.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Percent">The share that is used; null if unknown.</param>
/// <param name="Parts">What it is used for.</param>
/// <param name="Amounts">Amounts beside the percentage; null for none.</param>
/// <param name="History">The last percentages; null for no curve.</param>
internal sealed record ShareView(
    string Label,
    double? Percent,
    IReadOnlyList<BarPart> Parts,
    string? Amounts,
    IReadOnlyList<double?>? History
)
{
    private const int PercentWidth = 7;
    private const int WidestBar = 20;
    private const int ScaleWidth = 5;

    /// <summary>Why it is unknown; null if it is known.</summary>
    public string? Missing { get; private init; }

    public static ShareView Cpu(TopState state, TopSample sample)
    {
        List<BarPart> parts = [];
        if (sample.CpuShares is { } shares)
        {
            parts.Add(new BarPart(shares.User, Role.CpuUser, 'u', "us"));
            parts.Add(new BarPart(shares.Nice ?? 0, Role.CpuNice, 'n', "ni"));
            parts.Add(new BarPart(shares.System + (shares.Irq ?? 0) + (shares.SoftIrq ?? 0), Role.CpuSystem, 's', "sy"));
            parts.Add(new BarPart(shares.IOWait ?? 0, Role.CpuWait, 'w', "wa"));
            parts.Add(new BarPart(shares.Steal ?? 0, Role.CpuSteal, 't', "st"));
        }
        else if (sample.CpuPercent is { } percent)
        {
            parts.Add(new BarPart(percent, Role.CpuUser, '#', ""));
        }

        return new ShareView(TopSampler.Cpu, sample.CpuPercent, parts, null, state.History.Cpu)
        {
            Missing = sample.Missing.GetValueOrDefault(TopSampler.Cpu),
        };
    }

    public static ShareView Memory(TopState state, TopSample sample)
    {
        List<BarPart> parts = [];
        if (sample.Memory is { Total: > 0 } memory)
        {
            // What is neither free nor of the caches is of the programs, as free(1) has it.
            long cached = (memory.Cached ?? 0) + (memory.Buffers ?? 0) + (memory.ZfsCache ?? 0);
            long used = cached == 0 ? memory.Total - memory.Available : Math.Max(0, memory.Total - memory.Free - cached);
            Add(used, Role.MemoryUsed, 'u', "used");
            Add(memory.Buffers ?? 0, Role.MemoryBuffers, 'b', "buf");
            Add(memory.Cached ?? 0, Role.MemoryCache, 'c', "cache");
            Add(memory.ZfsCache ?? 0, Role.MemoryZfs, 'z', "ARC");

            void Add(long amount, Look look, char letter, string name)
            {
                if (amount > 0)
                {
                    parts.Add(new BarPart(100.0 * amount / memory.Total, look, letter, $"{name} {ByteSize.ToString(amount)}"));
                }
            }
        }

        string? amounts = sample.Memory is { } known ? Of(known.Total - known.Available, known.Total) : null;
        return new ShareView(TopSampler.Memory, sample.Memory?.Percent, parts, amounts, state.History.Memory)
        {
            Missing = sample.Missing.GetValueOrDefault(TopSampler.Memory),
        };
    }

    public static ShareView Swap(TopSample sample) =>
        new(
            TopSampler.Swap,
            sample.Swap?.Percent,
            [new BarPart(sample.Swap?.Percent ?? 0, Role.Warning, '#', "")],
            sample.Swap is { } swap ? Of(swap.Used, swap.Total) : null,
            null
        );

    /// <summary>Draws it as one line.</summary>
    public static void DrawLine(CellBuffer screen, ShareView share, int line, int column, int end)
    {
        int room = end - column;
        int barColumns = Math.Clamp((room - PercentWidth) / 2 - 2, 4, WidestBar);
        column = DrawBar(screen, share, column, line, barColumns, end) + 1;
        if (share.History is { } history && end - column > 4)
        {
            // Not longer than the names of the parts leave room for.
            const int LeastCurve = 6;
            int names = DrawParts(screen, share, column, line, end - LeastCurve - 1);
            column = names == column ? column : names + 1;
            DrawCurve(screen, history, column, line, 1, end);
        }
    }

    /// <summary>Draws it as a line with the bar and a tall curve below.</summary>
    public static void DrawTall(CellBuffer screen, ShareView share, int line, int lines, int start, int end)
    {
        int column = screen.Write(start, line, share.Label, Style.Header, end);
        column = Math.Max(column, start + PanelView.LabelWidth);
        if (share.Missing is { } reason)
        {
            screen.Write(column, line, reason, Style.Warning, end);
            return;
        }

        column = DrawBar(screen, share, column, line, Math.Clamp((end - column) / 3, 4, WidestBar), end) + 1;
        DrawParts(screen, share, column, line, end);
        if (share.History is { } history)
        {
            // The scale stands beside the curve.
            screen.WriteRight(start + ScaleWidth - 1, line + 1, "100%", Style.Dim, start);
            screen.WriteRight(start + ScaleWidth - 1, line + lines - 1, "0%", Style.Dim, start);
            DrawCurve(screen, history, start + ScaleWidth, line + 1, lines - 1, end);
        }
    }

    private static string Of(long used, long total) => $"{ByteSize.ToString(used)}/{ByteSize.ToString(total)}";

    private static int DrawBar(CellBuffer screen, ShareView share, int column, int line, int columns, int end)
    {
        column = StackedBar.Draw(screen, column, line, columns, [.. share.Parts]);
        string percent = share.Percent is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + "%" : "";
        column = screen.Write(column, line, percent.PadLeft(PercentWidth), share.Percent is null ? Role.Plain : Look.Share(share.Percent));
        return share.Amounts is { } amounts && column + 1 + amounts.Length <= end
            ? screen.Write(column + 1, line, amounts, limit: end)
            : column;
    }

    private static int DrawParts(CellBuffer screen, ShareView share, int column, int line, int end)
    {
        int written = column;
        foreach (BarPart part in share.Parts)
        {
            string text =
                part.Name.Contains(' ', StringComparison.Ordinal) ? part.Name
                : part.Name.Length == 0 ? ""
                : string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Percent:0.0}");
            bool isNothing = part.Percent < 0.05 && part.Name is "ni" or "wa" or "st";
            if (text.Length == 0 || isNothing)
            {
                continue;
            }

            if (written + text.Length > end)
            {
                break;
            }

            written = screen.Write(written, line, text, part.Look, end) + 1;
        }

        return Math.Max(column, written - 1);
    }

    private static void DrawCurve(CellBuffer screen, IReadOnlyList<double?> history, int column, int line, int lines, int end)
    {
        for (int index = 0; index < lines; index++)
        {
            // The higher, the hotter.
            Look look = lines == 1 ? Role.Good : Look.Share(100.0 * (lines - index) / lines);
            screen.Write(column, line + index, Curve.Line(history, end - column, index, lines, 100, screen.HasUnicode), look, end);
        }
    }
}
