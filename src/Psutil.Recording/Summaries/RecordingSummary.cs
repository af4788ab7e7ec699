namespace Psutil.Recording;

/// <summary>
/// What happened in a span of a recording, from <see cref="Recording.Summarize"/>. Its lists are bounded: what there is no room for is
/// counted.
/// </summary>
public sealed record RecordingSummary
{
    /// <summary>The time of the first sample of the span.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The time of the last sample of the span.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many samples the span has.</summary>
    public required long Samples { get; init; }

    /// <summary>How much time is between these samples, without the gaps.</summary>
    public required TimeSpan Recorded { get; init; }

    /// <summary>
    /// The time in which processes used what <see cref="Uses"/> has: with the gaps in which the machine ran, and without the time from its
    /// start to the first sample.
    /// </summary>
    public required TimeSpan Measured { get; init; }

    /// <summary>What the machine used.</summary>
    public required RecordedMachineUse Machine { get; init; }

    /// <summary>What processes used, by the grouping that was asked for; the most CPU time first.</summary>
    public required IReadOnlyList<RecordedUse> Uses { get; init; }

    /// <summary>
    /// The sum of what used little and ended, if there was more than a summary keeps; else null. Its peak is the largest.
    /// </summary>
    public RecordedUse? Others { get; init; }

    /// <summary>How many processes started.</summary>
    public required long Started { get; init; }

    /// <summary>How many processes exited.</summary>
    public required long Exited { get; init; }

    /// <summary>How many of those are known to have exited with a code other than 0.</summary>
    public required long Failed { get; init; }

    /// <summary>How many of those are known to have been ended by a signal.</summary>
    public required long Killed { get; init; }

    /// <summary>How many starts and exits the recorder did not see, because they came too fast.</summary>
    public required long LostEvents { get; init; }

    /// <summary>The exits by a signal or with a code other than 0, up to a thousand of each, in the order of the recording.</summary>
    public required IReadOnlyList<ProcessExitedEvent> Failures { get; init; }

    /// <summary>Processes that the kernel ended for lack of memory, by cgroup, up to a thousand entries.</summary>
    public required IReadOnlyList<RecordedOomKill> OomKills { get; init; }

    /// <summary>When the machine was short of something, in the order of the recording: up to a thousand periods, the longest.</summary>
    public required IReadOnlyList<StrainPeriod> Strains { get; init; }

    /// <summary>How long the machine was short of something, by what.</summary>
    public required IReadOnlyDictionary<StrainKind, TimeSpan> StrainTimes { get; init; }

    /// <summary>Where samples are missing or the time leaps, up to a thousand.</summary>
    public required IReadOnlyList<RecordingGap> Gaps { get; init; }
}
