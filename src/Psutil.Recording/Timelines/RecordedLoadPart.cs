namespace Psutil.Recording;

/// <summary>
/// The load of the machine in a part of a recorded time, from all <see cref="RecordedLoad"/> in it. Null is what could not be read, or was
/// not recorded.
/// </summary>
public sealed record RecordedLoadPart
{
    /// <summary>When the part begins.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <inheritdoc cref="RecordedLoad.CpuPercent"/>
    public RecordedRange? CpuPercent { get; init; }

    /// <inheritdoc cref="RecordedLoad.MemoryPercent"/>
    public RecordedRange? MemoryPercent { get; init; }

    /// <inheritdoc cref="RecordedLoad.CpuPressurePercent"/>
    public RecordedRange? CpuPressurePercent { get; init; }

    /// <inheritdoc cref="RecordedLoad.MemoryPressurePercent"/>
    public RecordedRange? MemoryPressurePercent { get; init; }

    /// <inheritdoc cref="RecordedLoad.IOPressurePercent"/>
    public RecordedRange? IOPressurePercent { get; init; }

    /// <inheritdoc cref="RecordedLoad.DiskReadBytesPerSecond"/>
    public RecordedRange? DiskReadBytesPerSecond { get; init; }

    /// <inheritdoc cref="RecordedLoad.DiskWriteBytesPerSecond"/>
    public RecordedRange? DiskWriteBytesPerSecond { get; init; }

    /// <inheritdoc cref="RecordedLoad.BytesReceivedPerSecond"/>
    public RecordedRange? BytesReceivedPerSecond { get; init; }

    /// <inheritdoc cref="RecordedLoad.BytesSentPerSecond"/>
    public RecordedRange? BytesSentPerSecond { get; init; }
}
