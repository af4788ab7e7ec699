namespace Psutil.Platforms.Windows;

/// <summary>The file of a handle.</summary>
/// <param name="Path">The kernel's path; null if it is not a regular file.</param>
/// <param name="IsUnnamed">Whether it is a file whose name could not be read.</param>
internal readonly record struct FileAnswer(string? Path, bool IsUnnamed);
