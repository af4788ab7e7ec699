namespace Psutil.Recording;

/// <summary>What a <see cref="MachineRecorder"/> records, how often, and for how long it is kept.</summary>
public sealed record RecordOptions
{
    /// <summary>
    /// The directory, which the recorder creates for its own user alone. An existing one has to belong to that user and be closed to all
    /// others; it must not be a link.
    /// </summary>
    public required string Directory { get; init; }

    /// <summary>The time between two samples: 5 seconds by default, from 100 milliseconds to one hour.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The least time between two readings of what takes long or changes seldom: sockets and their owners, the space of file systems,
    /// interfaces, sensors, frequencies, users and limits. One minute by default.
    /// </summary>
    public TimeSpan SlowEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long samples are kept: 7 days by default; null for no limit. What is older is removed by the hour.</summary>
    public TimeSpan? KeepTime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The most bytes that the directory may hold: 2 GiB by default; null for no limit. The oldest samples make room.</summary>
    public long? KeepBytes { get; init; } = 2L << 30;

    /// <summary>
    /// The part of the file system, from 0 to 1, that the recorder leaves free: 0.05 by default. Samples that would fill it are dropped and
    /// counted (<see cref="MachineRecorder.DroppedSamples"/>).
    /// </summary>
    public double LeaveFree { get; init; } = 0.05;

    /// <summary>
    /// Hides secrets in the arguments of processes before they are written: takes arguments, the program first, and returns what to write
    /// in their place. Null, the default, writes them as they are. Environments are never written.
    /// </summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>>? ArgumentMask { get; init; }

    /// <summary>
    /// Whether to record when processes start and exit between two samples (<see cref="Processes.Watch"/>), with exit codes where the
    /// system gives them: true by default.
    /// </summary>
    public bool WatchProcesses { get; init; } = true;

    /// <summary>
    /// Whether to record what each process sends and receives (<see cref="Processes.CreateNetworkMeter"/>): false by default. Linux: it
    /// takes root for all traffic, which BPF programs count; without it, that of TCP sockets is counted.
    /// </summary>
    public bool CountTraffic { get; init; }
}
