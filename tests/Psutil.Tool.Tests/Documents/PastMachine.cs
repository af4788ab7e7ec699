using Psutil.Recording;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Documents;

/// <summary>A recording of the fake machine that begins long before the time of its clock, for lines with <c>--at</c>.</summary>
internal sealed class PastMachine : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("psutil-documents-").FullName;

    /// <summary>The options that lead to it.</summary>
    public string[] Arguments
    {
        get
        {
            FakeClock now = new();
            FakeClock clock = new(now.GetUtcNow() - TimeSpan.FromDays(10_000));
            string directory = Path.Join(_root, "history");
            using MachineRecorder recorder = new(
                new ToolMachine(clock),
                new RecordOptions
                {
                    Directory = directory,
                    WatchProcesses = false,
                    LeaveFree = 0,
                }
            );
            for (int sample = 0; sample < 3; sample++)
            {
                Assert.True(recorder.Record(), recorder.LastFailure);
                clock.Advance(TimeSpan.FromDays(1));
            }

            return ["--dir", directory];
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
