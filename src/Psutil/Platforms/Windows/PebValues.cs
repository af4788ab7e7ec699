namespace Psutil.Platforms.Windows;

/// <summary>What a process's own memory tells; null what was not asked for or could not be had.</summary>
internal readonly record struct PebValues(IReadOnlyList<string>? CommandLine, string? WorkingDirectory, IReadOnlyDictionary<string, string>? Environment);
