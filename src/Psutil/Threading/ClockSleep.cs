namespace Psutil;

/// <summary>Waits for a time of any clock.</summary>
internal static class ClockSleep
{
    /// <summary>Cancels when the given time has passed by this clock, unless the result is disposed before.</summary>
    public static ITimer CancelAfter(this TimeProvider clock, TimeSpan time, CancellationTokenSource source) =>
        clock.CreateTimer(
            static state =>
            {
                try
                {
                    ((CancellationTokenSource)state!).Cancel();
                }
                catch (ObjectDisposedException)
                {
                    // A timer that is called while it is disposed comes too late.
                }
            },
            source,
            time,
            Timeout.InfiniteTimeSpan
        );

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
