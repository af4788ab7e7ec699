using Psutil.ContractTests.Suite;

namespace Psutil.Recording.Tests.Contract;

/// <summary>
/// Some samples of this machine, between any two of which its CPUs have worked and a hundred packets went over the loopback interface.
/// </summary>
public sealed class ThisMachineRecorded : IDisposable
{
    public const string Name = "This machine, recorded";

    private const int Samples = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-contract-").FullName;
    private readonly List<RecordedSubject> _subjects = [];
    private int _moments;

    public ThisMachineRecorded()
    {
        using MachineRecorder recorder = Open(Place);
        for (int sample = 0; sample < Samples; sample++)
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            LetSomethingHappen();
        }
    }

    private string Place => Path.Join(_root, "history");

    /// <summary>The machine of the first sample, for one test.</summary>
    public Subject NewSubject()
    {
        RecordedSubject subject = new(this, Recording.Open(Place).OpenFirst());
        _subjects.Add(subject);
        return subject;
    }

    /// <summary>Takes a sample now, and opens the machine on it.</summary>
    public RecordedMachine OpenNow()
    {
        string place = Path.Join(_root, string.Create(CultureInfo.InvariantCulture, $"moment-{_moments++}"));
        using (MachineRecorder recorder = Open(place))
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
        }

        return Recording.Open(place).OpenFirst();
    }

    public void Dispose()
    {
        _subjects.ForEach(subject => subject.Dispose());
        Directory.Delete(_root, recursive: true);
    }

    private static MachineRecorder Open(string place) =>
        new(
            Machine.Local,
            new RecordOptions
            {
                Directory = place,
                WatchProcesses = false,
                LeaveFree = 0,
            }
        );

    private static void LetSomethingHappen()
    {
        CpuTimes before = Machine.Local.Cpu.GetTimes();
        LocalSockets.SendToItself();
        Thread.Sleep(TimeSpan.FromMilliseconds(20));
        Assert.True(ContractTests.Capability.Within(Patience, () =>
            {
                CpuTimes now = Machine.Local.Cpu.GetTimes();
                return now.User + now.System > before.User + before.System && now.Total > before.Total;
            }));
    }
}

/// <summary>The tests of a recorded machine share a recording.</summary>
[CollectionDefinition(ThisMachineRecorded.Name)]
public sealed class RecordedOnce : ICollectionFixture<ThisMachineRecorded>;
