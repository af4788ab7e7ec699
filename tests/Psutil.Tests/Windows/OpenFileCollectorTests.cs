using System.Diagnostics;
using Psutil.Platforms.Windows;

namespace Psutil.Tests.Windows;

/// <summary>Naming the files of a process some of whose handles never answer, as a pipe that somebody reads from does not.</summary>
public sealed class OpenFileCollectorTests : IDisposable
{
    private const uint FileType = 37;
    private const uint EventType = 16;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _release = new();
    private readonly DeadlineCalls<FileHandle, FileAnswer> _names;
    private readonly Dictionary<nuint, int> _questions = [];
    private int _calls;

    public OpenFileCollectorTests() =>
        _names = new DeadlineCalls<FileHandle, FileAnswer>(Answer, "test", idleTime: TimeSpan.FromMilliseconds(50));

    public void Dispose() => _release.Set();

    [Fact]
    public void FilesAreNamedOnceAndNothingElseIsAsked()
    {
        (IReadOnlyList<string> paths, int unnamed) = Collect(
            Event(1),
            File(2),
            Event(3),
            File(4),
            Event(5),
            File(102),
            File(6),
            File(7),
            Event(9)
        );
        Assert.Equal(["file 2", "file 4"], paths);
        Assert.Equal(1, unnamed);
        Assert.Equal([1, 2, 3], _questions.Keys.Order().Select(handle => (int)handle));
        Assert.Equal(5, _calls);
    }

    [Fact]
    public void AHandleThatCameInTheFirstOnesPlaceDoesNotHideAllFiles() =>
        Assert.Equal(["file 2", "file 4"], Collect(new HandleOfType(1, FileType), File(2), File(4)).Paths);

    [Fact]
    public void AHandleThatIsGoneTellsNothingOfItsType()
    {
        (IReadOnlyList<string> paths, int unnamed) = Collect(new HandleOfType(8, FileType), new HandleOfType(18, FileType), File(2));
        Assert.Equal(["file 2"], paths);
        Assert.Equal(0, unnamed);
    }

    [Fact]
    public void OneThatNeverAnswersIsGivenUpInTimeAndCounted()
    {
        Stopwatch watch = Stopwatch.StartNew();
        (_, int unnamed) = Collect(Impatient(), File(1000));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(15), Long);
        Assert.Equal(1, unnamed);
        Assert.Equal(["file 2", "file 4"], Collect(File(2), File(4)).Paths);
    }

    [Fact]
    public void HoweverOftenItIsAskedOneThatNeverAnswersKeepsOneThread()
    {
        for (int round = 0; round < 10; round++)
        {
            Assert.Equal(1, Collect(Impatient(), File(1000)).Unnamed);
        }

        Assert.Equal(1, _names.PendingCount);
        _release.Set();
        Assert.True(SpinWait.SpinUntil(() => _names.PendingCount == 0, Long));
        Assert.Equal(0, Collect(File(2), File(1000)).Unnamed);
    }

    [Fact]
    public void ManyThatNeverAnswerKeepNoMoreThanSoManyThreads()
    {
        HandleOfType[] handles = [.. Enumerable.Range(1000, 200).Select(number => File((nuint)number)), File(2)];
        (IReadOnlyList<string> paths, int unnamed) = Collect(Impatient(), handles);
        Assert.Empty(paths);
        Assert.Equal(201, unnamed);
        Assert.Equal(OpenFileCollector.MostPending, _names.PendingCount);

        // Another process finds the threads taken.
        Assert.Equal(201, Impatient().Collect(5, null, handles).Unnamed);
        Assert.Equal(OpenFileCollector.MostPending, _names.PendingCount);
    }

    [Fact]
    public void AllTogetherHaveSoMuchTimeAndNoMore()
    {
        HandleOfType[] handles = [.. Enumerable.Range(1000, 200).Select(number => File((nuint)number))];
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Equal(
            200,
            Collect(
                new OpenFileCollector(_names, IsFile)
                {
                    PatienceForOne = TimeSpan.FromMilliseconds(50),
                    PatienceForAll = TimeSpan.FromMilliseconds(200),
                },
                handles
            ).Unnamed
        );
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(190), Long);
        Assert.InRange(_names.PendingCount, 1, 5);
    }

    // However slow this machine is, what answers does so in time.
    private OpenFileCollector Patient() => new(_names, IsFile) { PatienceForOne = Long, PatienceForAll = Long };

    private OpenFileCollector Impatient() => new(_names, IsFile) { PatienceForOne = TimeSpan.FromMilliseconds(20), PatienceForAll = Long };

    private static HandleOfType File(nuint value) => new(value, FileType);

    private static HandleOfType Event(nuint value) => new(value, EventType);

    private (IReadOnlyList<string> Paths, int Unnamed) Collect(params HandleOfType[] handles) => Collect(Patient(), handles);

    private static (IReadOnlyList<string> Paths, int Unnamed) Collect(OpenFileCollector collector, params HandleOfType[] handles) =>
        collector.Collect(4, 1, handles);

    // The odd ones are events, but for the stuck ones; 8 and 18 are closed.
    private bool? IsFile(nuint handle)
    {
        _questions[handle] = _questions.GetValueOrDefault(handle) + 1;
        return handle is 8 or 18 ? null : handle >= 1000 || handle % 2 == 0;
    }

    private FileAnswer Answer(FileHandle handle)
    {
        Interlocked.Increment(ref _calls);
        if (handle.Value >= 1000)
        {
            _release.Wait();
        }

        return handle.Value switch
        {
            6 => default,
            7 => new FileAnswer(null, IsUnnamed: true),
            _ => new FileAnswer($"file {handle.Value % 100}", IsUnnamed: false),
        };
    }
}
