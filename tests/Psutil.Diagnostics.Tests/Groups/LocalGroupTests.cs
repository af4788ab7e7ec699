using System.Diagnostics;

namespace Psutil.Diagnostics.Tests;

/// <summary>Groups of real processes, which the test starts from a program of its own.</summary>
public sealed class LocalGroupTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-groups-").FullName;
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (Process process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void AProgramThatEndsLeavesItsShare()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It copies /bin/sh.");
        string program = Path.Join(_folder, "busy");
        ProgramCopy.Create("/bin/sh", program);
        using Collector collector = new(
            Machine.Local,
            options => options.Groups = new ProcessGroups([new ProcessGroupRule { Group = "busy", Executables = [$"{_folder}/*"] }]),
            name => name.StartsWith("psutil.process_group.", StringComparison.Ordinal)
        );
        Assert.Equal(0, Count());

        // Not in a loop of the test's own: they end when the test does, whatever happens.
        _started.Add(
            Process.Start(program, ["-c", "while kill -0 $0; do :; done", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        );
        _started.Add(
            Process.Start(program, ["-c", "while kill -0 $0; do :; done", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        );
        WaitFor(() => Count() == 2 && Seconds() > 0.05);
        double before = Seconds();
        Stop();
        Stop();
        WaitFor(() => Count() == 0);
        Assert.True(Seconds() >= before);

        double Count() => collector.Collect().Value("psutil.process_group.count", "psutil.group=busy");

        double Seconds() => collector.Collect().Where(series => series.Name == "psutil.process_group.cpu.time").Sum(series => series.Value);

        void Stop()
        {
            _started[0].Kill();
            _started[0].WaitForExit();
            _started[0].Dispose();
            _started.RemoveAt(0);
        }
    }

    private static void WaitFor(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not happen in time.");
            Thread.Sleep(100);
        }
    }
}
