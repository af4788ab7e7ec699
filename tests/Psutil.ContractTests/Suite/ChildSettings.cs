namespace Psutil.ContractTests.Suite;

/// <summary>How a child is started, besides its arguments.</summary>
public sealed record ChildSettings
{
    /// <summary>Where it stands; null for where this process stands.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables besides those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
