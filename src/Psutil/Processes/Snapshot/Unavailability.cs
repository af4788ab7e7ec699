namespace Psutil;

/// <summary>Why one field of a snapshot is missing.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Error">The system call that failed; null if none did.</param>
/// <param name="MalformedField">For <see cref="UnavailableReason.Malformed"/>: which part of the source was not understood.</param>
public readonly record struct Unavailability(UnavailableReason Reason, SystemCallError? Error = null, string? MalformedField = null)
{
    /// <summary>The reason in words, with the system call that failed.</summary>
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
            _ => "failed",
        };
        return Error is { } error ? $"{words}: {error}"
            : MalformedField is { } field ? $"{words}: {field}"
            : words;
    }
}
