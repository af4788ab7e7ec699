using System.Diagnostics;

namespace Psutil.Recording.Tests;

/// <summary>
/// A machine with 1,000 processes that is recorded at speed: a quarter of an hour of it, and by hand as many days and processes as
/// PSUTIL_RECORDED_DAYS and PSUTIL_RECORDED_PROCESSES say. The sizes are the same each time; the times are printed, and not held.
/// </summary>
public sealed class LongRecordingTests(ITestOutputHelper output) : IDisposable
{
    private const double MostBytesPerDay = 60e6;
    private const int Moments = 60;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ADayTakesLessThanItMay()
    {
        double days = NumberOf("PSUTIL_RECORDED_DAYS", 1 / 96.0);
        int processes = (int)NumberOf("PSUTIL_RECORDED_PROCESSES", 1000);
        SimulatedMachine simulated = new(processes);
        DateTimeOffset start = simulated.Clock.GetUtcNow();
        Stopwatch recording = new();
        using (
            MachineRecorder recorder = _folder.Open(
                simulated.Machine,
                _folder.Options with
                {
                    SlowEvery = TimeSpan.FromMinutes(1),
                    KeepTime = null,
                    KeepBytes = null,
                }
            )
        )
        {
            while (simulated.Clock.GetUtcNow() - start < TimeSpan.FromDays(days))
            {
                recording.Start();
                Assert.True(recorder.Record(), recorder.LastFailure);
                recording.Stop();
                simulated.Step(Every);
            }

            double each = recording.Elapsed.TotalMilliseconds / recorder.WrittenSamples;
            Print($"{recorder.WrittenSamples} samples of {processes} processes, {each:0.0} ms each");
        }

        double bytesPerDay = _folder.Segments.Sum(file => new FileInfo(file).Length) / days;
        Print($"{bytesPerDay / 1e6:0.0} MB a day, {_folder.Segments.Length} files");
        Print($"to a moment: {TimeToMoments(start, simulated.Clock.GetUtcNow(), processes)}");

        // More processes take more; the bar is that of a thousand.
        Assert.InRange(bytesPerDay, 1, MostBytesPerDay * Math.Max(1, processes / 1000.0));
    }

    private string TimeToMoments(DateTimeOffset start, DateTimeOffset end, int processes)
    {
        Random random = new(5);
        List<double> times = [];
        for (int round = 0; round < Moments; round++)
        {
            DateTimeOffset moment = start + ((end - start) * random.NextDouble());
            Stopwatch watch = Stopwatch.StartNew();
            using RecordedMachine machine = Recording.Open(_folder.Path).OpenMachine(moment);
            Assert.Equal(processes, machine.Processes.Capture(ProcessFields.Basic).Count);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {times[Moments / 2]:0} ms, slowest tenth from {times[Moments * 9 / 10]:0} ms, slowest {times[^1]:0} ms"
        );
    }

    private void Print(FormattableString text) => output.WriteLine(FormattableString.Invariant(text));

    private static double NumberOf(string variable, double otherwise) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : otherwise;
}
