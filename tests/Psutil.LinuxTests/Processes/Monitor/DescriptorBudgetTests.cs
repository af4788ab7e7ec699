using System.Diagnostics;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>Several monitors in a process that may have few descriptors.</summary>
public class DescriptorBudgetTests
{
    private const int Limit = 600;
    private const int ProcessCount = 2 * Limit / 3;

    [Fact]
    public void MonitorsLeaveTheirProcessItsDescriptors()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(MonitorsLeaveTheirProcessItsDescriptors), $"ulimit -n {Limit}"))
        {
            return;
        }

        Assert.Equal(Limit / 3, KeptDescriptors.SharedBudget);

        // Each waits until the standard input of the shell is closed.
        using Child processes = new(
            new ProcessStartInfo(
                "sh",
                ["-c", $"exec 3<&0; i=0; while [ $i -lt {ProcessCount} ]; do cat <&3 & i=$((i+1)); done; echo ready; wait"]
            )
        );
        Assert.Equal("ready", processes.ReadLine());
        LinuxProcessMonitor[] monitors = [.. Enumerable.Range(0, 4).Select(_ => CreateMonitor())];
        RefreshAll(monitors);
        RefreshAll(monitors);

        // What loads assemblies is done before there is no descriptor left to load them with.
        using Machine nothing = Machine.Open(new MachineOptions { ProcPath = "/nonexistent" });
        using ProcessMonitor failing = nothing.Processes.CreateMonitor(ProcessFields.Basic);
        Assert.Throws<SystemCallException>(() => failing.Refresh());
        monitors = [.. monitors.OrderByDescending(monitor => monitor.KeptDescriptorCount)];
        Assert.InRange(monitors.Sum(monitor => monitor.KeptDescriptorCount), 1, KeptDescriptors.SharedBudget);

        // The rest is the host's.
        List<FileStream> files = OpenFiles(Limit / 3);
        Assert.Equal(Limit / 3, files.Count);

        files.ForEach(file => file.Dispose());
        files.Clear();

        // When the host takes the last one, the monitors still read, and give back theirs.
        files.AddRange(OpenFiles(Limit));
        RefreshAll(monitors);
        List<FileStream> more = OpenFiles(Limit / 6);
        int keptWhenExhausted = monitors.Sum(monitor => monitor.KeptDescriptorCount);
        int[] counts = [.. monitors.Select(monitor => monitor.Processes.Count(process => process.Snapshot.Name is not null))];
        files.Concat(more).ToList().ForEach(file => file.Dispose());
        Assert.Equal(0, keptWhenExhausted);
        Assert.All(counts, count => Assert.True(count > ProcessCount));
        Assert.NotEmpty(more);

        // What is free again is used again, and once only.
        RefreshAll(monitors);
        RefreshAll(monitors);
        int kept = monitors.Sum(monitor => monitor.KeptDescriptorCount);
        Assert.InRange(kept, 1, KeptDescriptors.SharedBudget);
        Assert.All(monitors, monitor => monitor.Dispose());
        using LinuxProcessMonitor last = CreateMonitor();
        last.Refresh();
        Assert.InRange(last.KeptDescriptorCount, kept, KeptDescriptors.SharedBudget);
    }

    private static LinuxProcessMonitor CreateMonitor() =>
        ((LinuxProcesses)PlainMachine.Local.Processes).CreateMonitor(ProcessFields.Basic, TimeProvider.System, null);

    private static void RefreshAll(LinuxProcessMonitor[] monitors) => Array.ForEach(monitors, monitor => monitor.Refresh());

    /// <summary>Opens a file again and again until it is open often enough, or there is no descriptor left.</summary>
    private static List<FileStream> OpenFiles(int most)
    {
        List<FileStream> files = [];
        try
        {
            while (files.Count < most)
            {
                files.Add(new FileStream("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));
            }
        }
        catch (IOException) { }

        return files;
    }
}
