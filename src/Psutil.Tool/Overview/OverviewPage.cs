using Psutil.Tool.Commands;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Overview;

/// <summary>
/// Lays out the overview, as tall and wide as the terminal: in boxes where there is room for them, else, and into a pipe, line below line.
/// </summary>
internal sealed class OverviewPage(TextPage page, Machine machine, HostDescription host, TimeProvider clock, Gaps gaps)
{
    // Below this many columns labels are short.
    private const int WideWidth = 60;
    private const int LeastBoxedWidth = 80;
    private const int LeastBoxedHeight = 24;

    public void Write(OverviewSample earlier, OverviewSample later)
    {
        MachineLimits? limits = gaps.ReadValue("limits", machine.GetLimits);
        if (page.Terminal is { CanRedraw: true, Width: >= LeastBoxedWidth, Height: >= LeastBoxedHeight })
        {
            WriteBoxes(earlier, later, limits);
        }
        else
        {
            WriteLines(earlier, later, limits);
        }
    }

    private void WriteLines(OverviewSample earlier, OverviewSample later, MachineLimits? limits)
    {
        OverviewSections sections = new(page, machine, host, clock, gaps) { LabelWidth = page.Terminal.Width >= WideWidth ? 9 : 6 };
        sections.WriteHost();
        page.EndLine();
        sections.WriteCpu(earlier, later);
        sections.WriteMemory(limits);
        sections.WriteDisks(earlier, later);
        sections.WriteNetwork(earlier, later);
        sections.WriteSensors();
        sections.WriteBattery();
        page.EndLine();
        sections.WriteProcesses(earlier, later, page.Terminal.IsTerminal ? page.Terminal.Height - page.LineCount - 3 : null);
    }

    private void WriteBoxes(OverviewSample earlier, OverviewSample later, MachineLimits? limits)
    {
        // A box takes a line and two columns at each side.
        const int BoxWidth = 4;
        const int BoxHeight = 2;
        new OverviewSections(page, machine, host, clock, gaps).WriteHost();
        int left = page.Terminal.Width / 2;
        int right = page.Terminal.Width - left;
        using PanelLayout layout = new(page.Terminal);
        layout.AddPair(
            new Box("CPU", left, Section(left - BoxWidth, sections => sections.WriteCpu(earlier, later))),
            new Box("Memory", right, Section(right - BoxWidth, sections => sections.WriteMemory(limits)))
        );
        layout.AddPair(
            new Box("Disks", left, Section(left - BoxWidth, sections => sections.WriteDisks(earlier, later))),
            new Box("Network and sensors", right, Section(right - BoxWidth, sections =>
                {
                    sections.WriteNetwork(earlier, later);
                    sections.WriteSensors();
                    sections.WriteBattery();
                }))
        );
        int room = page.Terminal.Height - page.LineCount - layout.LineCount - BoxHeight - 2;
        layout.Add(
            new Box(
                OverviewSections.TitleOf(later.Processes),
                page.Terminal.Width,
                Section(page.Terminal.Width - BoxWidth, sections => sections.WriteProcesses(earlier, later, room))
            )
        );
        foreach (string line in layout.Lines)
        {
            page.WriteLine(line);
        }
    }

    private string Section(int width, Action<OverviewSections> write)
    {
        TextPage inner = new(page.Terminal with { Width = width }) { Units = page.Units };
        write(new OverviewSections(inner, machine, host, clock, gaps) { IsBoxed = true });
        return inner.ToString();
    }
}
