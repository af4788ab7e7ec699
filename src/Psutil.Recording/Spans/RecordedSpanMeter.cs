namespace Psutil.Recording;

/// <summary>
/// Adds up what a <see cref="RecordedMachine"/> moved and held in the time over which it moves on, by steps or by waiting by its clock, from
/// <see cref="RecordedMachine.CreateSpanMeter"/>. With a jump to another time, or back, it begins anew.
/// </summary>
public sealed class RecordedSpanMeter : IDisposable
{
    private readonly RecordedMachine _machine;
    private GapFinder _gaps = NewGaps();
    private SpanSums _sums = new(default);

    internal RecordedSpanMeter(RecordedMachine machine) => _machine = machine;

    /// <summary>What was since the meter was created, or read last.</summary>
    public RecordedSpan Read() =>
        _machine.Read(rows =>
        {
            RecordedSpan span = _sums.ToSpan();
            Begin(rows, span.To);
            return span;
        });

    /// <summary>Ends it.</summary>
    public void Dispose() => _machine.Remove(this);

    /// <summary>Begins anew at a sample to which the machine has jumped.</summary>
    internal void Jump(SampleRows rows, DateTimeOffset time)
    {
        _gaps = NewGaps();
        _gaps.Take(rows, time);
        Begin(rows, time);
    }

    /// <summary>Takes a sample to which the machine has moved on.</summary>
    /// <param name="rows">The sample.</param>
    /// <param name="time">Its time.</param>
    /// <param name="passed">How long it is since the sample before.</param>
    internal void Take(SampleRows rows, DateTimeOffset time, TimeSpan passed)
    {
        GapFinder.Step step = _gaps.Take(rows, time);
        if (step.IsRestart)
        {
            DateTimeOffset? boot = ReadingFields.Find(rows, MachineRows.BootTime) is { } row ? MachineRows.BootTimeOf(row) : null;
            passed = time > boot ? time - boot.Value : TimeSpan.Zero;
        }

        _sums.Take(rows, time, passed, step);
    }

    // It says how far apart samples are; the list of what is missing stays empty.
    private static GapFinder NewGaps() => new(DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    private void Begin(SampleRows rows, DateTimeOffset time)
    {
        _sums = new SpanSums(time);
        _sums.Take(rows, time, TimeSpan.Zero, default);
    }
}
