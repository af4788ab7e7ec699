namespace Psutil.Diagnostics;

/// <summary>
/// A rule that puts processes into a group. A process must meet every condition; a condition is met if one of its patterns matches. A rule
/// without conditions takes every process. In a pattern <c>*</c> stands for any text and <c>?</c> for one character.
/// </summary>
public sealed class ProcessGroupRule
{
    /// <summary>
    /// The name of the group. It can contain <c>{name}</c>, <c>{executable}</c> (the file's name), <c>{user}</c>, <c>{unit}</c>,
    /// <c>{container}</c> (the first 12 digits of the ID) and <c>{pod}</c>, which stand for the values of the process: then the rule makes
    /// one group for each, and does not match a process for which one of them is unknown.
    /// </summary>
    public required string Group { get; init; }

    /// <summary>Patterns of <see cref="ProcessSnapshot.Name"/>; empty if any will do.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Patterns of <see cref="ProcessSnapshot.ExecutablePath"/>; empty if any will do.</summary>
    public IReadOnlyList<string> Executables { get; init; } = [];

    /// <summary>Patterns of <see cref="ProcessSnapshot.UserName"/>; empty if any will do.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Patterns of <see cref="ProcessCgroup.Unit"/>, the systemd unit; empty if any will do. Linux.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Patterns of <see cref="ProcessCgroup.ContainerId"/>; empty if any will do. Linux.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];
}
