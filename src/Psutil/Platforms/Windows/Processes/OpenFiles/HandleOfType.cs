namespace Psutil.Platforms.Windows;

/// <summary>A handle of a process, and the number of its object's type.</summary>
internal readonly record struct HandleOfType(nuint Value, uint TypeIndex);
