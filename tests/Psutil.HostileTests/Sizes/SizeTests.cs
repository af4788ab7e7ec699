using Psutil.HostileTests.Programs;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Sizes;

public class SizeTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(9);

    /// <summary>
    /// 3,000 processes beside other tests, which they would slow; <c>.ci/run</c> asks for 30,000 when nothing else runs.
    /// </summary>
    private static int ProcessCount =>
        int.TryParse(Environment.GetEnvironmentVariable("PSUTIL_HOSTILE_PROCESSES"), CultureInfo.InvariantCulture, out int count)
            ? count
            : 3000;

    [Fact]
    public void ManyProcessesCostWhatTheirNumberSays()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        Assert.SkipWhen(FindLackOfRoom(ProcessCount) is { } lack, FindLackOfRoom(ProcessCount) ?? "");
        Worker.Run("size", Deadline, "processes", ProcessCount.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void FiftyThousandSocketsCostWhatTheirNumberSays()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can make a network namespace, in which nobody else lists them.");
        Worker.RunIn("/usr/bin/unshare", ["-n"], "size", Deadline, "sockets", "50000");
    }

    [Fact]
    public void SixtyThousandMapsOfAProcessCostWhatTheirNumberSays()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        long most = ReadNumber("/proc/sys/vm/max_map_count");
        Assert.SkipWhen(most < 61_000, $"vm.max_map_count is {most}.");
        Worker.Run("size", Deadline, "maps", "60000");
    }

    /// <summary>Why so many processes cannot be started here; null if they can.</summary>
    private static string? FindLackOfRoom(int count)
    {
        const int Others = 2000;
        const int KibibytesEach = 200;
        long threads = Directory.GetDirectories("/proc").Count(path => char.IsAsciiDigit(Path.GetFileName(path)[0]));
        long pids = ReadNumber("/proc/sys/kernel/pid_max");
        long available = Machine.Local.Memory.GetVirtual().Available >> 10;
        return
            pids < threads + count + Others ? $"kernel.pid_max is {pids}, and there are {threads} processes"
            : available < (long)count * KibibytesEach * 2 ? $"{available} KiB of memory are available"
            : null;
    }

    private static long ReadNumber(string path) => long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
}
