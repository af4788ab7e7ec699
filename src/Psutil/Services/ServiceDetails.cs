namespace Psutil;

/// <summary>The configuration and state of a service.</summary>
public sealed record ServiceDetails
{
    /// <summary>The name that identifies the service.</summary>
    public required string Name { get; init; }

    /// <summary>The name that user interfaces show.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The state of the service.</summary>
    public required ServiceStatus Status { get; init; }

    /// <summary>The PID of the process that the service runs in; null if the service is not running.</summary>
    public int? Pid { get; init; }

    /// <summary>How the service is started.</summary>
    public required ServiceStartType StartType { get; init; }

    /// <summary>The command line of the service; null if the service manager has none.</summary>
    public string? BinaryPath { get; init; }

    /// <summary>The account that the service runs as, such as <c>LocalSystem</c>; null if the service manager has none.</summary>
    public string? UserName { get; init; }

    /// <summary>The description of the service; null if it has none.</summary>
    public string? Description { get; init; }
}
