namespace Psutil;

/// <summary>A service as the list of all services shows it. Windows: <c>EnumServicesStatusExW</c>.</summary>
public sealed record ServiceEntry
{
    /// <summary>The name by which the service is asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What the service is doing.</summary>
    public required ServiceStatus Status { get; init; }

    /// <summary>The process that the service runs in; null if it does not run. Several services may share one.</summary>
    public int? Pid { get; init; }
}
