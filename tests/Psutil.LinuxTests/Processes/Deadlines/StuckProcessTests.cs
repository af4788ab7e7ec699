using Psutil.LinuxTests.Control;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests.Deadlines;

/// <summary>A process whose memory map is locked for as long as it likes.</summary>
[Collection(Alone.Name)]
public class StuckProcessTests
{
    private const ProcessFields Locked =
        ProcessFields.CommandLine | ProcessFields.Environment | ProcessFields.MemoryMaps | ProcessFields.MemoryFootprint;

    private static Processes Processes => Machine.Local.Processes;

    private static ProcessSnapshot Find(IReadOnlyList<ProcessSnapshot> table, int pid) => Assert.Single(table, row => row.Pid == pid);

    /// <summary>How many of our threads wait for a process.</summary>
    private static int ReadsOf(int pid) => StuckReads.All.Count(read => read.Identity.Pid == pid && read.Proc == "/proc");

    private static void HasOnlyWhatNeedsNoLock(ProcessSnapshot stuck)
    {
        Assert.Equal(StuckProcess.ShortName, stuck.Name);
        Assert.Equal(ProcessStatus.DiskSleep, stuck.Status);
        Assert.NotNull(stuck.Memory);
        Assert.NotNull(stuck.IOCounters);
        Assert.NotNull(stuck.OpenFiles);
        Assert.EndsWith(StuckProcess.Name, stuck.ExecutablePath, StringComparison.Ordinal);
        Assert.Equal(Locked | ProcessFields.NetworkIO, stuck.Unavailable.Keys.Aggregate((left, right) => left | right));
        Assert.All(stuck.Unavailable, field =>
            Assert.Equal(
                field.Key == ProcessFields.NetworkIO ? UnavailableReason.NotMeasured : UnavailableReason.TimedOut,
                field.Value.Reason
            )
        );
    }

    [Fact]
    public void ItKeepsNoTableFromBeingRead()
    {
        using Child other = new();
        using StuckProcess stuck = new();
        for (int round = 0; round < 20; round++)
        {
            IReadOnlyList<ProcessSnapshot> table = Processes.Capture(Processes.SupportedFields, maxDegreeOfParallelism: 1 + round % 3);
            HasOnlyWhatNeedsNoLock(Find(table, stuck.Pid));
            Assert.Equal(["sleep", "1000"], Find(table, other.Pid).CommandLine);
            Assert.Equal(StuckProcess.ShortName, Find(Processes.Capture(ProcessFields.Name), stuck.Pid).Name);
            Assert.Equal(1, ReadsOf(stuck.Pid));
        }

        HasOnlyWhatNeedsNoLock(stuck.Handle.Capture(Processes.SupportedFields));
        Assert.Equal(1, ReadsOf(stuck.Pid));
    }

    [Fact]
    public void AGetterSaysWhatDidNotComeInTime()
    {
        using StuckProcess stuck = new();
        PsutilTimeoutException exception = Assert.Throws<PsutilTimeoutException>(() => stuck.Handle.GetCommandLine());
        Assert.Equal(
            $"CommandLine of process {stuck.Pid} could not be read in time: read(/proc/{stuck.Pid}/cmdline): ETIMEDOUT, connection timed out",
            exception.Message
        );
        Assert.Throws<PsutilTimeoutException>(() => stuck.Handle.GetEnvironment());
        Assert.Throws<PsutilTimeoutException>(() => stuck.Handle.GetMemoryMaps());
        Assert.Throws<PsutilTimeoutException>(() => stuck.Handle.GetMemoryFootprint());
        Assert.Equal(StuckProcess.ShortName, stuck.Handle.GetName());
        Assert.NotEmpty(stuck.Handle.GetOpenFiles());
    }

    [Fact]
    public void OnceItGoesOnItIsAskedAgain()
    {
        using StuckProcess stuck = new();
        using ProcessMonitor names = Processes.CreateMonitor(ProcessFields.Name);
        using ProcessMonitor all = Processes.CreateMonitor(ProcessFields.All);
        string? Name(ProcessMonitor monitor)
        {
            monitor.Refresh();
            return Assert.Single(monitor.Processes, process => process.Pid == stuck.Pid).Snapshot.Name;
        }

        Assert.Equal(StuckProcess.ShortName, Name(names));
        Assert.Equal(StuckProcess.ShortName, Name(all));
        Assert.Equal(1, ReadsOf(stuck.Pid));
        stuck.Release();
        Child.Until(() => ReadsOf(stuck.Pid) == 0, "the reads to return");
        Assert.Equal(StuckProcess.Name, Name(names));
        Assert.Equal(StuckProcess.Name, Name(all));
        Assert.EndsWith(StuckProcess.Name, stuck.Handle.GetCommandLine()[0], StringComparison.Ordinal);
        Assert.NotEmpty(stuck.Handle.GetMemoryMaps());
    }

    [Fact]
    public void TheHoldersOfAFileAreFoundBesideIt()
    {
        string path = Path.GetTempFileName();
        try
        {
            using StuckProcess stuck = new();
            using Child holder = Child.Python("import sys\nfile = open(sys.argv[1])\nprint('ready', flush=True)\nsys.stdin.read()", path);
            FileHolders holders = Processes.FindFileHolders(path);
            Assert.Equal(holder.Pid, Assert.Single(holders.Holders).Process.Pid);

            // Newer kernels need no lock for the list of maps (Linux 6.17).
            Assert.All(holders.Unavailable.Where(pair => pair.Key.Pid == stuck.Pid), pair =>
                Assert.Equal(UnavailableReason.TimedOut, pair.Value.Reason)
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ItsTreeCanBeKilled()
    {
        using StuckProcess stuck = new();
        OSProcess handle = Processes.Get(stuck.Pid);
        KillTreeResult result = handle.KillTree(new KillTreeOptions { Timeout = TimeSpan.Zero });
        Assert.Equal(stuck.Pid, Assert.Single(result.Survivors).Pid);
    }
}
