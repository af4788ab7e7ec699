using Psutil.Tool.Readings;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Each GPU: its use since the last refresh, its memory, and what its sensors report.</summary>
internal sealed class GpuPage : PageReader
{
    private static readonly IReadOnlyList<PageColumn<GpuUse>> Columns =
    [
        PageText.Word<GpuUse>("GPU", "its model, or its address", 22, use => use.Gpu.Name ?? use.Gpu.Id, widest: 40, look: _ => Role.Bold),
        PageText.Share<GpuUse>("USE%", "the share of the time in which it worked", use => use.UtilizationPercent),
        PageText.Number<GpuUse>("MEM", "its memory that is used", 7, use => use.Gpu.MemoryUsed, PageText.Bytes),
        PageText.Number<GpuUse>("TOTAL", "its memory", 7, use => use.Gpu.MemoryTotal, PageText.Bytes),
        PageText.Number<GpuUse>("TEMP", "its temperature, in degrees Celsius", 5, use => use.Gpu.TemperatureCelsius, PageText.Whole),
        PageText.Number<GpuUse>("WATT", "its power", 6, use => use.PowerWatts, PageText.OneDecimal),
        PageText.Number<GpuUse>("MHz", "its clock", 5, use => use.Gpu.ClockMegahertz, PageText.Whole),
        PageText.Number<GpuUse>("ENC%", "use of its encoder", 5, use => use.Gpu.EncoderPercent, PageText.Whole, rank: 3),
        PageText.Number<GpuUse>("DEC%", "use of its decoder", 5, use => use.Gpu.DecoderPercent, PageText.Whole, rank: 3),
        PageText.Number<GpuUse>("RPM", "turns of its fan per minute", 5, use => use.Gpu.FanRevolutionsPerMinute, PageText.Whole, rank: 2),
        PageText.Word<GpuUse>("DRIVER", "its driver", 8, use => use.Gpu.Driver, rank: 1),
    ];

    // Created with the page, so that the first reading soon has something to compare with.
    private readonly Gaps _start = new();
    private readonly GpuMeter? _meter;

    // On the other systems the compiler warns that there are none: the exception is recorded as a gap.
#pragma warning disable CA1416
    private GpuPage(Machine machine) => _meter = _start.Read("gpus", machine.Gpus.CreateMeter);

    public static TopPage Entry { get; } =
        new("GPUs", "use, memory, temperature and power of each GPU", Columns, machine => new GpuPage(machine));

    public override PageTable Read(TopSample sample)
    {
        Gaps gaps = new();
        GpuReading? reading = _meter is null ? null : gaps.Read("gpus", _meter.Read);
        return new PageTable<GpuUse>(Columns, reading?.Gpus ?? [])
        {
            Empty =
                (_start.Find("gpus") ?? gaps.Find("gpus")) is { } gap ? "GPUs: " + gap.Reason
                : reading is null ? "rates need a second refresh"
                : "no GPUs here",
        };
    }
#pragma warning restore CA1416
}
