using System.Text.Json;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests;

public class LinuxCpuTests
{
    private const double TickSeconds = 0.01;

    private static Cpu Cpu => Machine.Local.Cpu;

    [Fact]
    public void TimesLieBetweenTwoReadingsOfPsutil()
    {
        const string Expression = "list(psutil.cpu_times()[:10])";
        double[] before = Numbers(PythonPsutil.Evaluate(Expression));
        double[] ours = Seconds(Cpu.GetTimes());
        double[] after = Numbers(PythonPsutil.Evaluate(Expression));
        AssertBracketed(before, ours, after);
    }

    [Fact]
    public void TimesOfEachCpuLieBetweenTwoReadingsOfPsutil()
    {
        const string Expression = "[list(times[:10]) for times in psutil.cpu_times(percpu=True)]";
        JsonElement before = PythonPsutil.Evaluate(Expression);
        IReadOnlyList<CpuCoreTimes> ours = Cpu.GetTimesPerCpu();
        JsonElement after = PythonPsutil.Evaluate(Expression);
        Assert.Equal(before.GetArrayLength(), ours.Count);
        for (int index = 0; index < ours.Count; index++)
        {
            AssertBracketed(Numbers(before[index]), Seconds(ours[index].Times), Numbers(after[index]));
        }
    }

    [Fact]
    public void TheSumOfTheCpusIsTheWhole()
    {
        CpuTimes before = Cpu.GetTimes();
        TimeSpan sum = new(Cpu.GetTimesPerCpu().Sum(core => core.Times.Total!.Value.Ticks));
        CpuTimes after = Cpu.GetTimes();

        // Each of nine times of each CPU is cut to ticks on its own, and idle time may step back by one.
        TimeSpan slack = TimeSpan.FromMilliseconds(10 * 10 * (Cpu.GetLogicalCount() + 1));
        Assert.InRange(sum, before.Total!.Value - slack, after.Total!.Value + slack);
    }

    [Fact]
    public void LogicalCpusAreThoseThatTheCLibraryCounts()
    {
        int expected = int.Parse(Command.Run("getconf", "_NPROCESSORS_ONLN"), CultureInfo.InvariantCulture);
        Assert.Equal(expected, Cpu.GetLogicalCount());
        Assert.Equal(expected, Cpu.GetTimesPerCpu().Count);
        Assert.Equal(PythonPsutil.Evaluate("psutil.cpu_count()").GetInt32(), Cpu.GetLogicalCount());
    }

    [Fact]
    public void CoresAreThoseThatTheTopologyToolCounts()
    {
        string[] cores =
        [
            .. Command.Run("lscpu", "--parse=core,socket").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'),
        ];
        Assert.Equal(cores.Distinct().Count(), Cpu.GetPhysicalCount());
    }

    [Fact]
    public void AvailableCpusAreWhatAffinityLeaves()
    {
        Assert.SkipWhen(Machine.Local.GetLimits().CpuCount is not null, "a CPU quota is set");
        Assert.Equal(int.Parse(Command.Run("nproc"), CultureInfo.InvariantCulture), Cpu.GetAvailableCount());
        Assert.Equal(Environment.ProcessorCount, Cpu.GetAvailableCount());
    }

    [Fact]
    public void AffinityIsCountedForAnyProcessAndItsErrorsAreTold()
    {
        Assert.Equal(PythonPsutil.Evaluate("len(psutil.Process(1).cpu_affinity())").GetInt32(), Count(1));
        Assert.Equal(-Errno.ESRCH, CpuMask.Read(int.MaxValue, out _));
        using Child pinned = new(new System.Diagnostics.ProcessStartInfo("taskset", ["-c", "0", "sleep", "1000"]));
        Child.Until(() => Count(pinned.Pid) == 1, "the tool to pin itself");
    }

    [Fact]
    public void CountersLieBetweenTwoReadingsOfPsutil()
    {
        const string Expression = "list(psutil.cpu_stats()[:3])";
        double[] before = Numbers(PythonPsutil.Evaluate(Expression));
        long created = TasksCreated();
        CpuStatistics ours = Cpu.GetStatistics();
        double[] after = Numbers(PythonPsutil.Evaluate(Expression));
        Assert.InRange(ours.ContextSwitches!.Value, (long)before[0], (long)after[0]);
        Assert.InRange(ours.Interrupts!.Value, (long)before[1], (long)after[1]);
        Assert.InRange(ours.SoftInterrupts!.Value, (long)before[2], (long)after[2]);
        Assert.Null(ours.SystemCalls);

        // Python's psutil does not read it.
        Assert.InRange(ours.TasksCreated!.Value, created, TasksCreated());

        static long TasksCreated() =>
            long.Parse(
                File.ReadLines("/proc/stat").Single(line => line.StartsWith("processes ", StringComparison.Ordinal))["processes ".Length..],
                CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public void FrequenciesAreAsManyAsPsutilSees()
    {
        JsonElement theirs = PythonPsutil.Evaluate("[f.current for f in psutil.cpu_freq(percpu=True)]");
        IReadOnlyList<CpuCoreFrequency> cores = Cpu.GetFrequencyPerCpu();
        CpuFrequency[] ours = [.. cores.Select(core => core.Frequency)];
        Assert.Equal(theirs.GetArrayLength(), ours.Length);
        Assert.All(cores, core => Assert.Contains(Cpu.GetTimesPerCpu(), times => times.Number == core.Number));

        // The present frequency may change from one moment to the next, though not to another order.
        Assert.All(ours, frequency => Assert.InRange(frequency.CurrentMegahertz, 100, 10_000));
        Assert.All(ours, frequency => Assert.True(frequency.MinimumMegahertz is null or > 0 && frequency.MaximumMegahertz is null or > 0));
    }

    [Fact]
    public void TheLoadIsWhatUptimePrints() =>
        Sampling.Retry(() =>
        {
            LoadAverage ours = Cpu.GetLoadAverage();
            string[] theirs = File.ReadAllText("/proc/loadavg").Split(' ');
            Assert.Equal(
                theirs.Take(3),
                [
                    ours.OneMinute.ToString("0.00", CultureInfo.InvariantCulture),
                    ours.FiveMinutes.ToString("0.00", CultureInfo.InvariantCulture),
                    ours.FifteenMinutes.ToString("0.00", CultureInfo.InvariantCulture),
                ]
            );
        });

    [Fact]
    public void PressureGrowsWithTheFile()
    {
        Assert.SkipUnless(File.Exists("/proc/pressure/cpu"), "this kernel keeps no pressure information");
        TimeSpan before = Total(File.ReadAllText("/proc/pressure/cpu"));
        PressureStall? ours = Cpu.GetPressure();
        TimeSpan after = Total(File.ReadAllText("/proc/pressure/cpu"));
        Assert.InRange(ours!.Value.Some.Total, before, after);

        static TimeSpan Total(string text) =>
            TimeSpan.FromMicroseconds(long.Parse(text.Split('\n')[0].Split("total=")[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ABusyLoopIsSeen()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Thread loop = new(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Thread.SpinWait(100);
            }
        });
        loop.Start();
        try
        {
            // One CPU's worth at most, half of it at least: the machine may be shared.
            double percent = Cpu.GetPercent(TimeSpan.FromSeconds(1))!.Value;
            Assert.InRange(percent * Cpu.GetLogicalCount(), 25, 100.0 * Cpu.GetLogicalCount());
            Assert.True(Cpu.GetPercentPerCpu(TimeSpan.FromMilliseconds(200)).Count == Cpu.GetLogicalCount());
        }
        finally
        {
            stop.Cancel();
            loop.Join();
        }
    }

    private static void AssertBracketed(double[] before, double[] ours, double[] after)
    {
        for (int index = 0; index < before.Length; index++)
        {
            // Psutil rounds ticks through floating point; idle and iowait of an idle CPU may step back by a tick.
            double slack = index is 3 or 4 ? 5 * TickSeconds : TickSeconds / 2;
            Assert.InRange(ours[index], before[index] - slack, after[index] + slack);
        }
    }

    // In psutil's order.
    private static double[] Seconds(CpuTimes times) =>
        [
            times.User!.Value.TotalSeconds,
            times.Nice!.Value.TotalSeconds,
            times.System!.Value.TotalSeconds,
            times.Idle!.Value.TotalSeconds,
            times.IOWait!.Value.TotalSeconds,
            times.Irq!.Value.TotalSeconds,
            times.SoftIrq!.Value.TotalSeconds,
            times.Steal!.Value.TotalSeconds,
            times.Guest!.Value.TotalSeconds,
            times.GuestNice!.Value.TotalSeconds,
        ];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static int Count(int pid)
    {
        Assert.Equal(0, CpuMask.Read(pid, out List<int> cpus));
        return cpus.Count;
    }
}
