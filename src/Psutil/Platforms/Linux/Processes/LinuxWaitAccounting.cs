namespace Psutil.Platforms.Linux;

/// <summary>
/// Whether the kernel counts how long tasks wait for block I/O: <c>kernel.task_delayacct</c>, since Linux 5.14 off by default. While it is
/// off, <c>stat</c> has zeros.
/// </summary>
internal sealed class LinuxWaitAccounting(FileTree proc)
{
    // Who reads one process after another pays for the setting once in this time.
    private const long RememberedMilliseconds = 1000;

    // Two readings at a time may both read the file, and write the same.
    private long _readAt = long.MinValue / 2;
    private bool _isOff;

    /// <summary>Whether it is off; false where the kernel has no such setting.</summary>
    public bool IsOff
    {
        get
        {
            long now = Environment.TickCount64;
            if (now - Volatile.Read(ref _readAt) >= RememberedMilliseconds)
            {
                Volatile.Write(ref _isOff, proc.ReadInt64("sys/kernel/task_delayacct") == 0);
                Volatile.Write(ref _readAt, now);
            }

            return Volatile.Read(ref _isOff);
        }
    }
}
