namespace Psutil;

/// <summary>Swap space: disk space that stands in for memory.</summary>
public readonly record struct SwapMemory
{
    /// <summary>All swap space, in bytes. Linux: <c>SwapTotal</c> of <c>/proc/meminfo</c>.</summary>
    public required long Total { get; init; }

    /// <summary>The space in use, in bytes.</summary>
    public required long Used { get; init; }

    /// <summary>The space that is free, in bytes. Linux: <c>SwapFree</c> of <c>/proc/meminfo</c>.</summary>
    public required long Free { get; init; }

    /// <summary>
    /// Bytes read back from swap since the machine started; null if the operating system does not count them. Linux: <c>pswpin</c> of
    /// <c>/proc/vmstat</c>.
    /// </summary>
    public long? SwappedIn { get; init; }

    /// <summary>
    /// Bytes written to swap since the machine started; null if the operating system does not count them. Linux: <c>pswpout</c> of
    /// <c>/proc/vmstat</c>.
    /// </summary>
    public long? SwappedOut { get; init; }

    /// <summary>The share in use, in percent of <see cref="Total"/>; 0 where there is no swap.</summary>
    public double Percent => Total > 0 ? Used * 100.0 / Total : 0;
}
