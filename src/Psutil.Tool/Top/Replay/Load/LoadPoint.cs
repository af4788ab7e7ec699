using Psutil.Recording;

namespace Psutil.Tool.Top.Replay;

/// <summary>The load up to one sample, in as few bytes as a week of them allows. A value that is not known is no number (NaN).</summary>
internal readonly record struct LoadPoint
{
    /// <summary>The time of the sample in UTC, in ticks.</summary>
    public long Ticks { get; private init; }

    public LoadMarks Marks { get; private init; }

    public float Cpu { get; private init; }

    public float Memory { get; private init; }

    public float Pressure { get; private init; }

    public float Read { get; private init; }

    public float Written { get; private init; }

    public float Received { get; private init; }

    public float Sent { get; private init; }

    public DateTimeOffset Time => new(Ticks, TimeSpan.Zero);

    public static LoadPoint Of(RecordedLoad load) =>
        new()
        {
            Ticks = load.Time.UtcTicks,
            Marks =
                (
                    load.Gap switch
                    {
                        null => LoadMarks.None,
                        RecordingGapKind.Restarted => LoadMarks.Restart,
                        _ => LoadMarks.Gap,
                    }
                ) | (load.OomKills > 0 ? LoadMarks.OomKill : LoadMarks.None),
            Cpu = Number(load.CpuPercent),
            Memory = Number(load.MemoryPercent),
            Pressure = Larger(Number(load.CpuPressurePercent), Larger(Number(load.MemoryPressurePercent), Number(load.IOPressurePercent))),
            Read = Number(load.DiskReadBytesPerSecond),
            Written = Number(load.DiskWriteBytesPerSecond),
            Received = Number(load.BytesReceivedPerSecond),
            Sent = Number(load.BytesSentPerSecond),
        };

    /// <summary>The value of a series; NaN if it is not known.</summary>
    public float ValueOf(LoadSeries series) =>
        series switch
        {
            LoadSeries.Cpu => Cpu,
            LoadSeries.Memory => Memory,
            LoadSeries.Pressure => Pressure,
            _ => Read + Written,
        };

    /// <summary>One point for two: the larger values, and the time of the first.</summary>
    public LoadPoint With(LoadPoint later) =>
        this with
        {
            Marks = Marks | later.Marks,
            Cpu = Larger(Cpu, later.Cpu),
            Memory = Larger(Memory, later.Memory),
            Pressure = Larger(Pressure, later.Pressure),
            Read = Larger(Read, later.Read),
            Written = Larger(Written, later.Written),
            Received = Larger(Received, later.Received),
            Sent = Larger(Sent, later.Sent),
        };

    private static float Number(double? value) => (float)(value ?? double.NaN);

    // A number is larger than none.
    private static float Larger(float left, float right) =>
        float.IsNaN(left) ? right
        : right > left ? right
        : left;
}
