namespace Psutil;

/// <summary>Everything about a service at one moment.</summary>
public sealed record ServiceDetails
{
    /// <summary>Its name, by which it is asked for.</summary>
    public required string Name { get; init; }

    /// <summary>Its name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it is doing.</summary>
    public required ServiceStatus Status { get; init; }

    /// <summary>The process it runs in; null if it does not run.</summary>
    public int? Pid { get; init; }

    /// <summary>How it is started.</summary>
    public required ServiceStartType StartType { get; init; }

    /// <summary>Its program with the arguments; null if the service manager has none.</summary>
    public string? BinaryPath { get; init; }

    /// <summary>The account it runs as, such as <c>LocalSystem</c>; null if the service manager has none.</summary>
    public string? UserName { get; init; }

    /// <summary>What it is for; null if it has no description.</summary>
    public string? Description { get; init; }
}
