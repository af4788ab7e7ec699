using System.Text.Json;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

public class LinuxMachineTests
{
    [Fact]
    public void TheBootTimeIsWhatTheKernelAndPsutilSay()
    {
        DateTimeOffset ours = Machine.Local.GetBootTime();
        string line = File.ReadLines("/proc/stat").Single(text => text.StartsWith("btime ", StringComparison.Ordinal));
        Assert.Equal(long.Parse(line[6..], CultureInfo.InvariantCulture), ours.ToUnixTimeSeconds());
        Assert.Equal(PythonPsutil.Evaluate("psutil.boot_time()").GetDouble(), ours.ToUnixTimeSeconds());
    }

    [Fact]
    public void TheClocksGiveTheSameBootTime()
    {
        // Many times over: a reading that falls on a second's edge must not be off by one.
        DateTimeOffset expected = Machine.Local.GetBootTime();
        for (int count = 0; count < 10_000; count++)
        {
            Assert.True(LinuxBootTime.TryGetFromClocks(out DateTimeOffset bootTime));
            Assert.Equal(expected, bootTime);
        }

        Assert.Equal(expected, LinuxBootTime.GetForProcesses(new LinuxRoots(new MachineOptions())));
    }

    [Fact]
    public void AnotherRootsBootTimeIsThatOfItsFile()
    {
        using FixtureTree tree = new FixtureTree().Add("proc/stat", "cpu  1 2 3 4\nbtime 1000000000\n");
        LinuxRoots roots = new(new MachineOptions { ProcPath = Path.Join(tree.Root, "proc") });
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1000000000), LinuxBootTime.GetForProcesses(roots));
    }

    [Fact]
    public void UsersAreWhatPsutilSays()
    {
        Assert.SkipUnless(File.Exists("/run/utmp"), "no utmp on this machine");
        JsonElement theirs = PythonPsutil.Evaluate("[[u.name, u.terminal, u.host, u.started, u.pid] for u in psutil.users()]");
        AssertSameUsers(theirs, Machine.Local.GetUserSessions());
    }

    // A file that glibc itself wrote, and psutil read with glibc.
    [Fact]
    public void UsersOfAFileWrittenByTheCLibraryAreWhatPsutilReads()
    {
        using FixtureTree tree = new();
        string file = Path.Join(tree.Root, "run/utmp");
        Command.Run(Child.Python3, "-c", Writer, file);
        JsonElement theirs = PythonPsutil.Evaluate(
            $"(lambda libc: (libc.utmpname({PythonText(file)}.encode()), [[u.name, u.terminal, u.host, int(u.started), u.pid] for u in psutil.users()])[1])(__import__('ctypes').CDLL(None))"
        );
        IReadOnlyList<UserSession> ours = tree.Machine.GetUserSessions();
        Assert.Equal([1700000123, 1700000125], ours.Select(user => user.Started!.Value.ToUnixTimeSeconds()));
        AssertSameUsers(theirs, ours);
    }

    [Fact]
    public async Task APipeAmongTheSessionsIsNotOpened()
    {
        using FixtureTree tree = new FixtureTree().Add("run/systemd/sessions/1", "USER=jane\nCLASS=user\n");
        Command.Run("mkfifo", Path.Join(tree.Root, "run/systemd/sessions/1.ref"));
        Task<IReadOnlyList<UserSession>> reading = Task.Run(tree.Machine.GetUserSessions, TestContext.Current.CancellationToken);
        IReadOnlyList<UserSession> sessions = await reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal("jane", Assert.Single(sessions).Name);
    }

    [Fact]
    public void LimitsAreWithinWhatTheMachineHas()
    {
        MachineLimits limits = Machine.Local.GetLimits();
        Assert.True(limits.CpuCount is null or > 0);
        Assert.True(limits.MemoryBytes is null or > 0);
        Assert.True(limits.MemoryUsedBytes is null or > 0);
        Assert.True(limits.ProcessCount is null or > 0);
    }

    // The kernel's own minimum over all ancestors. Only read: the cgroups of a machine are not a test's to change.
    [Fact]
    public void TheMemoryLimitOfVersionOneIsTheKernelsOwnMinimum()
    {
        const string Memory = "/sys/fs/cgroup/memory";
        string? line = File.ReadLines("/proc/self/cgroup").FirstOrDefault(text => text.Split(':')[1] == "memory");
        Assert.SkipWhen(line is null, "no memory controller of cgroup v1");
        string file = Path.Join(Memory, line!.Split(':', 3)[2], "memory.stat");
        Assert.SkipUnless(File.Exists(file), "the cgroup is not mounted in its usual place");
        long kernel = File.ReadLines(file)
            .Where(text => text.StartsWith("hierarchical_memory_limit ", StringComparison.Ordinal))
            .Select(text => long.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture))
            .Single();
        Assert.Equal(kernel >= long.MaxValue - 0xFFFF ? null : kernel, Machine.Local.GetLimits().MemoryBytes);
    }

    private const string Writer = """
        import ctypes, sys
        libc = ctypes.CDLL(None)
        class Time(ctypes.Structure):
            wide = __import__('platform').machine() in ('aarch64', 'loongarch64')
            _fields_ = [('sec', ctypes.c_int64 if wide else ctypes.c_int32), ('usec', ctypes.c_int64 if wide else ctypes.c_int32)]
        class Record(ctypes.Structure):
            _fields_ = [('type', ctypes.c_short), ('pid', ctypes.c_int), ('line', ctypes.c_char * 32), ('id', ctypes.c_char * 4),
                        ('user', ctypes.c_char * 32), ('host', ctypes.c_char * 256), ('exit', ctypes.c_short * 2),
                        ('session', ctypes.c_long if Time.wide else ctypes.c_int32), ('time', Time), ('address', ctypes.c_int32 * 4), ('rest', ctypes.c_char * 20)]
        open(sys.argv[1], 'w').close()
        libc.utmpname(sys.argv[1].encode())
        libc.pututline.restype = ctypes.c_void_p
        libc.setutent()
        for type, pid, line, id, user, host in [(2, 0, b'~', b'~~', b'reboot', b'6.1'), (7, 123, b'pts/0', b'ts/0', b'jane', b'192.0.2.7'),
                                                 (8, 124, b'pts/1', b'ts/1', b'gone', b''), (7, 125, b'tty7', b'tty7', b'ann', b':0')]:
            record = Record(type=type, pid=pid, line=line, id=id, user=user, host=host, time=Time(1700000000 + pid, 5000))
            if not libc.pututline(ctypes.byref(record)):
                sys.exit('pututline failed')
        libc.endutent()
        """;

    private static string PythonText(string text) => JsonSerializer.Serialize(text);

    private static void AssertSameUsers(JsonElement theirs, IReadOnlyList<UserSession> ours)
    {
        Assert.Equal(theirs.GetArrayLength(), ours.Count);
        for (int index = 0; index < ours.Count; index++)
        {
            JsonElement user = theirs[index];
            Assert.Equal(user[0].GetString(), ours[index].Name);
            Assert.Equal(user[1].GetString(), ours[index].Terminal);
            Assert.Equal(user[2].GetString(), ours[index].Host ?? "");

            // Before version 6, psutil carries the seconds through a 32-bit float, which knows them to the nearest 128.
            Assert.InRange(ours[index].Started!.Value.ToUnixTimeSeconds(), user[3].GetDouble() - 128, user[3].GetDouble() + 128);
            Assert.Equal(user[4].GetInt32(), ours[index].Pid);
        }
    }
}
