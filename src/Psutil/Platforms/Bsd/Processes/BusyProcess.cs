namespace Psutil.Platforms.Bsd;

/// <summary>
/// A process that just runs a new program: its arguments are EBUSY, and on NetBSD its record is not whole. This is over in a moment, so
/// that it is read again.
/// </summary>
internal static class BusyProcess
{
    public const int MostTries = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits for a moment.</summary>
    public static void Wait() => Thread.Sleep(Pause);
}
