using System.Diagnostics;
using Psutil;
using Psutil.Recording;
using Psutil.Recording.Tests;

// Psutil.RecordingCost [DAYS [PROCESSES [MOMENTS]]]: records days of a simulated machine at speed, and opens moments of them.
double days = NumberAt(0, 1);
int processes = (int)NumberAt(1, 1000);
int moments = (int)NumberAt(2, 200);
TimeSpan every = TimeSpan.FromSeconds(5);
string root = Directory.CreateTempSubdirectory("psutil-recording-cost-").FullName;
try
{
    string directory = Path.Join(root, "history");
    SimulatedMachine simulated = new(processes);
    DateTimeOffset start = simulated.Clock.GetUtcNow();
    Record(simulated, directory, start);
    TimeSpan recorded = simulated.Clock.GetUtcNow() - start;
    Random random = new(5);
    OpenMoments("a random moment", directory, () => start + (recorded * random.NextDouble()));
    int hours = Math.Max(1, (int)recorded.TotalHours);
    OpenMoments("the start of an hour, which needs no differences", directory, () => start + TimeSpan.FromHours(random.Next(hours)));
}
finally
{
    Directory.Delete(root, recursive: true);
}

return 0;

double NumberAt(int index, double otherwise) =>
    index < args.Length ? double.Parse(args[index], NumberStyles.Float, CultureInfo.InvariantCulture) : otherwise;

void Record(SimulatedMachine simulated, string directory, DateTimeOffset start)
{
    RecordOptions options = new()
    {
        Directory = directory,
        Every = every,
        KeepTime = null,
        KeepBytes = null,
        LeaveFree = 0,
        WatchProcesses = false,
    };
    using MachineRecorder recorder = new(simulated.Machine, options);
    List<double> times = [];
    long allocated = 0;
    TimeSpan cpu = TimeSpan.Zero;
    double? early = null;
    while (simulated.Clock.GetUtcNow() - start < TimeSpan.FromDays(days))
    {
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        long from = Stopwatch.GetTimestamp();
        if (!recorder.Record())
        {
            throw new InvalidOperationException(recorder.LastFailure);
        }

        times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        cpu += Environment.CpuUsage.TotalTime - cpuBefore;
        allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        simulated.Step(every);

        // After the first whole sample and some differences: what grows from here on grows with time.
        early ??= times.Count == 20 ? HeldMegabytes() : null;
    }

    long samples = recorder.WrittenSamples;
    double bytes = Directory.GetFiles(directory, "*").Sum(file => new FileInfo(file).Length);
    Print($"{samples} samples of {processes} processes, {days} days simulated");
    Print($"{bytes / days / 1e6:0.0} MB a day, {bytes / samples:0} bytes a sample");
    Print($"{cpu.TotalMilliseconds / samples:0.00} ms of CPU a sample; {Spread(times)}; {allocated / samples / 1024} KiB allocated");
    Print($"{HeldMegabytes():0.0} MB of objects, after 20 samples {early ?? double.NaN:0.0} MB, with those of the simulation");
}

void OpenMoments(string what, string directory, Func<DateTimeOffset> next)
{
    List<double> times = [];
    List<double> cpuTimes = [];
    for (int round = -10; round < moments; round++)
    {
        DateTimeOffset moment = next();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        long from = Stopwatch.GetTimestamp();
        using RecordedMachine machine = Recording.Open(directory).OpenMachine(moment);
        if (machine.Processes.Capture(ProcessFields.Basic).Count != processes)
        {
            throw new InvalidOperationException("A process is missing.");
        }

        // The first ones are compiled.
        if (round >= 0)
        {
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            cpuTimes.Add((Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds);
        }
    }

    Print($"to the processes of {what}: {Spread(times)}");
    Print($"    CPU time: {Spread(cpuTimes)}");
}

static double HeldMegabytes() => GC.GetTotalMemory(forceFullCollection: true) / 1e6;

static string Spread(List<double> times)
{
    times.Sort();
    return string.Create(
        CultureInfo.InvariantCulture,
        $"median {times[times.Count / 2]:0.0} ms, slowest tenth from {times[times.Count * 9 / 10]:0.0} ms, slowest {times[^1]:0.0} ms"
    );
}

static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
