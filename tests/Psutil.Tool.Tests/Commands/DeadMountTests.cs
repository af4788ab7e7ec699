using System.Text.Json;
using Psutil.Tool.Readings;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>File systems that do not answer cost the time of one, because all are asked together.</summary>
public class DeadMountTests
{
    [Theory]
    [InlineData("disks --all --json", 6)]
    [InlineData("disks", 6)]
    [InlineData("dump --json", 6)]
    [InlineData("", 2)]
    public void TheyAreAskedTogether(string line, int count)
    {
        using DeadDisks disks = new(count);
        ToolRun run = new() { Terminal = ToolRun.TerminalOf(200, 60) };
        ToolRun asked = new ToolRun { OpenMachine = () => new MachineOf(run.Machine, disks), Terminal = run.Terminal }.Run(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Equal("", asked.ExitCode == 0 ? "" : asked.Error);
        Assert.True(disks.WereAskedTogether);
    }

    [Fact]
    public void TheOthersAreAnswered()
    {
        const int DeadCount = 6;
        using DeadDisks disks = new(DeadCount);
        ToolRun run = new();
        ToolRun asked = new ToolRun { OpenMachine = () => new MachineOf(run.Machine, disks) }.Run("disks", "--json");
        JsonElement[] shown = [.. asked.Json.GetProperty("disks").EnumerateArray()];
        Assert.Equal(DeadCount + 1, shown.Length);
        Assert.Equal(
            ["/good"],
            shown
                .Where(disk => disk.GetProperty("total").ValueKind != JsonValueKind.Null)
                .Select(disk => disk.GetProperty("mountpoint").GetString())
        );
        Assert.Equal(
            Enumerable.Repeat("timed out", DeadCount),
            asked.Json.GetProperty("unavailable").EnumerateObject().Select(gap => gap.Value.GetString())
        );
    }

    [Fact]
    public void OnlyWhatCanHangIsAskedOutside()
    {
        using DeadDisks disks = new(3);
        List<string> outside = [];
        ToolRun asked = new ToolRun
        {
            OpenMachine = () => new MachineOf(new ToolRun().Machine, disks),
            AskUsageOutside = (paths, _) =>
            {
                outside.AddRange(paths);
                return new Dictionary<string, UsageAnswer>
                {
                    ["/dead0"] = new(
                        new DiskUsage
                        {
                            Total = 30,
                            Used = 10,
                            Free = 20,
                        }
                    ),
                    ["/dead1"] = new(null, Reasons.Denied, "no rights"),
                };
            },
        }.Run("disks", "--json");
        Assert.Equal(["/dead0", "/dead1", "/dead2"], outside);
        Assert.Equal(
            [30, null, null, 3],
            asked
                .Json.GetProperty("disks")
                .EnumerateArray()
                .Select(disk =>
                    disk.GetProperty("total").ValueKind == JsonValueKind.Null ? (long?)null : disk.GetProperty("total").GetInt64()
                )
        );
        Assert.Equal(
            ["disks.usage./dead1 denied", "disks.usage./dead2 timed out"],
            asked.Json.GetProperty("unavailable").EnumerateObject().Select(gap => $"{gap.Name} {gap.Value.GetString()}")
        );
    }

    [Fact]
    public void WhereNoProcessCanBeStartedAllAreAskedHere()
    {
        using DeadDisks disks = new(2);
        ToolRun asked = new ToolRun
        {
            OpenMachine = () => new MachineOf(new ToolRun().Machine, disks),
            AskUsageOutside = (_, _) => null,
        }.Run("disks");
        Assert.Equal(0, asked.ExitCode);
        Assert.True(disks.WereAskedTogether);
    }

    private sealed class MachineOf(Machine inner, Disks disks) : Machine
    {
        public override Cpu Cpu => inner.Cpu;

        public override Memory Memory => inner.Memory;

        public override Disks Disks => disks;

        public override Network Network => inner.Network;

        public override Sensors Sensors => inner.Sensors;

        public override Processes Processes => inner.Processes;

        public override DateTimeOffset GetBootTime() => inner.GetBootTime();

        public override IReadOnlyList<UserSession> GetUserSessions() => inner.GetUserSessions();
    }

    /// <summary>Each dead file system gives up when all of them were asked, or after a second.</summary>
    private sealed class DeadDisks(int count) : Disks(Machine.Local), IDisposable
    {
        private readonly CountdownEvent _asked = new(count);
        private int _gaveUp;

        public bool WereAskedTogether => _gaveUp == 0 && _asked.IsSet;

        public void Dispose() => _asked.Dispose();

        protected override IReadOnlyList<DiskPartition> GetPartitionsCore(PartitionOptions options) =>
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(number => $"/dead{number}")
                    .Append("/good")
                    .Select(place => new DiskPartition
                    {
                        MountPoint = place,
                        FileSystemType = "nfs",
                        Options = "rw",
                        CanHang = place != "/good",
                    }),
            ];

        protected override DiskUsage GetUsageCore(string path, TimeSpan? timeout)
        {
            if (path == "/good")
            {
                return new DiskUsage
                {
                    Total = 3,
                    Used = 1,
                    Free = 2,
                };
            }

            _asked.Signal();
            if (!_asked.Wait(TimeSpan.FromSeconds(1)))
            {
                Interlocked.Increment(ref _gaveUp);
            }

            throw new PsutilTimeoutException("no answer", timeout.GetValueOrDefault());
        }

        public override IReadOnlyDictionary<string, DiskIOCounters> GetIOCountersPerDisk() => new Dictionary<string, DiskIOCounters>();
    }
}
