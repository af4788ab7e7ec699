using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Replay;

/// <summary>Where a move led.</summary>
/// <param name="From">Who made it; null if there was no recording to open.</param>
internal sealed record PastAnswer(PastReader? From)
{
    /// <summary>The time of the sample.</summary>
    public DateTimeOffset Moment { get; init; }

    /// <summary>What the machine was like; null if it could not be read.</summary>
    public TopSample? Sample { get; init; }

    /// <summary>The details that were asked for; null if none were.</summary>
    public TopDetail? Detail { get; init; }

    /// <summary>Whether the sample follows the one before, so that curves go on.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether there is no later sample so far.</summary>
    public bool IsAtEnd { get; init; }

    /// <summary>How far apart the samples are.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How many processes started since the sample before, if the recorder watched them.</summary>
    public int Started { get; init; }

    /// <summary>How many exited.</summary>
    public int Exited { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    /// <summary>What is to be said; null for nothing.</summary>
    public string? Message { get; init; }
}
