namespace Psutil.Recording.Tests;

/// <summary>A place for a recording, which is removed afterwards.</summary>
internal sealed class RecordingFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("psutil-recording-").FullName;

    /// <summary>A directory that is not there yet.</summary>
    public string Path => System.IO.Path.Join(_root, "history");

    public string[] Segments => [.. Directory.GetFiles(Path, "*.psr").Order(StringComparer.Ordinal)];

    public RecordOptions Options =>
        new()
        {
            Directory = Path,
            SlowEvery = TimeSpan.Zero,
            WatchProcesses = false,
        };

    /// <summary>A recorder of a machine that finds room.</summary>
    public MachineRecorder Open(Machine machine, RecordOptions? options = null) => new(machine, options ?? Options, _ => Roomy);

    public static DiskUsage Roomy { get; } =
        new()
        {
            Total = 1L << 40,
            Used = 0,
            Free = 1L << 40,
        };

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
