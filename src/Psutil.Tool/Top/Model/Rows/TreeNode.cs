namespace Psutil.Tool.Top.Model;

/// <summary>A row's place in the tree.</summary>
/// <param name="Parent">The row that it hangs on; null for a root.</param>
/// <param name="IsLast">Whether no sibling follows.</param>
internal sealed record TreeNode(TreeNode? Parent, bool IsLast)
{
    public int Depth { get; } = Parent is null ? 0 : Parent.Depth + 1;
}
