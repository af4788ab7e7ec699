namespace Psutil;

/// <summary>A service in the list of all services. Windows: <c>EnumServicesStatusExW</c>.</summary>
public sealed record ServiceEntry
{
    /// <summary>The name that identifies the service.</summary>
    public required string Name { get; init; }

    /// <summary>The name that user interfaces show.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The state of the service.</summary>
    public required ServiceStatus Status { get; init; }

    /// <summary>
    /// The PID of the process that the service runs in; null if the service is not running. Several services can share a process.
    /// </summary>
    public int? Pid { get; init; }
}
