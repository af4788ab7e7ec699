namespace Psutil.Recording;

/// <summary>Why there are no samples in a <see cref="RecordingGap"/>.</summary>
public enum RecordingGapKind
{
    /// <summary>No recorder ran.</summary>
    NotRecorded = 0,

    /// <summary>The machine started again.</summary>
    Restarted = 1,

    /// <summary>The clock was set forward; nothing is missing.</summary>
    ClockSetForward = 2,

    /// <summary>The clock was set back; nothing is missing, and times after that come twice.</summary>
    ClockSetBack = 3,

    /// <summary>The machine slept.</summary>
    Suspended = 4,

    /// <summary>Samples could not be written, as when the disk was full.</summary>
    Dropped = 5,

    /// <summary>The recorder ran, and took no sample for several times its interval.</summary>
    Late = 6,
}
