namespace Psutil.Platforms.Linux;

/// <summary>
/// Which container is looked for in the files of which machine. Without an ID: all that are stored, by the machine or by one of its users.
/// </summary>
internal readonly record struct ContainerQuestion(LinuxRoots Roots, string? Id, string? Runtime, uint? User = null);
