using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>One line of the header.</summary>
internal static class PanelView
{
    public const int LabelWidth = 6;

    private const int RateWidth = 8;

    public static void Draw(CellBuffer screen, TopState state, TopSample sample, TopPanel panel, int line, int start, int end)
    {
        screen.Write(start, line, LabelOf(panel), Style.Header, end);
        int column = start + LabelWidth;
        if (sample.Missing.TryGetValue(LabelOf(panel), out string? reason))
        {
            screen.Write(column, line, reason, Style.Warning, end);
            return;
        }

        switch (panel)
        {
            case TopPanel.Cpu:
                ShareView.DrawLine(screen, ShareView.Cpu(state, sample), line, column, end);
                break;
            case TopPanel.Memory:
                ShareView.DrawLine(screen, ShareView.Memory(state, sample), line, column, end);
                break;
            case TopPanel.Swap when sample.Swap is { Total: 0 }:
                screen.Write(column, line, "none", Style.Dim, end);
                break;
            case TopPanel.Swap:
                ShareView.DrawLine(screen, ShareView.Swap(sample), line, column, end);
                break;
            case TopPanel.Network:
                DrawTraffic(screen, line, column, end, sample.OuterNetwork, ("in", state.History.Received), ("out", state.History.Sent));
                break;
            case TopPanel.Disks:
                DrawTraffic(screen, line, column, end, sample.Disks, ("read", state.History.Read), ("write", state.History.Written));
                break;
            case TopPanel.Interfaces:
                DrawDevices(screen, sample.Interfaces, line, column, end, "in", "out");
                break;
            case TopPanel.DiskDevices:
                DrawDevices(screen, sample.DiskDevices, line, column, end, "read", "write");
                break;
            case TopPanel.Tasks:
                DrawTasks(screen, sample, line, column, end);
                break;
            case TopPanel.Health:
                DrawHealth(screen, sample.Health, line, start, end);
                break;
        }
    }

    private static string LabelOf(TopPanel panel) =>
        panel switch
        {
            TopPanel.Cpu => TopSampler.Cpu,
            TopPanel.Memory => TopSampler.Memory,
            TopPanel.Swap => TopSampler.Swap,
            TopPanel.Network => TopSampler.Network,
            TopPanel.Disks => TopSampler.Disks,
            TopPanel.Tasks => "Tasks",
            _ => "",
        };

    private static void DrawTraffic(
        CellBuffer screen,
        int line,
        int column,
        int end,
        Traffic? traffic,
        (string Label, IReadOnlyList<double?> History) first,
        (string Label, IReadOnlyList<double?> History) second
    )
    {
        int half = (end - column) / 2;
        DrawRate(screen, line, column, column + half - 1, first.Label, traffic?.In, first.History, Role.In);
        DrawRate(screen, line, column + half, end, second.Label, traffic?.Out, second.History, Role.Out);
    }

    private static void DrawRate(
        CellBuffer screen,
        int line,
        int column,
        int end,
        string label,
        double? rate,
        IReadOnlyList<double?> history,
        Look look
    )
    {
        column = screen.Write(column, line, label, Style.Dim, end);
        string text = rate is { } known ? Rate(known) : "";
        column = screen.Write(column, line, " " + text.PadLeft(RateWidth), limit: end) + 1;

        // The number before the curve is the value at its top.
        const int ScaleWidth = 9;
        bool hasScale = end - column > ScaleWidth + 4;
        double largest = Curve.Largest(history, end - column - (hasScale ? ScaleWidth : 0), screen.HasUnicode);
        if (hasScale && largest > 0)
        {
            screen.WriteRight(
                column + ScaleWidth - 1,
                line,
                (screen.HasUnicode ? "≤" : "<") + ByteSize.ToString((long)largest),
                Style.Dim,
                column
            );
        }

        column += hasScale ? ScaleWidth : 0;
        if (end - column > 2)
        {
            screen.Write(column, line, Curve.Line(history, end - column, 0, 1, largest, screen.HasUnicode), look, end);
        }
    }

    // As many as fit, and how many do not.
    private static void DrawDevices(
        CellBuffer screen,
        IReadOnlyList<DeviceTraffic> devices,
        int line,
        int column,
        int end,
        string inName,
        string outName
    )
    {
        const int MoreWidth = 10;
        for (int index = 0; index < devices.Count; index++)
        {
            DeviceTraffic device = devices[index];
            string busy = device.BusyPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $" {percent:0}%") : "";
            string text = $"{inName} {Rate(device.Traffic.In ?? 0)} {outName} {Rate(device.Traffic.Out ?? 0)}{busy}";
            int width = screen.WidthOf(device.Name) + 1 + text.Length;
            if (column + width + (index == devices.Count - 1 ? 0 : MoreWidth) > end && index > 0)
            {
                screen.Write(column, line, string.Create(CultureInfo.InvariantCulture, $"+{devices.Count - index} more"), Style.Dim, end);
                return;
            }

            column = screen.Write(column, line, device.Name, Style.Bold, end);
            bool isIdle = device.Traffic.In is not > 0 && device.Traffic.Out is not > 0;
            column = screen.Write(column + 1, line, text, isIdle ? Style.Dim : Style.Plain, end) + 2;
        }
    }

    private static void DrawTasks(CellBuffer screen, TopSample sample, int line, int column, int end)
    {
        TaskCounts tasks = sample.Tasks;
        (long Count, string Name, Look Look)[] parts =
        [
            (tasks.Running, "running", Role.Running),
            (tasks.Zombie, tasks.Zombie == 1 ? "zombie" : "zombies", Role.Zombie),
            (tasks.DiskSleep, "in disk wait", Role.DiskSleep),
            (tasks.Stopped, "stopped", Role.Stopped),
            (tasks.Sleeping, "sleeping", Role.Plain),
            (tasks.Threads, "threads", Role.Plain),
            (tasks.KernelThreads, "of the kernel", Role.Dim),
        ];
        foreach ((long count, string name, Look look) in parts)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{count} {name}");
            if ((count > 0 || name == "running") && column + text.Length <= end)
            {
                column = screen.Write(column, line, text, count > 0 ? look : Style.Dim, end) + 2;
            }
        }
    }

    private static void DrawHealth(CellBuffer screen, MachineHealth health, int line, int column, int end)
    {
        bool hasPressure = (health.CpuPressure ?? health.MemoryPressure ?? health.DiskPressure) is not null;
        Write(hasPressure ? "Pressure" : null, Style.Header, 1);
        WritePressure("cpu", health.CpuPressure);
        WritePressure("memory", health.MemoryPressure);
        WritePressure("io", health.DiskPressure);
        if (health.HottestCelsius is { } celsius)
        {
            Write(
                string.Create(CultureInfo.InvariantCulture, $"{celsius:0} C {health.HottestName}"),
                celsius >= 90 ? Role.Bad : Role.Plain,
                2
            );
        }

        if (health.Battery is { } battery)
        {
            string charge = battery.IsPluggedIn == true ? " plugged in" : "";
            Look look = battery.Percent < 15 ? Role.Bad : Role.Plain;
            Write(string.Create(CultureInfo.InvariantCulture, $"battery {battery.Percent:0}%{charge}"), look, 2);
        }

        if (!hasPressure && health.HottestCelsius is null && health.Battery is null)
        {
            Write("no pressure, temperature or battery is reported here", Style.Dim, 1);
        }

        void WritePressure(string name, double? share)
        {
            if (share is { } known)
            {
                Write(string.Create(CultureInfo.InvariantCulture, $"{name} {known:0.0}%"), Look.Share(known), 2);
            }
        }

        void Write(string? text, Look look, int gap)
        {
            if (text is not null && column + screen.WidthOf(text) <= end)
            {
                column = screen.Write(column, line, text, look, end) + gap;
            }
        }
    }

    private static string Rate(double bytes) => ByteSize.ToString((long)bytes) + "/s";
}
