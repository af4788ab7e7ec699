namespace Psutil.Recording;

/// <summary>Goes through the samples of a span and puts a summary together.</summary>
internal sealed class SummaryBuilder(DateTimeOffset from, DateTimeOffset to, SummaryGrouping grouping)
{
    // What was used since a sample that is longer before the span is not of the span.
    private static readonly TimeSpan NearEnough = TimeSpan.FromMinutes(1);

    private readonly UseLedger _uses = new(from, grouping);
    private readonly MachineUseMeter _machine = new();
    private readonly StrainFinder _strains = new();
    private readonly GapFinder _gaps = new(from, to);
    private readonly OomKillFinder _oomKills = new();
    private DateTimeOffset? _first;
    private DateTimeOffset _last;
    private long _samples;
    private bool _isInterrupted;

    /// <summary>Takes the samples from the one on which a cursor stands. Returns null if none of them is in the span.</summary>
    public RecordingSummary? Build(SampleCursor cursor, CancellationToken cancellationToken)
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            GapFinder.Step step = _gaps.Take(cursor.Rows, cursor.Time);
            if (cursor.Time > to && !cursor.HasFileBefore(to))
            {
                break;
            }

            bool isInSpan = cursor.Time >= from && cursor.Time <= to;
            bool isStart = _samples == 0 && cursor.Time < from && from - cursor.Time <= NearEnough;
            if (isInSpan || isStart)
            {
                Take(cursor.Rows, cursor.Time, step, isInSpan);
            }

            // The clock was set back, and what follows is not of the span.
            _isInterrupted = !isInSpan && !isStart && _samples > 0;
        } while (cursor.TryMoveNext());

        return _first is { } first ? Finish(first) : null;
    }

    private void Take(SampleRows rows, DateTimeOffset time, GapFinder.Step step, bool isInSpan)
    {
        if (step.IsRestart || _isInterrupted)
        {
            _uses.BeginAnew();
            _machine.BeginAnew();
        }

        TimeSpan? length = _isInterrupted ? null : step.Length;
        _uses.Take(rows, time, length);
        _machine.Take(rows, time, length);
        _strains.Take(rows, time, length);
        if (isInSpan)
        {
            _oomKills.Take(rows, time);
            _first ??= time;
            _last = time;
            _samples++;
        }
    }

    private RecordingSummary Finish(DateTimeOffset first)
    {
        _uses.Finish();
        return new RecordingSummary
        {
            From = first,
            To = _last,
            Samples = _samples,
            Recorded = _uses.Recorded,
            Measured = _uses.Measured,
            Machine = _machine.Finish(),
            Uses = _uses.Uses(),
            Others = _uses.Others(),
            Started = _uses.Started,
            Exited = _uses.Exited,
            Failed = _uses.Failed,
            Killed = _uses.Killed,
            LostEvents = _uses.LostEvents,
            Failures = _uses.Failures,
            OomKills = _oomKills.Found,
            Strains = _strains.Finish(),
            StrainTimes = _strains.Times,
            Gaps = _gaps.Finish(),
        };
    }
}
