namespace Psutil.Diagnostics.Tests;

/// <summary>The machine that the tests run on. Each value lies between two readings of the same source by other means.</summary>
public sealed class LocalMachineTests
{
    [Fact]
    public void TheCpuTimesAreThoseOfProcStat()
    {
        SkipUnlessLinux();
        using Collector collector = new(Machine.Local, only: name => name == "system.cpu.time");
        double before = UserTicks();
        double value = collector.Collect().Value("system.cpu.time", "cpu.mode=user");
        Assert.InRange(Math.Round(value * 100), before, UserTicks());

        static double UserTicks() =>
            double.Parse(
                File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            );
    }

    [Fact]
    public void TheStatesOfMemoryAddUpToMemTotal()
    {
        SkipUnlessLinux();
        using Collector collector = new(Machine.Local, only: name => name == "system.memory.usage");
        double total =
            1024
            * double.Parse(
                File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            );
        Assert.Equal(total, collector.Collect().Where(series => series.Name == "system.memory.usage").Sum(series => series.Value));
    }

    [Fact]
    public void TheBytesOfAnInterfaceAreThoseOfProcNetDev()
    {
        SkipUnlessLinux();
        Assert.SkipUnless(File.ReadAllText("/proc/net/dev").Contains(" lo:", StringComparison.Ordinal), "There is no loopback interface.");
        using Collector collector = new(Machine.Local, only: name => name == "system.network.io");
        double before = Received();
        double value = collector.Collect().Value("system.network.io", "network.interface.name=lo,network.io.direction=receive");
        Assert.InRange(value, before, Received());

        static double Received()
        {
            string line = File.ReadLines("/proc/net/dev").Single(line => line.TrimStart().StartsWith("lo:", StringComparison.Ordinal));
            return double.Parse(line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void ThisProcessIsTheOneThatAsks()
    {
        using Collector collector = new(Machine.Local);
        IReadOnlyList<Series> all = collector.Collect();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        double value = all.Where(series => series.Name == "process.cpu.time").Sum(series => series.Value);
        Assert.InRange(value, 0.01, used.TotalSeconds + 1);
        Assert.True(all.Value("process.thread.count") > 1);
        Assert.True(all.Value("process.memory.usage") > 1_000_000);
        Assert.DoesNotContain(all, series =>
            series is { Name: "psutil.source.failures", Tags: var tags } && tags.EndsWith("=process", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void AThousandCollectionsLeaveNothingBehind()
    {
        // What depends on the number of other programs' processes and sockets is repeated on a fake machine.
        FakeClock clock = new();
        using Machine machine = Machine.Open(new MachineOptions { TimeProvider = clock });
        using Collector collector = new(machine, options =>
            (options.PerCpu, options.Subjects) = (
                true,
                PsutilMetricSubjects.All & ~PsutilMetricSubjects.ProcessTable & ~PsutilMetricSubjects.Connections
            )
        );
        Repeat(100);

        // The tests beside this one change the memory and the descriptors, too; what a thousand collections lose is lost each time.
        List<(long Memory, int Files)> growths = [];
        do
        {
            (long memory, int files) = Measure();
            Repeat(1000);
            (long memoryAfter, int filesAfter) = Measure();
            growths.Add((memoryAfter - memory, filesAfter - files));
        } while (growths[^1] is (>= 1_000_000, _) or (_, >= 20) && growths.Count < 5);

        Assert.True(growths[^1] is (< 1_000_000, < 20), $"After each 1,000 collections more: {string.Join(", ", growths)}");

        void Repeat(int count)
        {
            for (int index = 0; index < count; index++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                Assert.NotEmpty(collector.Collect());
            }
        }

        static (long Memory, int Files) Measure()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            long bytes = GC.GetTotalMemory(forceFullCollection: true);
            return (bytes, OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : 0);
        }
    }

    private static void SkipUnlessLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "This compares with Linux's /proc.");
}
