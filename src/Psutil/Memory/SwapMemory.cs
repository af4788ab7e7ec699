namespace Psutil;

/// <summary>Swap space: disk space that extends memory.</summary>
public readonly record struct SwapMemory
{
    /// <summary>The size of the swap space, in bytes. Linux: <c>SwapTotal</c> of <c>/proc/meminfo</c>.</summary>
    public required long Total { get; init; }

    /// <summary>The swap space in use, in bytes.</summary>
    public required long Used { get; init; }

    /// <summary>The free swap space, in bytes. Linux: <c>SwapFree</c> of <c>/proc/meminfo</c>.</summary>
    public required long Free { get; init; }

    /// <summary>
    /// The number of bytes read back from swap since the machine started; null if the operating system does not count them. Linux:
    /// <c>pswpin</c> of <c>/proc/vmstat</c>.
    /// </summary>
    public long? SwappedIn { get; init; }

    /// <summary>
    /// The number of bytes written to swap since the machine started; null if the operating system does not count them. Linux:
    /// <c>pswpout</c> of <c>/proc/vmstat</c>.
    /// </summary>
    public long? SwappedOut { get; init; }

    /// <summary>
    /// The number of page faults of all processes since the machine started, including <see cref="MajorPageFaults"/>; null if the
    /// operating system does not count them. Linux: <c>pgfault</c> of <c>/proc/vmstat</c>.
    /// </summary>
    public long? PageFaults { get; init; }

    /// <summary>
    /// The number of page faults since the machine started that had to read from a disk; null if the operating system does not count them.
    /// Linux: <c>pgmajfault</c> of <c>/proc/vmstat</c>.
    /// </summary>
    public long? MajorPageFaults { get; init; }

    /// <summary>The swap space in use, in percent of <see cref="Total"/> (0–100); 0 if there is no swap.</summary>
    public double Percent => Total > 0 ? Used * 100.0 / Total : 0;
}
