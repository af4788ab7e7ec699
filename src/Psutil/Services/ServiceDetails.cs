namespace Psutil;

/// <summary>Everything about a service at one moment.</summary>
public sealed record ServiceDetails
{
    /// <summary>The name by which the service is asked for.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What the service is doing.</summary>
    public required ServiceStatus Status { get; init; }

    /// <summary>The process that the service runs in; null if it does not run.</summary>
    public int? Pid { get; init; }

    /// <summary>How the service is started.</summary>
    public required ServiceStartType StartType { get; init; }

    /// <summary>The program with its arguments; null if the service manager has none.</summary>
    public string? BinaryPath { get; init; }

    /// <summary>The account that the service runs as, such as <c>LocalSystem</c>; null if the service manager has none.</summary>
    public string? UserName { get; init; }

    /// <summary>What the service is for; null if it has no description.</summary>
    public string? Description { get; init; }
}
