namespace Psutil.Diagnostics;

/// <summary>What rules ask of a process. A value is null if it is unknown.</summary>
internal readonly record struct ProcessTraits(string? Name, string? Executable, string? User, ProcessCgroup? Cgroup);
