using System.Diagnostics;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>A monitor that reads <c>/proc</c>.</summary>
public class MonitorTests : MonitorPathTests
{
    private const ProcessFields Rich = ProcessFields.Basic | ProcessFields.UserName | ProcessFields.CommandLine | ProcessFields.IOCounters;

    private protected override int LeastKeptDescriptors => 1;

    [Theory]
    [InlineData(Rich)]
    public void StartsAndExitsOfMoreFieldsAreToldOnce(ProcessFields fields) => AssertStartsAndExitsAreToldOnce(fields);

    [Theory]
    [InlineData(Rich)]
    [InlineData(ProcessFields.All & ~ProcessFields.Connections)]
    public void ItSaysWhatACaptureOfMoreFieldsSays(ProcessFields fields) => AssertItSaysWhatACaptureSays(fields);

    [Fact]
    public void CpuPercentIsUnknownFirstAndThenTheTimeUsed()
    {
        using Child busy = new(new ProcessStartInfo("/bin/sh", ["-c", "while :; do :; done"]));
        using Child idle = new();
        Child.Until(() => idle.Handle.GetStatus() == ProcessStatus.Sleeping, "the child to sleep");

        // This thread may not run between a refresh and a reading of the clock.
        Sampling.Retry(() =>
        {
            using ProcessMonitor monitor = PlainMachine.Local.Processes.CreateMonitor(Compared);
            monitor.Refresh();
            Assert.Null(Row(monitor, busy).CpuPercent);
            Assert.Null(Row(monitor, busy).CpuPercentOfMachine);
            Assert.Null(Row(monitor, idle).CpuPercent);

            long start = Stopwatch.GetTimestamp();
            TimeSpan used = busy.Handle.GetCpuTimes().Total;
            Child.Until(() => busy.Handle.GetCpuTimes().Total - used >= TimeSpan.FromSeconds(0.5), "half a second of CPU time");
            monitor.Refresh();
            double atMost = (busy.Handle.GetCpuTimes().Total - used + TimeSpan.FromMilliseconds(30)).TotalMilliseconds;
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            MonitoredProcess row = Row(monitor, busy);
            Assert.InRange(row.CpuPercent!.Value, 450 / elapsed * 100 * 0.8, atMost / elapsed * 100 * 1.3);
            Assert.Equal(row.CpuPercent.Value / Machine.Local.Cpu.GetLogicalCount(), row.CpuPercentOfMachine!.Value, 6);
            Assert.Equal(0, Row(monitor, idle).CpuPercent);
            Assert.Equal(0, Row(monitor, idle).CpuPercentOfMachine);
        });
    }

    [Fact]
    public void IORatesAreUnknownFirstAndThenWhatWasMoved()
    {
        using Child worker = Child.Python(
            """
            import os, sys
            zero = os.open("/dev/zero", os.O_RDONLY)
            print("ready", flush=True)
            sys.stdin.read(1)
            for _ in range(5000): os.read(zero, 1)
            print("done", flush=True)
            sys.stdin.read()
            """
        );
        using ProcessMonitor monitor = PlainMachine.Local.Processes.CreateMonitor(Rich);
        monitor.Refresh();
        Assert.Null(Row(monitor, worker).IORates);
        long start = Stopwatch.GetTimestamp();
        worker.Say("x");
        Assert.Equal("done", worker.ReadLine());
        TimeSpan shortest = Stopwatch.GetElapsedTime(start);
        monitor.Refresh();
        ProcessIORates rates = Row(monitor, worker).IORates!.Value;
        Assert.InRange(rates.ReadsPerSecond!.Value, 1, 5100 / shortest.TotalSeconds);
        Assert.True(rates.ReadsPerSecond > rates.WritesPerSecond);
        Assert.NotNull(rates.ReadBytesPerSecond);
        monitor.Refresh();
        Assert.Equal(0, Row(monitor, worker).IORates!.Value.ReadsPerSecond);
    }

    [Fact]
    public void DescriptorsAreKeptWithinTheLimitAndGivenBack()
    {
        const int Limit = 7;
        LinuxProcesses processes = (LinuxProcesses)PlainMachine.Local.Processes;
        using Child child = new();
        using (LinuxProcessMonitor monitor = processes.CreateMonitor(Compared, TimeProvider.System, Limit))
        {
            monitor.Refresh();
            Assert.Equal(Limit, monitor.KeptDescriptorCount);

            // Those without a descriptor are read all the same.
            monitor.Refresh();
            Assert.Equal("sleep", Row(monitor, child).Snapshot.Name);
            Assert.True(monitor.Processes.Count > Limit);
            child.End();
            Assert.Contains(monitor.Refresh().Exited, process => process.Pid == child.Pid);
        }

        using LinuxProcessMonitor whole = processes.CreateMonitor(Compared, TimeProvider.System, null);
        whole.Refresh();
        int kept = whole.KeptDescriptorCount;
        Assert.InRange(kept, whole.Processes.Count, whole.Processes.Count * 2);
        Assert.InRange(OwnDescriptors("stat"), 1, int.MaxValue);
        whole.Dispose();
        Assert.Equal(0, whole.KeptDescriptorCount);
        Assert.Throws<ObjectDisposedException>(() => whole.Refresh());
    }

    [Fact]
    public void MonitorsShareAThirdOfTheDescriptorLimit()
    {
        string line = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Assert.Equal(long.Parse(soft, CultureInfo.InvariantCulture) / 3, KeptDescriptors.SharedBudget);
    }

    [Fact]
    public void AProcessThatEndsGivesItsDescriptorsBackAtTheNextRefresh()
    {
        LinuxProcesses processes = (LinuxProcesses)PlainMachine.Local.Processes;
        using Child child = new();
        using LinuxProcessMonitor monitor = processes.CreateMonitor(Compared, TimeProvider.System, null);
        monitor.Refresh();

        // Tests beside this one read and watch all processes, too.
        Child.Until(() => OwnDescriptorsOf(child.Pid) == 2, "only the monitor's descriptors to be open");
        child.End();
        monitor.Refresh();
        Child.Until(() => OwnDescriptorsOf(child.Pid) == 0, "no descriptor of the process to be open");
    }

    private static int OwnDescriptorsOf(int pid)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/");
        return OwnLinks().Count(link => link.StartsWith(folder, StringComparison.Ordinal));
    }

    private static int OwnDescriptors(string file) =>
        OwnLinks()
            .Count(link => link.StartsWith("/proc/", StringComparison.Ordinal) && link.EndsWith("/" + file, StringComparison.Ordinal));

    private static IEnumerable<string> OwnLinks() =>
        from name in Directory.GetFileSystemEntries("/proc/self/fd")
        select new FileInfo(name).LinkTarget ?? "";

    private protected override LinuxProcessMonitor CreateMonitor(ProcessFields fields) =>
        ((LinuxProcesses)PlainMachine.Local.Processes).CreateMonitor(fields, TimeProvider.System, null);
}
