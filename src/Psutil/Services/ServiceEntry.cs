namespace Psutil;

/// <summary>A service as the list of all shows it.</summary>
/// <param name="Name">Its name, by which it is asked for.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Pid">The process it runs in; null if it does not run. Several services may share one.</param>
public sealed record ServiceEntry(string Name, string DisplayName, ServiceStatus Status, int? Pid);
