namespace Psutil.Recording;

/// <summary>Says how much time passed from sample to sample, and finds where some are missing or the time leaps.</summary>
internal sealed class GapFinder(DateTimeOffset from, DateTimeOffset to)
{
    private const int Most = 1000;

    // The interval is at most an hour. What is further apart is no interval.
    private static readonly TimeSpan LongestStep = TimeSpan.FromHours(2);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(2);

    // The time of boot is read again with each whole sample.
    private static readonly TimeSpan BootKnownAfter = TimeSpan.FromMinutes(11);

    private readonly List<RecordingGap> _gaps = [];
    private readonly List<LeapOfTime> _leaps = [];
    private Row? _recorder;
    private DateTimeOffset? _boot;
    private DateTimeOffset? _time;
    private TimeSpan? _usual;
    private TimeSpan? _late;

    /// <summary>Takes a sample. Returns how long it is since the one before.</summary>
    public Step Take(SampleRows rows, DateTimeOffset time)
    {
        Row? recorder = rows.Find(RecordTable.Readings, RecorderRows.Reading);
        DateTimeOffset? boot = ReadingFields.Find(rows, MachineRows.BootTime) is { } row ? MachineRows.BootTimeOf(row) : null;
        Step step = _time is { } before ? Between(before, time, recorder, boot) : default;
        (_recorder, _time, _boot) = (recorder, time, boot ?? _boot);
        _usual = step.Length ?? _usual;
        Explain(step.Length ?? TimeSpan.Zero);
        return step;
    }

    public IReadOnlyList<RecordingGap> Finish() => _gaps;

    private Step Between(DateTimeOffset before, DateTimeOffset time, Row? recorder, DateTimeOffset? boot)
    {
        TimeSpan longest = LongestFor(recorder);
        TimeSpan passed = time - before;
        if (RecorderRows.TimeBetween(_recorder, recorder) is not { } ran)
        {
            // Another run of a recorder. Between two of them there is only the time of day.
            bool isRestart = boot > before;
            if (!isRestart && passed >= TimeSpan.Zero && passed <= longest)
            {
                return new Step(passed, IsRestart: false);
            }

            Add(
                isRestart ? RecordingGapKind.Restarted
                    : passed < TimeSpan.Zero ? RecordingGapKind.ClockSetBack
                    : RecordingGapKind.NotRecorded,
                before,
                time
            );
            return new Step(null, isRestart);
        }

        if (RecorderRows.DroppedOf(recorder) - RecorderRows.DroppedOf(_recorder) is > 0 and var dropped)
        {
            Add(RecordingGapKind.Dropped, before, time, dropped);
        }
        else if (ran > longest)
        {
            Add(RecordingGapKind.Late, before, time);
            _late = ran;
        }

        if ((passed - ran).Duration() >= Leap)
        {
            Add(passed < ran ? RecordingGapKind.ClockSetBack : RecordingGapKind.Suspended, before, time);
            if (passed > ran && _gaps.Count > 0)
            {
                _leaps.Add(new LeapOfTime(_gaps.Count - 1, _boot, passed - ran, TimeSpan.Zero));
            }
        }

        return new Step(ran <= longest ? ran : null, IsRestart: false);
    }

    // A recorder says how long it waits. The first ones did not: if a step was long, so may be the next, because it is another run.
    private TimeSpan LongestFor(Row? recorder)
    {
        TimeSpan? usual = Longer(_usual, _late);
        _late = null;
        usual = Longer(Longer(usual, RecorderRows.EveryOf(recorder)), RecorderRows.EveryOf(_recorder));
        return usual is { } known && known < LongestStep / 3 ? (known * 3) + Slack : LongestStep;
    }

    // Before there is a step, nothing is known to be long.
    private static TimeSpan? Longer(TimeSpan? usual, TimeSpan? other) => other > usual ? other : usual;

    // A clock that is set moves the time of boot along with it; a machine that sleeps does not.
    private void Explain(TimeSpan step)
    {
        for (int index = _leaps.Count - 1; index >= 0; index--)
        {
            LeapOfTime leap = _leaps[index] with { Waited = _leaps[index].Waited + step };
            _leaps[index] = leap;
            bool hasBootMoved = _boot - leap.Boot is { } moved && (moved - leap.Length).Duration() < leap.Length / 2;
            if (hasBootMoved)
            {
                _gaps[leap.Gap] = _gaps[leap.Gap] with { Kind = RecordingGapKind.ClockSetForward };
            }

            if (hasBootMoved || leap.Waited > BootKnownAfter)
            {
                _leaps.RemoveAt(index);
            }
        }
    }

    private void Add(RecordingGapKind kind, DateTimeOffset before, DateTimeOffset time, long dropped = 0)
    {
        bool isOfSpan = (before >= from && before <= to) || (time >= from && time <= to) || (before < from && time > to);
        if (isOfSpan && _gaps.Count < Most)
        {
            _gaps.Add(
                new RecordingGap
                {
                    Kind = kind,
                    From = before,
                    To = time,
                    DroppedSamples = dropped,
                }
            );
        }
    }

    /// <summary>The time since the sample before.</summary>
    /// <param name="Length">How long; null if it is not known, or too long to be one interval.</param>
    /// <param name="IsRestart">Whether the machine has started again.</param>
    internal readonly record struct Step(TimeSpan? Length, bool IsRestart);

    private sealed record LeapOfTime(int Gap, DateTimeOffset? Boot, TimeSpan Length, TimeSpan Waited);
}
