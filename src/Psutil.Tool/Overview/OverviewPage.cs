using Psutil.Tool.Commands;
using Psutil.Tool.Text;

namespace Psutil.Tool.Overview;

/// <summary>Lays out the overview for the size of the terminal: in boxes if they fit; otherwise, and into a pipe, line by line.</summary>
internal sealed class OverviewPage(TextPage page, HostDescription host, TimeProvider clock, OverviewReading reading)
{
    // Below this width, labels are short.
    private const int WideWidth = 60;
    private const int LeastBoxedWidth = 80;
    private const int LeastBoxedHeight = 24;

    /// <summary>Writes it.</summary>
    /// <param name="earlier">The base of the rates.</param>
    public void Write(OverviewSample earlier)
    {
        if (page.Terminal is { CanRedraw: true, Width: >= LeastBoxedWidth, Height: >= LeastBoxedHeight })
        {
            WriteBoxes(earlier);
        }
        else
        {
            WriteLines(earlier);
        }
    }

    private void WriteLines(OverviewSample earlier)
    {
        OverviewSections sections = new(page, clock, reading) { LabelWidth = page.Terminal.Width >= WideWidth ? 9 : 6 };
        WriteHead();
        page.EndLine();
        sections.WriteCpu(earlier);
        sections.WriteMemory();
        sections.WriteDisks(earlier);
        sections.WriteNetwork(earlier);
        sections.WriteSensors();
        sections.WriteBattery();
        page.EndLine();
        sections.WriteProcesses(earlier, page.Terminal.IsTerminal ? page.Terminal.Height - HeadAbove - page.LineCount - 3 : null);
    }

    private void WriteBoxes(OverviewSample earlier)
    {
        // The border of a box takes a line and two columns on each side.
        const int BoxWidth = 4;
        const int BoxHeight = 2;
        WriteHead();
        int left = page.Terminal.Width / 2;
        int right = page.Terminal.Width - left;
        using PanelLayout layout = new(page.Terminal);
        layout.AddPair(
            new Box("CPU", left, Section(left - BoxWidth, sections => sections.WriteCpu(earlier))),
            new Box("Memory", right, Section(right - BoxWidth, sections => sections.WriteMemory()))
        );
        layout.AddPair(
            new Box("Disks", left, Section(left - BoxWidth, sections => sections.WriteDisks(earlier))),
            new Box("Network and sensors", right, Section(right - BoxWidth, sections =>
                {
                    sections.WriteNetwork(earlier);
                    sections.WriteSensors();
                    sections.WriteBattery();
                }))
        );
        int room = page.Terminal.Height - HeadAbove - page.LineCount - layout.LineCount - BoxHeight - 2;
        layout.Add(
            new Box(
                OverviewSections.TitleOf(reading.Sample.Processes),
                page.Terminal.Width,
                Section(page.Terminal.Width - BoxWidth, sections => sections.WriteProcesses(earlier, room))
            )
        );
        foreach (string line in layout.Lines)
        {
            page.WriteLine(line);
        }
    }

    // The lines that were written before this page.
    private int HeadAbove => reading.Head is null ? OverviewHead.LineCount : 0;

    private void WriteHead()
    {
        if (reading.Head is { } head)
        {
            OverviewSections.WriteHead(page, host, clock, head);
        }
    }

    private string Section(int width, Action<OverviewSections> write)
    {
        TextPage inner = new(page.Terminal with { Width = width }) { Units = page.Units };
        write(new OverviewSections(inner, clock, reading) { IsBoxed = true });
        return inner.ToString();
    }
}
