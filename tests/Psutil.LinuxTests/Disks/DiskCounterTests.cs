using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

public class DiskCounterTests
{
    // A machine of this test's own: its counters have not been carried on over any wrap.
    private readonly Disks _disks = Machine.Open(new MachineOptions()).Disks;

    [Fact]
    public void EveryDiskLiesBetweenTwoReadingsOfTheKernelsFile()
    {
        Dictionary<string, long[]> before = ReadFile();
        Assert.SkipWhen(before.Count == 0, "this machine has no disks");
        IReadOnlyDictionary<string, DiskIOCounters> ours = _disks.GetIOCountersPerDisk();
        Dictionary<string, long[]> after = ReadFile();
        Assert.Equal(before.Keys.Order(), ours.Keys.Order());
        foreach ((string name, DiskIOCounters counters) in ours)
        {
            AssertBetween(before[name], ToArray(counters), after[name]);
        }
    }

    [Fact]
    public void EveryDiskLiesBetweenTwoReadingsOfPsutil()
    {
        const string Expression = "{k: list(v) for k, v in psutil.disk_io_counters(perdisk=True).items()}";
        JsonElement before = PythonPsutil.Evaluate(Expression);
        IReadOnlyDictionary<string, DiskIOCounters> ours = _disks.GetIOCountersPerDisk();
        JsonElement after = PythonPsutil.Evaluate(Expression);
        Assert.Equal(before.EnumerateObject().Select(disk => disk.Name).Order(), ours.Keys.Order());
        foreach ((string name, DiskIOCounters counters) in ours)
        {
            AssertBetween(ToArray(before.GetProperty(name)), ToArray(counters), ToArray(after.GetProperty(name)));
        }
    }

    [Fact]
    public void TheSumIsThatOfPsutilWhereNothingIsStacked()
    {
        Assert.SkipWhen(
            Directory.GetDirectories("/sys/block").Any(disk => Directory.GetFileSystemEntries(Path.Join(disk, "slaves")).Length > 0),
            "a disk is stacked on another"
        );
        const string Expression = "list(psutil.disk_io_counters() or [])";
        long[] before = ToArray(PythonPsutil.Evaluate(Expression));
        DiskIOCounters? ours = _disks.GetIOCounters();
        long[] after = ToArray(PythonPsutil.Evaluate(Expression));
        Assert.Equal(before.Length == 0, ours is null);
        if (ours is { } sum)
        {
            AssertBetween(before, ToArray(sum), after);
        }
    }

    [Fact]
    public void WritingIsCounted()
    {
        long before = _disks.GetIOCounters()?.WriteBytes ?? -1;
        Assert.SkipWhen(before < 0, "this machine has no disks");
        string path = Path.Join(AppContext.BaseDirectory, Path.GetRandomFileName());
        try
        {
            using (FileStream file = new(path, FileMode.CreateNew))
            {
                file.Write(new byte[1024 * 1024]);
                file.Flush(flushToDisk: true);
            }

            // It is counted once the disk has it, a moment later.
            bool counted = SpinWait.SpinUntil(() => _disks.GetIOCounters()?.WriteBytes >= before + 1024 * 1024, TimeSpan.FromSeconds(60));
            Assert.SkipWhen(!counted && IsInMemory(path), "the tests lie on no disk");
            Assert.True(counted);
        }
        finally
        {
            File.Delete(path);
        }

        static bool IsInMemory(string path) =>
            Command.Run("findmnt", "-no", "SOURCE", "-T", path).Trim() is var source
            && !source.StartsWith("/dev/", StringComparison.Ordinal);
    }

    [Fact]
    public void SysfsSaysTheSameAsTheListOfAllDisks()
    {
        using FixtureTree empty = new();
        Disks sysfs = Machine.Open(new MachineOptions { ProcPath = Path.Join(empty.Root, "proc") }).Disks;
        Dictionary<string, long[]> before = ReadFile();
        Assert.SkipWhen(before.Count == 0, "this machine has no disks");
        IReadOnlyDictionary<string, DiskIOCounters> ours = sysfs.GetIOCountersPerDisk();
        Dictionary<string, long[]> after = ReadFile();
        Assert.Equal(before.Keys.Order(), ours.Keys.Order());
        foreach ((string name, DiskIOCounters counters) in ours)
        {
            AssertBetween(before[name], ToArray(counters), after[name]);
        }
    }

    private static void AssertBetween(long[] before, long[] ours, long[] after)
    {
        Assert.Equal(before.Length, ours.Length);
        for (int index = 0; index < ours.Length; index++)
        {
            Assert.InRange(ours[index], before[index], after[index]);
        }
    }

    /// <summary>In psutil's order: counts, bytes, times, merged, busy.</summary>
    private static Dictionary<string, long[]> ReadFile() =>
        File.ReadAllLines("/proc/diskstats")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(
                fields => fields[2],
                fields =>
                    (long[])
                        [
                            Get(fields, 3),
                            Get(fields, 7),
                            Get(fields, 5) * 512,
                            Get(fields, 9) * 512,
                            Get(fields, 6),
                            Get(fields, 10),
                            Get(fields, 4),
                            Get(fields, 8),
                            Get(fields, 12),
                        ]
            );

    private static long Get(string[] fields, int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);

    private static long[] ToArray(JsonElement counters) => [.. counters.EnumerateArray().Select(value => value.GetInt64())];

    private static long[] ToArray(DiskIOCounters counters) =>
        [
            counters.ReadCount,
            counters.WriteCount,
            counters.ReadBytes,
            counters.WriteBytes,
            (long)counters.ReadTime!.Value.TotalMilliseconds,
            (long)counters.WriteTime!.Value.TotalMilliseconds,
            counters.ReadMergedCount!.Value,
            counters.WriteMergedCount!.Value,
            (long)counters.BusyTime!.Value.TotalMilliseconds,
        ];
}
