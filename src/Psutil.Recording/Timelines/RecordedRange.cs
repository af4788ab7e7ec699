namespace Psutil.Recording;

/// <summary>A value over a part of a recorded time.</summary>
public sealed record RecordedRange
{
    /// <summary>The least.</summary>
    public required double Min { get; init; }

    /// <summary>The average over the time.</summary>
    public required double Mean { get; init; }

    /// <summary>The most.</summary>
    public required double Max { get; init; }
}
