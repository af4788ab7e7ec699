namespace Psutil.Recording;

/// <summary>The load of the machine over a recorded time, from <see cref="RecordingTimeline.Read"/>.</summary>
public sealed record RecordedLoads
{
    /// <summary>
    /// The parts of the time that have samples, in their order. Where one is missing, nothing was recorded or could be read.
    /// </summary>
    public required IReadOnlyList<RecordedLoadPart> Parts { get; init; }

    /// <summary>Whether all of the time was read. If not, the same call goes on where this one stopped.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The time of the first sample of the whole recording, to the second.</summary>
    public required DateTimeOffset RecordingStart { get; init; }

    /// <summary>The time of its last sample; null if that cannot be read, or was not yet.</summary>
    public required DateTimeOffset? RecordingEnd { get; init; }

    /// <summary>What could not be read of the files that have the time.</summary>
    public required IReadOnlyList<RecordingFault> Faults { get; init; }
}
