namespace Psutil.Platforms.Windows;

/// <summary>What a handle is to.</summary>
/// <param name="Path">The kernel's path; null if it is no regular file.</param>
/// <param name="IsUnnamed">Whether it is a file whose name could not be had.</param>
internal readonly record struct FileAnswer(string? Path, bool IsUnnamed);
