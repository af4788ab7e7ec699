namespace Psutil.Recording;

/// <summary>A place of a recording where samples are missing, or where its time leaps.</summary>
public sealed record RecordingGap
{
    /// <summary>What happened.</summary>
    public required RecordingGapKind Kind { get; init; }

    /// <summary>The time of the sample before.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The time of the sample after. It is earlier where the clock was set back.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many samples were dropped, if that is the reason; else 0.</summary>
    public long DroppedSamples { get; init; }
}
