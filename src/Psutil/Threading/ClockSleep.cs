namespace Psutil;

/// <summary>Blocks for a time of any clock.</summary>
internal static class ClockSleep
{
    /// <summary>Blocks until the given time has passed by this clock.</summary>
    public static void Sleep(this TimeProvider clock, TimeSpan time)
    {
        if (clock == TimeProvider.System)
        {
            Thread.Sleep(time);
        }
        else
        {
            Task.Delay(time, clock).GetAwaiter().GetResult();
        }
    }
}
