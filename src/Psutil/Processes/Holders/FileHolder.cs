namespace Psutil;

/// <summary>A process that holds a file.</summary>
/// <param name="Process">The process.</param>
/// <param name="Use">In which ways.</param>
/// <param name="FileDescriptors">The descriptors that it has it open by, in ascending order; empty if it holds it in other ways only, and
/// on Windows.</param>
public sealed record FileHolder(OSProcess Process, FileUse Use, IReadOnlyList<int> FileDescriptors);
