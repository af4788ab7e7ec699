namespace Psutil.Recording;

/// <summary>A time in which the machine was short of something. An interruption of up to half a minute does not end it.</summary>
public sealed record StrainPeriod
{
    /// <summary>What it was short of.</summary>
    public required StrainKind Kind { get; init; }

    /// <summary>When it began: the time of the sample before the first that shows it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ended: the time of the last sample that shows it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How long it was so, without the interruptions.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>
    /// The worst between two samples: percent of the time for CPU and pressure, percent of the memory that was available, or bytes swapped
    /// in each second.
    /// </summary>
    public required double Worst { get; init; }
}
