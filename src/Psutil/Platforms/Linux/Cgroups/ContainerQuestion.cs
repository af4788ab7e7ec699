namespace Psutil.Platforms.Linux;

/// <summary>Which container is looked for in the files of which machine; all that are stored, if none.</summary>
internal readonly record struct ContainerQuestion(LinuxRoots Roots, string? Id, string? Runtime);
