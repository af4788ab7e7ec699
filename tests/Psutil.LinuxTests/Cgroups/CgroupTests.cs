using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>Cgroups that the test makes, in each hierarchy that it may write to; skipped, in words, where there is none.</summary>
public sealed class CgroupTests : IDisposable
{
    private readonly List<string> _made = [];

    private static string Unified { get; } = File.Exists("/sys/fs/cgroup/cgroup.procs") ? "" : "unified";

    public static TheoryData<string> Hierarchies => new("unified", "cpu", "cpuacct", "memory", "blkio", "pids");

    public void Dispose()
    {
        foreach (string folder in Enumerable.Reverse(_made))
        {
            // A group is busy until the kernel has forgotten its last process.
            Child.Until(() => TryRemove(folder), "the cgroup of the test to be empty");
        }
    }

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public void AGroupWithAProcessIsFound(string hierarchy)
    {
        string folder = MakeGroup(hierarchy);
        using Child child = new Child();
        File.WriteAllText(Path.Join(folder, "cgroup.procs"), child.Pid.ToString(CultureInfo.InvariantCulture));
        CgroupSnapshot group = Find(Machine.Local.Cgroups!.Capture(), folder)!;
        Assert.Equal(1, group.ProcessCount);
        Assert.NotNull(group.Id);
        switch (hierarchy)
        {
            case "cpuacct" or "unified":
                Assert.NotNull(group.Cpu!.Usage);
                break;
            case "cpu":
                Assert.Equal(long.Parse(ReadFile(folder, "cpu.shares"), CultureInfo.InvariantCulture), group.Cpu!.Weight);
                Assert.Null(group.Cpu.LimitCpuCount);
                break;
            case "memory":
                File.WriteAllText(Path.Join(folder, "memory.limit_in_bytes"), "1073741824");
                Assert.Equal(1L << 30, Find(Machine.Local.Cgroups!.Capture(CgroupFields.Memory), folder)!.Memory!.Limit);
                Assert.NotNull(group.Memory!.Current);
                Assert.Null(group.Memory.Limit);
                break;
            case "blkio":
                Assert.NotNull(group.DeviceIO);
                break;
            case "pids":
                Assert.Equal(new CgroupTasks { Count = 1 }, group.Tasks);
                File.WriteAllText(Path.Join(folder, "pids.max"), "77");
                Assert.Equal(77, Find(Machine.Local.Cgroups!.Capture(CgroupFields.Tasks), folder)!.Tasks!.Value.Limit);
                break;
        }
    }

    [Fact]
    public void TheCpuTimeOfAGroupIsThatOfItsFile()
    {
        string folder = MakeGroup("cpuacct");
        using Child child = new Child();
        File.WriteAllText(Path.Join(folder, "cgroup.procs"), child.Pid.ToString(CultureInfo.InvariantCulture));
        long before = long.Parse(ReadFile(folder, "cpuacct.usage"), CultureInfo.InvariantCulture);
        TimeSpan usage = Find(Machine.Local.Cgroups!.Capture(CgroupFields.Cpu), folder)!.Cpu!.Usage!.Value;
        long after = long.Parse(ReadFile(folder, "cpuacct.usage"), CultureInfo.InvariantCulture);
        Assert.InRange(usage.Ticks, before / 100, after / 100);
    }

    [Fact]
    public void AMonitorSaysWhatAppearedAndVanishedAndGivesItsDescriptorsBack()
    {
        string hierarchy = FindHierarchy();
        string first = MakeGroup(hierarchy);
        using LinuxRoots roots = new(new MachineOptions());
        using LinuxCgroupSource source = new(roots, CgroupFields.All, mostDescriptors: 5);
        CgroupSnapshot before = Find(source.Read(), first)!;
        Assert.InRange(source.KeptDescriptorCount, 0, 5);
        string second = MakeGroup(hierarchy);
        Assert.NotNull(Find(source.Read(), second));

        // Another group under the same name is another group.
        Directory.Delete(first);
        Assert.Null(Find(source.Read(), first));
        Directory.CreateDirectory(first);
        CgroupSnapshot after = Find(source.Read(), first)!;
        Assert.Equal(before.Path, after.Path);
        Assert.NotEqual(before.Id, after.Id);
        Assert.InRange(source.KeptDescriptorCount, 0, 5);
        source.Dispose();
        Assert.Equal(0, source.KeptDescriptorCount);
        Assert.Throws<ObjectDisposedException>(() => source.Read());
    }

    [Fact]
    public void AMonitorOfTheMachineKnowsItsGroups()
    {
        string hierarchy = FindHierarchy();
        using CgroupMonitor monitor = Machine.Local.Cgroups!.CreateMonitor(CgroupFields.Cpu | CgroupFields.Tasks);
        monitor.Refresh();
        string folder = MakeGroup(hierarchy);
        Assert.Contains(monitor.Refresh().Appeared, group => folder.EndsWith(group.Path, StringComparison.Ordinal));
        Assert.Null(monitor.Groups.Single(group => IsOf(group.Snapshot, folder)).Rates);
        monitor.Refresh();
        Assert.NotNull(monitor.Groups.Single(group => IsOf(group.Snapshot, folder)).Rates);
        Directory.Delete(folder);
        Assert.Contains(monitor.Refresh().Vanished, group => IsOf(group.Snapshot, folder));
    }

    [Fact]
    public void TheMemoryOfAGroupIsWhatSystemdShows()
    {
        const string Program = "systemd-cgtop";
        string? folder = TryMake("memory") ?? TryMake("unified");
        string shared = $"/dev/shm/psutil-cgroup-{Guid.NewGuid():N}";
        Assert.SkipWhen(
            folder is null || Find(Machine.Local.Cgroups!.Capture(CgroupFields.Memory), folder)?.Memory is null,
            "No cgroup with the memory controller can be created here."
        );
        try
        {
            string line = $"echo $$ > {folder}/cgroup.procs && exec dd if=/dev/zero of={shared} bs=65536 count=64";
            Assert.SkipWhen(Command.TryRun("/bin/sh", "-c", line).ExitCode != 0, "No memory can be written in the group.");
            string[] options = ["--batch", "--raw", "--iterations=1", "--order=path"];
            (int exitCode, string output, string error) = Command.TryRun(Program, options);
            Assert.SkipWhen(exitCode != 0 || !output.Contains(Path.GetFileName(folder), StringComparison.Ordinal), $"{Program}: {error}");

            // Nobody runs in the group, but the kernel may still give back what single CPUs hold.
            Child.Until(
                () =>
                {
                    long? before = Find(Machine.Local.Cgroups!.Capture(CgroupFields.Memory), folder)!.Memory!.Current;
                    string? row = Command
                        .TryRun(Program, options)
                        .Output.Split('\n')
                        .FirstOrDefault(row => row.Contains(Path.GetFileName(folder), StringComparison.Ordinal));

                    // Path, tasks, CPU, memory, input, output.
                    string[] values = row?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
                    return before > 0 && values.ElementAtOrDefault(3) == before.Value.ToString(CultureInfo.InvariantCulture);
                },
                "systemd-cgtop to show the same memory"
            );
        }
        finally
        {
            File.Delete(shared);
        }
    }

    /// <summary>The system calls of 5,000 groups are ten times those of 500. Counted rather than timed.</summary>
    [Fact]
    public void TheReadsGrowAsTheGroupsDo()
    {
        Assert.SkipUnless(File.Exists("/proc/thread-self/io"), "This kernel does not count the reads of a thread.");
        long few = CountReads(500);
        long many = CountReads(5000);
        Assert.True(few > 1000, $"{few} reads");
        Assert.InRange(many, few, (few * 10) + 100);
    }

    private static long CountReads(int groups)
    {
        using FixtureTree tree = new();
        tree.Add("proc/self/cgroup", "0::/\n")
            .Add("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
            .Add("sys/fs/cgroup/cgroup.procs", "");
        for (int number = 0; number < groups; number++)
        {
            tree.Add($"sys/fs/cgroup/{number}/cgroup.procs", "1\n").Add($"sys/fs/cgroup/{number}/cpu.stat", "usage_usec 1\n");
        }

        using Machine machine = tree.Machine;
        long before = ReadCount();
        Assert.Equal(groups + 1, machine.Cgroups!.Capture().Groups.Count);
        return ReadCount() - before;
    }

    private static long ReadCount() =>
        long.Parse(
            File.ReadLines("/proc/thread-self/io").Single(line => line.StartsWith("syscr:", StringComparison.Ordinal))["syscr:".Length..],
            CultureInfo.InvariantCulture
        );

    private static string ReadFile(string folder, string name) => File.ReadAllText(Path.Join(folder, name)).Trim();

    private static CgroupSnapshot? Find(CgroupTable table, string folder) => table.Groups.SingleOrDefault(group => IsOf(group, folder));

    private static bool IsOf(CgroupSnapshot group, string folder) => Path.GetFileName(group.Path) == Path.GetFileName(folder);

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string FindHierarchy()
    {
        string? found = Hierarchies.Select(row => row.Data).FirstOrDefault(name => TryMake(name) is not null);
        Assert.SkipWhen(found is null, "No cgroup can be created here.");
        return found;
    }

    private string MakeGroup(string hierarchy)
    {
        string? folder = TryMake(hierarchy);
        Assert.SkipWhen(folder is null, $"No cgroup can be created in the hierarchy '{hierarchy}' here.");
        return folder;
    }

    private string? TryMake(string hierarchy)
    {
        string parent = Path.Join("/sys/fs/cgroup", hierarchy == "unified" ? Unified : hierarchy);
        string folder = Path.Join(parent, "psutil-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            if (!File.Exists(Path.Join(parent, "cgroup.procs")))
            {
                return null;
            }

            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        _made.Add(folder);

        // A folder of another file system is no cgroup.
        return File.Exists(Path.Join(folder, "cgroup.procs")) ? folder : null;
    }
}
