namespace Psutil.Tool.Top.Screen;

/// <summary>What happened at a terminal.</summary>
/// <param name="Keys">The keys that were struck.</param>
/// <param name="IsResized">Whether its size has changed.</param>
/// <param name="IsContinued">Whether we were stopped and go on.</param>
/// <param name="EndSignal">The number of the signal that asks us to end; null for none.</param>
internal sealed record TerminalEvents(IReadOnlyList<Key> Keys, bool IsResized = false, bool IsContinued = false, int? EndSignal = null)
{
    public static TerminalEvents None { get; } = new([]);
}
