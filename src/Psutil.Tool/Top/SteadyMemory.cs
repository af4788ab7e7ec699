using Psutil.Tool.Platform;

namespace Psutil.Tool.Top;

/// <summary>
/// Keeps a long run small. The collector waits until as much was allocated as the caches of the CPU hold, which are tens of megabytes for a
/// program that needs three, and then keeps the pages. A full collection takes some milliseconds, and returns them.
/// </summary>
/// <param name="allocated">The bytes that were allocated so far.</param>
/// <param name="collect">Collects, and returns the bytes that are still used.</param>
/// <param name="letGo">Lets go of the pages of the executable that only the start needed.</param>
internal sealed class SteadyMemory(Func<long> allocated, Func<long> collect, Action letGo)
{
    // Collections would follow each other in a program that keeps hardly anything.
    private const long Least = 1 << 20;

    // The refreshes that still use code for the first time, and make what is kept or thrown away at once.
    private const int StartRefreshes = 10;

    private long _used;
    private long _allocatedThen;
    private long _refreshes;

    public SteadyMemory()
        : this(() => GC.GetTotalAllocatedBytes(), Collect, ProgramPages.LetGo) { }

    /// <summary>
    /// Collects once after the start, and then if a quarter as much was allocated since the last time as was used then. Says whether it
    /// did.
    /// </summary>
    public bool OnRefreshed()
    {
        long now = allocated();
        bool hasStarted = ++_refreshes == StartRefreshes;
        if (!hasStarted && now - _allocatedThen < Math.Max(Least, _used / 4))
        {
            return false;
        }

        (_used, _allocatedThen) = (collect(), now);
        if (hasStarted)
        {
            letGo();
        }

        return true;
    }

    private static long Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
