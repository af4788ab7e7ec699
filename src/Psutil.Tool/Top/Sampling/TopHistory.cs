using Psutil.Tool.Top.Replay;

namespace Psutil.Tool.Top.Sampling;

/// <summary>The last values of the curves, the newest last.</summary>
internal sealed record TopHistory
{
    /// <summary>The number of kept values: more than any curve has columns.</summary>
    public const int Length = 240;

    public IReadOnlyList<double?> Cpu { get; private init; } = [];

    public IReadOnlyList<double?> Memory { get; private init; } = [];

    public IReadOnlyList<double?> Received { get; private init; } = [];

    public IReadOnlyList<double?> Sent { get; private init; } = [];

    public IReadOnlyList<double?> Read { get; private init; } = [];

    public IReadOnlyList<double?> Written { get; private init; } = [];

    /// <summary>The history after one more refresh.</summary>
    public TopHistory With(TopSample sample) =>
        new()
        {
            Cpu = Add(Cpu, sample.CpuPercent),
            Memory = Add(Memory, sample.Memory?.Percent),
            Received = Add(Received, sample.OuterNetwork?.In),
            Sent = Add(Sent, sample.OuterNetwork?.Out),
            Read = Add(Read, sample.Disks?.In),
            Written = Add(Written, sample.Disks?.Out),
        };

    /// <summary>The history of recorded values.</summary>
    public static TopHistory Of(IReadOnlyList<LoadPoint> points) =>
        new()
        {
            Cpu = Values(points, static point => point.Cpu),
            Memory = Values(points, static point => point.Memory),
            Received = Values(points, static point => point.Received),
            Sent = Values(points, static point => point.Sent),
            Read = Values(points, static point => point.Read),
            Written = Values(points, static point => point.Written),
        };

    private static double?[] Values(IReadOnlyList<LoadPoint> points, Func<LoadPoint, float> select) =>
        [.. points.Select(point => select(point) is var value && float.IsNaN(value) ? (double?)null : value)];

    private static double?[] Add(IReadOnlyList<double?> values, double? value) => [.. values.Skip(values.Count - Length + 1), value];
}
