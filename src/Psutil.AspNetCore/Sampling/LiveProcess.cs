namespace Psutil.AspNetCore.Sampling;

/// <summary>A process as the stream shows it. Two that are equal look the same.</summary>
internal readonly record struct LiveProcess
{
    public required ProcessIdentity Identity { get; init; }

    public required DateTimeOffset? CreateTime { get; init; }

    public required int? ParentPid { get; init; }

    public required string? Name { get; init; }

    public required string? UserName { get; init; }

    public required ProcessStatus? Status { get; init; }

    /// <summary>Of one CPU, to a tenth; null in the first sample that has the process.</summary>
    public required double? CpuPercent { get; init; }

    public required long? Rss { get; init; }

    public required int? ThreadCount { get; init; }

    /// <summary>Bytes per second; null if unknown.</summary>
    public required double? ReadRate { get; init; }

    /// <summary>Bytes per second; null if unknown.</summary>
    public required double? WriteRate { get; init; }

    /// <summary>The arguments, masked; null if they are not shown. The same object until they are read again.</summary>
    public required IReadOnlyList<string>? Arguments { get; init; }
}
