namespace Psutil;

/// <summary>Why one field of a snapshot is missing.</summary>
public readonly record struct Unavailability
{
    /// <summary>The reason.</summary>
    public required UnavailableReason Reason { get; init; }

    /// <summary>The system call that failed; null if none did.</summary>
    public SystemCallError? Error { get; init; }

    /// <summary>For <see cref="UnavailableReason.Malformed"/>: the part of the source that could not be parsed.</summary>
    public string? MalformedField { get; init; }

    /// <summary>The reason as text, with the system call that failed.</summary>
    public override string ToString()
    {
        string words = Reason switch
        {
            UnavailableReason.Denied => "denied",
            UnavailableReason.Gone => "gone",
            UnavailableReason.Zombie => "zombie",
            UnavailableReason.NotSupported => "not supported here",
            UnavailableReason.TimedOut => "timed out",
            UnavailableReason.Malformed => "malformed",
            UnavailableReason.Failed => "failed",
            UnavailableReason.Absent => "absent",
            UnavailableReason.NotRequested => "not requested",
            UnavailableReason.NotRecorded => "not recorded",
            UnavailableReason.NotMeasured => "not measured",
            _ => "unknown",
        };
        return Error is { } error ? $"{words}: {error}"
            : MalformedField is { } field ? $"{words}: {field}"
            : words;
    }
}
