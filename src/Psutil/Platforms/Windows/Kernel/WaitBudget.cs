namespace Psutil.Platforms.Windows;

/// <summary>
/// How long somebody may wait in all, over many waits: only the waits count, not the time between them. Thread-safe.
/// </summary>
/// <param name="total">The whole time.</param>
internal sealed class WaitBudget(TimeSpan total)
{
    private long _spent;

    /// <summary>What is left, never negative.</summary>
    public TimeSpan Left =>
        Interlocked.Read(ref _spent) is var spent && spent < total.Ticks ? total - TimeSpan.FromTicks(spent) : TimeSpan.Zero;

    public void Spend(TimeSpan time) => Interlocked.Add(ref _spent, time.Ticks);
}
