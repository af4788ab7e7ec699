namespace Psutil;

/// <summary>A process that holds a file.</summary>
public sealed class FileHolder
{
    /// <summary>The process.</summary>
    public required OSProcess Process { get; init; }

    /// <summary>The ways in which the process holds the file.</summary>
    public required FileUse Use { get; init; }

    /// <summary>
    /// The descriptors with which the process has the file open, in ascending order; empty if it holds the file only in other ways.
    /// </summary>
    public required IReadOnlyList<int> FileDescriptors { get; init; }

    /// <summary>
    /// Of a search for what is held below a directory: the paths of what the process holds there, at most 64, in no particular order, as
    /// the process sees them. <c>(deleted)</c> follows the path of a file that has no name any more. Null of a search for a single file.
    /// </summary>
    public IReadOnlyList<string>? Paths { get; init; }
}
