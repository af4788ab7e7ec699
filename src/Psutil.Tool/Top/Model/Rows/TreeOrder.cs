using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>How siblings of the tree are sorted, and what of it is folded.</summary>
/// <param name="Column">By which column: amounts of the whole subtree, anything else of the process itself.</param>
/// <param name="IsReversed">Whether in the other order than the column's usual one.</param>
/// <param name="Collapsed">The processes whose descendants are folded away.</param>
/// <param name="Unfolded">The PIDs of the parents whose equal children are shown one by one.</param>
internal sealed record TreeOrder(TopColumn Column, bool IsReversed, IReadOnlySet<ProcessIdentity> Collapsed, IReadOnlySet<int> Unfolded)
{
    /// <summary>The key of a process with its subtree; null if it is unknown.</summary>
    public double? KeyOf(TopProcess process, ProcessSum subtree) =>
        Column == TopColumns.Cpu ? subtree.CpuPercent
        : Column.Field == TopColumns.Rss.Field || Column.Header == "MEM%" ? subtree.Rss
        : Column.Header == "THR" ? subtree.Threads
        : Column.Number?.Invoke(process);
}
