using Psutil.Platforms.Linux;

namespace Psutil.Tests.Linux;

/// <summary>The order of groups, by which several hierarchies are put together.</summary>
public class CgroupOrderTests
{
    private static readonly string[] InOrder =
    [
        "/",
        "/a",
        "/a/b",
        "/a/b/c",
        "/a/b2",
        "/a/b10",
        "/a/b10/a",
        "/a/ba",
        "/a b",
        "/a.slice",
        "/a01",
        "/a1",
        "/a2",
        "/aa",
        "/b",
    ];

    [Fact]
    public void AGroupComesBeforeItsDescendantsAndNoTwoPathsAreEqual()
    {
        for (int left = 0; left < InOrder.Length; left++)
        {
            for (int right = 0; right < InOrder.Length; right++)
            {
                int order = Math.Sign(CgroupOrder.Compare(InOrder[left], InOrder[right]));
                Assert.True(order == left.CompareTo(right), $"{InOrder[left]} {order} {InOrder[right]}");
            }
        }
    }

    /// <summary>Every group is in two of the three hierarchies, or in one of them alone.</summary>
    [Fact]
    public void EachGroupOfSeveralHierarchiesIsThereOnceAndAfterItsParent()
    {
        using FixtureTree tree = new();
        tree.Add("proc/self/cgroup", "0::/\n")
            .Add(
                "proc/self/mountinfo",
                "31 23 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
                    + "32 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                    + "33 23 0:28 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n"
            );
        string[] hierarchies = ["unified", "memory", "pids"];
        SortedSet<string> all = new(Comparer<string>.Create(CgroupOrder.Compare)) { "/" };
        for (int number = 0; number < 120; number++)
        {
            string path = $"/{number % 7}/x{number % 5}/{number}";
            foreach (int hierarchy in (int[])[number % 3, number % 4 % 3])
            {
                for (string group = path; group.Length > 0; group = group[..group.LastIndexOf('/')])
                {
                    tree.Add($"sys/fs/cgroup/{hierarchies[hierarchy]}{group}/cgroup.procs", "1\n");
                    all.Add(group);
                }
            }
        }

        foreach (string hierarchy in hierarchies)
        {
            tree.Add($"sys/fs/cgroup/{hierarchy}/cgroup.procs", "");
        }

        using Machine machine = tree.Machine;
        using CgroupMonitor monitor = machine.Cgroups!.CreateMonitor(CgroupFields.Processes);
        Assert.Equal(all, machine.Cgroups.Capture(CgroupFields.Processes).Groups.Select(static group => group.Path));
        monitor.Refresh();
        monitor.Refresh();
        Assert.Equal(all, monitor.Groups.Select(static group => group.Path));
    }

    [Fact]
    public void GroupsThatMissTheSameFieldsShareTheirReasons()
    {
        using FixtureTree tree = new();
        tree.Add("proc/self/cgroup", "0::/\n")
            .Add("proc/self/mountinfo", "31 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
            .Add("sys/fs/cgroup/cgroup.procs", "")
            .Add("sys/fs/cgroup/a/cgroup.procs", "")
            .Add("sys/fs/cgroup/b/cgroup.procs", "")
            .Add("sys/fs/cgroup/b/pids.current", "1\n");
        using Machine machine = tree.Machine;
        IReadOnlyList<CgroupSnapshot> groups = machine.Cgroups!.Capture().Groups;
        Assert.Same(groups[0].Unavailable, groups[1].Unavailable);
        Assert.NotSame(groups[0].Unavailable, groups[2].Unavailable);
        Assert.Equal(UnavailableReason.NotSupported, groups[1].WhyMissing(CgroupFields.Tasks));
        Assert.Null(groups[1].WhyMissing(CgroupFields.Processes));
        Assert.Null(groups[2].WhyMissing(CgroupFields.Tasks));
        Assert.Throws<NotSupportedException>(() =>
            ((IDictionary<CgroupFields, UnavailableReason>)groups[0].Unavailable!).Remove(CgroupFields.Cpu)
        );
    }
}
