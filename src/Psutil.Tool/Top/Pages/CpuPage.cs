using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Pages;

/// <summary>Each CPU: what it is busy with since the last refresh, and its frequency.</summary>
internal sealed class CpuPage(Machine machine) : PageReader
{
    private static readonly PageColumn<Row> Busy = PageText.Share<Row>("BUSY%", "the share of its time", row => row.Core.Percent);

    private static readonly IReadOnlyList<PageColumn<Row>> Columns =
    [
        PageText.Number<Row>("CPU", "its number", 5, row => row.Core.Number, PageText.Whole, look: _ => Screen.Role.Bold),
        Busy,
        PageText.Share<Row>("USER%", "in programs", row => row.Core.Shares?.User),
        PageText.Share<Row>("NICE%", "in programs with a nice value above 0", row => row.Core.Shares?.Nice),
        PageText.Share<Row>("SYS%", "in the kernel", row => row.Core.Shares?.System),
        PageText.Share<Row>("IRQ%", "in interrupts", row => Irq(row.Core.Shares)),
        PageText.Share<Row>("WAIT%", "idle while a disk was waited for", row => row.Core.Shares?.IOWait),
        PageText.Share<Row>("STEAL%", "taken by the hypervisor", row => row.Core.Shares?.Steal),
        PageText.Share<Row>("GUEST%", "in virtual machines; also counted as user", row => row.Core.Shares?.Guest, rank: 1),
        PageText.Number<Row>("MHz", "its frequency now", 6, row => row.Frequency?.CurrentMegahertz, PageText.Whole),
        PageText.Number<Row>("MAX", "its highest frequency, in MHz", 6, row => row.Frequency?.MaximumMegahertz, PageText.Whole, rank: 2),
    ];

    private bool _hasFrequencies = true;

    public static TopPage Entry { get; } = new("CPUs", "what each CPU is busy with", Columns, machine => new CpuPage(machine));

    public override PageTable Read(TopSample sample)
    {
        Dictionary<int, CpuFrequency> frequencies = ReadFrequencies();
        Row[] rows =
        [
            .. sample.Cores.Select(core => new Row(
                core,
                frequencies.TryGetValue(core.Number, out CpuFrequency frequency) ? frequency : null
            )),
        ];
        return new PageTable<Row>(Columns, rows) { Empty = "the CPUs' times are not known here" };
    }

    private static double? Irq(CpuTimesPercent? shares) =>
        (shares?.Irq ?? shares?.SoftIrq) is null ? null : (shares?.Irq ?? 0) + (shares?.SoftIrq ?? 0);

    // A machine without them, as most virtual ones are, is not asked again.
    private Dictionary<int, CpuFrequency> ReadFrequencies()
    {
        if (!_hasFrequencies)
        {
            return [];
        }

        // On some systems the compiler warns that there are none: the exception is recorded as a gap.
#pragma warning disable CA1416
        IReadOnlyList<CpuCoreFrequency> read = new Gaps().Read("frequency", machine.Cpu.GetFrequencyPerCpu) ?? [];
#pragma warning restore CA1416
        _hasFrequencies = read.Count > 0;
        return read.ToDictionary(core => core.Number, core => core.Frequency);
    }

    private readonly record struct Row(CoreUse Core, CpuFrequency? Frequency);
}
