using System.Diagnostics;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests.Control;

/// <summary>Children in cgroups of their own, which nobody leaves by losing a parent. Skipped where no cgroup can be created.</summary>
public sealed class ChildCgroupTests : IDisposable
{
    // Two sessions away from the root, and its parents end at once.
    private const string Daemon = "setsid sh -c 'setsid sh -c \"exec sleep 1000\" & exit 0' & exit 7";

    private static readonly TimeSpan Patience = Child.Patience;

    // What the tests create is in a cgroup of this one, beside nothing else.
    private readonly string? _folder = MakeFolder();

    private static Processes Processes => Machine.Local.Processes;

    private string Folder
    {
        get
        {
            Assert.SkipWhen(_folder is null, "No cgroup of version 2 can be created here.");
            return _folder;
        }
    }

    public void Dispose()
    {
        if (_folder is not null)
        {
            Child.Until(() => TryDelete(_folder), "the cgroup of the test to be empty");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ADaemonIsNotLost(bool canKillAtOnce)
    {
        using StartedProgram program = Processes.StartProgram(new ProcessStartInfo("sh", ["-c", Daemon]), Options(Folder));
        OSProcess root = Processes.Get(program.Pid);
        TreeMemberList list = canKillAtOnce ? program.Members! : new ReadOnlyList(program.Members!);
        using TrackedTree tree = new(Processes, root, new TrackTreeOptions { UseKernelEvents = false }, mayHaveEnded: true, list);
        program.AllowCollection();
        Assert.True(program.WaitForExit(Patience));
        Assert.Equal(7, program.ExitCode);
        Assert.True(tree.Tracking.HasFlag(TreeTracking.Cgroup));
        OSProcess? daemon = null;
        Child.Until(
            () => tree.GetMembers() is [var only] && (daemon = only).Capture(ProcessFields.Name).Name == "sleep",
            "the daemon to be alone"
        );
        Assert.NotEqual(Environment.ProcessId, daemon!.GetParentPid());
        Assert.False(tree.HasEnded());
        KillTreeResult result = tree.Kill(Child.KillPatiently);
        Assert.True(result.RootWasGone);
        Assert.Empty(result.Survivors);

        // Those whose new parent has not collected them yet belong to it too.
        KillTreeExit exit = Assert.Single(result.Ended, end => end.Process == daemon);
        Assert.Equal((-9, true), (exit.ExitCode ?? -9, exit.WasForced));
        Assert.True(tree.TryWait(Patience));
    }

    [Fact]
    public void DisposingAChildLeavesNeitherDaemonsNorACgroup()
    {
        StartOptions options = new()
        {
            Cgroup = Folder,
            NewCgroup = true,
            TrackTree = true,
            OnDispose = ChildDisposal.KillTree,
        };
        const string Many = "for i in 1 2 3 4 5 6 7 8 9 10; do sh -c \"$1\"; done; echo; read line";
        IReadOnlyList<OSProcess> members = [];
        using (
            ChildProcess child = Processes.Start(
                new ProcessStartInfo("sh", ["-c", Many, "sh", Daemon]) { RedirectStandardInput = true, RedirectStandardOutput = true },
                options
            )
        )
        {
            Assert.Equal("", child.StandardOutput!.ReadLine());
            Child.Until(() => (members = child.Tree!.GetMembers()).Count == 11, "the daemons to be alone with the shell");
            Assert.Single(Directory.GetDirectories(Folder));
        }

        Assert.All(members, member => Assert.True(member.TryWait(Patience, out _)));
        AwaitRemoval();
    }

    [Fact]
    public void ACgroupWithMembersIsRemovedWhenTheyHaveEnded()
    {
        OSProcess left;
        using (ChildProcess child = Start("exec sleep 1000", Options(Folder)))
        {
            left = Processes.Get(child.Pid);
        }

        Assert.Single(Directory.GetDirectories(Folder));
        Assert.False(left.HasEnded());
        left.Kill();
        Assert.True(left.TryWait(Patience, out _));
        AwaitRemoval();
    }

    [Fact]
    public void WhoeverIsInACgroupBelowBelongsToTheTreeToo()
    {
        StartOptions options = new()
        {
            Cgroup = Folder,
            NewCgroup = true,
            TrackTree = true,
            OnDispose = ChildDisposal.KillTree,
        };
        using (ChildProcess child = Start("sleep 1000 & exit 7", options))
        {
            Assert.Equal(7, child.Wait(Patience));
            OSProcess orphan = Assert.Single(child.Tree!.GetMembers());
            string below = Path.Join(Assert.Single(Directory.GetDirectories(Folder)), "below");
            Directory.CreateDirectory(below);
            File.WriteAllText(Path.Join(below, "cgroup.procs"), orphan.Pid.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(orphan, Assert.Single(child.Tree.GetMembers()));
        }

        AwaitRemoval();
    }

    [Fact]
    public void AFailedStartLeavesNoCgroup()
    {
        Assert.Throws<SystemCallException>(() => Processes.Start(new ProcessStartInfo("/nonexistent/program"), Options(Folder)));
        Assert.Empty(Directory.GetDirectories(Folder));
        StartOptions nowhere = new() { Cgroup = "/nonexistent", NewCgroup = true };
        Assert.Contains("mkdir", Assert.Throws<SystemCallException>(() => Start("exit 0", nowhere)).SystemCall, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereItIsOfferedAChildGetsACgroupBelowThatOfTheCaller()
    {
        bool isOffered = (Processes.StartFeatures & StartFeatures.NewCgroup) != 0;
        StartOptions options = new() { NewCgroup = true };
        if (!isOffered)
        {
            Assert.Throws<PsutilNotSupportedException>(() => Start("exit 0", options));
            return;
        }

        using ChildProcess child = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "grep ^0: /proc/self/cgroup"]) { RedirectStandardOutput = true },
            options
        );
        string ours = File.ReadLines("/proc/self/cgroup").Single(line => line.StartsWith("0:", StringComparison.Ordinal)).TrimEnd('/');
        Assert.StartsWith($"{ours}/psutil-{Environment.ProcessId}-", child.StandardOutput!.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(0, child.Wait(Patience));
    }

    private static StartOptions Options(string folder) => new() { Cgroup = folder, NewCgroup = true };

    private static ChildProcess Start(string script, StartOptions options) =>
        Processes.Start(new ProcessStartInfo("sh", ["-c", script]), options);

    // A cgroup that could not be removed at once is removed by the next start.
    private void AwaitRemoval()
    {
        string[] former = Directory.GetDirectories(Folder);
        Child.Until(
            () =>
            {
                Start("exit 0", Options(Folder)).Dispose();
                return !former.Any(Directory.Exists);
            },
            "the cgroup to be removed"
        );
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            Array.ForEach(Directory.GetDirectories(folder), Directory.Delete);
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

    /// <summary>A list that cannot kill, as before Linux 5.14.</summary>
    private sealed class ReadOnlyList(TreeMemberList list) : TreeMemberList
    {
        public override TreeTracking Means => list.Means;

        public override IReadOnlyCollection<int>? TryReadPids() => list.TryReadPids();

        protected override void Dispose(bool disposing) { }
    }

    private static string? MakeFolder()
    {
        string? own = ChildCgroup.FindOwn(new LinuxRoots(new MachineOptions()));
        if (!ChildCgroup.IsAllowedIn(own))
        {
            return null;
        }

        string folder = Path.Join(own, "psutil-test-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
