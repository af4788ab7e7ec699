using Psutil.Recording;

namespace Psutil.HostileTests.Calls;

/// <summary>
/// A recording of five processes, and recorders of the machine that it holds: of this one, others decide how many processes there are.
/// </summary>
internal sealed class RecordingSubjects : IDisposable
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("psutil-calls-").FullName;

    public RecordingSubjects()
    {
        Recording = Psutil.Recording.Recording.Open(Directory);
        Machine = Recording.OpenFirst();
    }

    public static string Directory { get; } = Path.Join(AppContext.BaseDirectory, "Calls", "Recordings");

    public Recording.Recording Recording { get; }

    public RecordedMachine Machine { get; }

    /// <summary>A recorder that writes to a directory of its own.</summary>
    public MachineRecorder OpenRecorder() =>
        new(
            Machine,
            new RecordOptions
            {
                Directory = Path.Join(_root, Guid.NewGuid().ToString("N")),
                WatchProcesses = false,
                LeaveFree = 0,
            }
        );

    public void Dispose()
    {
        Machine.Dispose();
        System.IO.Directory.Delete(_root, recursive: true);
    }
}
