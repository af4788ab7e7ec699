using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>A row of the process table.</summary>
/// <param name="Process">The process; the first where there are several.</param>
/// <param name="Node">Its place in the tree; null if the table is none.</param>
/// <param name="HiddenCount">How many descendants are folded away under it.</param>
/// <param name="HasChildren">Whether it can be folded.</param>
/// <param name="IsContext">Whether it is only there because a descendant matches the filter.</param>
internal sealed record TopRow(
    TopProcess Process,
    TreeNode? Node = null,
    int HiddenCount = 0,
    bool HasChildren = false,
    bool IsContext = false
)
{
    private readonly IReadOnlyList<TopProcess>? _members;

    /// <summary>The group that the row stands for; null if it is none.</summary>
    public string? Group { get; init; }

    /// <summary>Whether a pattern matches its process, or one of its group.</summary>
    public bool IsFoundBy(RowPattern pattern) => Group is null ? pattern.Matches(Process) : Members.Any(pattern.Matches);

    /// <summary>The processes that the row stands for, equal ones or those of a group; empty if it is only its process.</summary>
    public IReadOnlyList<TopProcess> Members
    {
        get => _members ?? [];
        init => _members = value;
    }
}
