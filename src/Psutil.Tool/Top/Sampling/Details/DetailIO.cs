namespace Psutil.Tool.Top.Sampling;

/// <summary>The disk I/O per second of the process that the details show.</summary>
internal sealed class DetailIO(TimeProvider clock)
{
    private ProcessIdentity? _process;
    private ProcessIOCounters _before;
    private long _at;

    /// <summary>The bytes per second since the last reading of the same process; null at the first, and where they are unknown.</summary>
    public Traffic? RatesOf(ProcessSnapshot snapshot)
    {
        if (snapshot.IOCounters is not { } now)
        {
            _process = null;
            return null;
        }

        double seconds = clock.GetElapsedTime(_at).TotalSeconds;
        Traffic? rates =
            _process == snapshot.Identity && seconds > 0
                ? new Traffic(Rate(_before.ReadBytes, now.ReadBytes, seconds), Rate(_before.WriteBytes, now.WriteBytes, seconds))
                : null;
        (_process, _before, _at) = (snapshot.Identity, now, clock.GetTimestamp());
        return rates;
    }

    private static double? Rate(long? before, long? now, double seconds) => now - before is { } bytes ? Math.Max(0, bytes / seconds) : null;
}
