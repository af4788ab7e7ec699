using System.Diagnostics;
using Psutil.HostileTests.Programs;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Sizes;

public class SizeTests
{
    private const string Unshare = "/usr/bin/unshare";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(9);

    /// <summary>
    /// 3,000 processes beside other tests, which they would slow; <c>eng/test-everything.sh</c> asks for 30,000 when nothing else runs.
    /// </summary>
    private static int ProcessCount =>
        int.TryParse(Environment.GetEnvironmentVariable("PSUTIL_HOSTILE_PROCESSES"), CultureInfo.InvariantCulture, out int count)
            ? count
            : 3000;

    [Fact]
    public void ManyProcessesCostWhatTheirNumberSays()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        string? lack = FindLackOfRoom(ProcessCount);
        Assert.SkipWhen(lack is not null, $"There is no room for {ProcessCount} processes: {lack}.");
        Worker.Run("size", Deadline, "processes", ProcessCount.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void FiftyThousandSocketsCostWhatTheirNumberSays()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        Assert.SkipUnless(CanUnshareNetwork(), "No network namespace can be made here, in which nobody else lists them.");
        Worker.RunIn(Unshare, ["-n"], "size", Deadline, "sockets", "50000");
    }

    [Fact]
    public void SixtyThousandMapsOfAProcessCostWhatTheirNumberSays()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        long most = ReadNumber("/proc/sys/vm/max_map_count");
        Assert.SkipWhen(most < 61_000, $"vm.max_map_count is {most}.");
        Worker.Run("size", Deadline, "maps", "60000");
    }

    [Fact]
    public void FiveThousandCgroupsCostNothing()
    {
        string? hierarchy = CgroupForest.FindHierarchy();
        Assert.SkipWhen(hierarchy is null, "No cgroup can be made here.");
        using CgroupForest forest = new(hierarchy, 5000);
        Worker.Run("cgroups", Deadline, forest.Deepest);
    }

    /// <summary>Why so many processes cannot be started here; null if they can.</summary>
    private static string? FindLackOfRoom(int count)
    {
        const int Others = 2000;
        const int KibibytesEach = 200;
        long threads = Directory.GetDirectories("/proc").Count(path => char.IsAsciiDigit(Path.GetFileName(path)[0]));
        long pids = ReadNumber("/proc/sys/kernel/pid_max");
        long? limit = Machine.Local.GetLimits().ProcessCount;
        long available = Machine.Local.Memory.GetVirtual().Available >> 10;
        return pids < threads + count + Others ? $"kernel.pid_max is {pids}, and there are {threads} processes"
            : limit < threads + count + Others ? $"the cgroup's limit is {limit}"
            : available < (long)count * KibibytesEach * 2 ? $"{available} KiB of memory are available"
            : null;
    }

    private static bool CanUnshareNetwork()
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists(Unshare))
        {
            return false;
        }

        using Process trial = Process.Start(new ProcessStartInfo(Unshare, ["-n", "/bin/true"]) { RedirectStandardError = true })!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }

    private static long ReadNumber(string path) => long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
}
