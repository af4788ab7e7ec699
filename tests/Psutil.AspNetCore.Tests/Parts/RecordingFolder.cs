using Psutil.Recording;

namespace Psutil.AspNetCore.Tests.Parts;

/// <summary>A recording of a few samples of a machine with a process, which is removed afterwards.</summary>
internal sealed class RecordingFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("psutil-recorded-").FullName;

    private RecordingFolder() { }

    public string Path => System.IO.Path.Join(_root, "history");

    public static RecordingFolder Create()
    {
        RecordingFolder folder = new();
        FakeClock clock = new();
        using MachineRecorder recorder = new(Fakes.Machine(clock), new RecordOptions { Directory = folder.Path, LeaveFree = 0 });
        for (int sample = 0; sample < 3; sample++)
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
