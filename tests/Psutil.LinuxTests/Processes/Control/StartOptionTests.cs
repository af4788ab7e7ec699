using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>Children with a session, a group, limits and priorities of their own.</summary>
public class StartOptionTests
{
    private static readonly TimeSpan Patience = Child.Patience;

    private static Processes Processes => Machine.Local.Processes;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void AChildLeadsItsSessionOrItsGroup(bool newSession, bool newGroup)
    {
        using ChildProcess child = Start("read line", new StartOptions { NewSession = newSession, NewProcessGroup = newGroup });
        Assert.Equal(child.Pid, child.GetProcessGroupId());
        Assert.Equal(newSession, child.GetSessionId() == child.Pid);
        Assert.Equal(Environment.ProcessId, child.GetParentPid());
        child.StandardInput!.Close();
        Assert.Equal(1, child.Wait(Patience));
    }

    [Fact]
    public void AChildIsStartedWithWhatItsStartSays()
    {
        ProcessStartInfo start = new(
            "sh",
            ["-c", "echo \"$PSUTIL_TEST|$1|$(pwd)\"; echo error >&2; read line; echo \"$line\"; exit 7", "sh", "two words"]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/usr",
        };
        start.Environment["PSUTIL_TEST"] = "wörld";
        using ChildProcess child = Processes.Start(start, new StartOptions { NewSession = true });
        Assert.Equal("wörld|two words|/usr", child.StandardOutput!.ReadLine());
        Assert.Equal("error", child.StandardError!.ReadLine());
        child.StandardInput!.WriteLine("hello");
        Assert.Equal("hello", child.StandardOutput.ReadLine());
        Assert.Null(child.StandardOutput.ReadLine());
        Assert.Equal(7, child.Wait(Patience));
        Assert.Equal(7, Processes.FromIdentity(child.Identity).Wait(Patience));
    }

    [Fact]
    public void AChildInheritsNothingButItsStreamsAndIgnoresNoSignal()
    {
        using ChildProcess child = Start(
            "grep SigIgn /proc/$$/status; read line",
            new StartOptions { NewSession = true, DieWithParent = true }
        );
        ulong ignored = ulong.Parse(child.StandardOutput!.ReadLine()!.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.Equal(0UL, ignored & (1UL << (13 - 1)));

        // What this program inherited itself, it passes on.
        using ChildProcess plain = Processes.Start(
            new ProcessStartInfo("sh", ["-c", "echo; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true },
            killOnDispose: true
        );
        plain.StandardOutput!.ReadLine();
        Assert.Equal(plain.GetFileDescriptorCount(), child.GetFileDescriptorCount());
        child.StandardInput!.Close();
        child.Wait(Patience);
    }

    [Fact]
    public void EveryExitCodeIsTheChildsOwn()
    {
        string program = Program.Path("exit");
        for (int round = 0; round < 1000; round++)
        {
            int code = round % 2 == 0 ? round % 256 : -9;
            using ChildProcess child = Processes.Start(
                new ProcessStartInfo(program, [code.ToString(CultureInfo.InvariantCulture)]),
                new StartOptions { NewProcessGroup = true }
            );
            OSProcess handle = Processes.FromIdentity(child.Identity);
            Assert.Equal(code, child.Wait(Patience));
            Assert.Equal(code, handle.Wait(Patience));
            Assert.False(handle.IsRunning());
        }
    }

    [Fact]
    public async Task ManyChildrenAreCollected()
    {
        ChildProcess[] children =
        [
            .. Enumerable.Range(0, 100).Select(_ => Processes.Start(new ProcessStartInfo("true"), new StartOptions { NewSession = true })),
        ];
        foreach (ChildProcess child in children)
        {
            Assert.Equal(0, await child.WaitAsync(Patience, TestContext.Current.CancellationToken));
            Child.Until(() => !child.IsRunning(), "the child to be collected");
            child.Dispose();
        }
    }

    [Fact]
    public void APriorityAndCpusAreSetBeforeTheProgramRuns()
    {
        int cpu = Processes.Current.GetCpuAffinity()[^1];
        int ours = Processes.Current.GetNice();
        int nice = ours == 7 ? 8 : 7;
        using ChildProcess child = Start(
            "nice; grep Cpus_allowed_list /proc/self/status; read line",
            new StartOptions { Nice = nice, CpuAffinity = [cpu] }
        );
        Assert.Equal(nice.ToString(CultureInfo.InvariantCulture), child.StandardOutput!.ReadLine());
        Assert.Equal(cpu.ToString(CultureInfo.InvariantCulture), child.StandardOutput.ReadLine()!.Split('\t')[1]);
        Assert.Equal((nice, cpu), (child.GetNice(), Assert.Single(child.GetCpuAffinity())));
        Assert.Equal(ours, Processes.Current.GetNice());
        child.StandardInput!.Close();
        child.Wait(Patience);
    }

    [Fact]
    public void LimitsAreThoseOfTheChildAlone()
    {
        ResourceLimit ours = Processes.Current.GetResourceLimit(ResourceKind.OpenFiles);
        using ChildProcess child = Start(
            "read line; ulimit -n; sh -c 'ulimit -n'; read line",
            new StartOptions { ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = new(100, 200) } }
        );
        Assert.Equal(new ResourceLimit(100, 200), child.GetResourceLimit(ResourceKind.OpenFiles));
        child.StandardInput!.WriteLine();
        Assert.Equal("100", child.StandardOutput!.ReadLine());
        Assert.Equal("100", child.StandardOutput.ReadLine());
        Assert.Equal(ours, Processes.Current.GetResourceLimit(ResourceKind.OpenFiles));
        child.StandardInput.Close();
        child.Wait(Patience);
    }

    [Fact]
    public void AChildIsInTheCgroupItWasStartedIn()
    {
        string? folder = MakeCgroup();
        Assert.SkipWhen(folder is null, "No cgroup can be made here.");
        try
        {
            using ChildProcess child = Start("read line", new StartOptions { Cgroup = folder, NewSession = true });
            Assert.Contains(child.Pid.ToString(CultureInfo.InvariantCulture), File.ReadAllLines(Path.Join(folder, "cgroup.procs")));
            child.StandardInput!.Close();
            child.Wait(Patience);
            Child.Until(() => !child.IsRunning(), "the child to be collected");
        }
        finally
        {
            Directory.Delete(folder!);
        }
    }

    [Fact]
    public void WhatCannotBeAppliedLeavesNoProcessBehind()
    {
        string marker = "psutil-start-" + Guid.NewGuid().ToString("N");
        SystemCallException failure = Assert.Throws<SystemCallException>(() =>
            Start("read line; : " + marker, new StartOptions { Cgroup = "/nonexistent/cgroup" })
        );
        Assert.Contains("cgroup.procs", failure.SystemCall, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Start("read line; : " + marker, new StartOptions { CpuAffinity = [1023] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Start("read line; : " + marker, new StartOptions { Nice = 20 }));
        Assert.Throws<SystemCallException>(() =>
            Processes.Start(new ProcessStartInfo("/nonexistent/program"), new StartOptions { NewSession = true })
        );
        Assert.Throws<PsutilNotSupportedException>(() =>
            Processes.Start(new ProcessStartInfo("true") { UserName = "nobody" }, new StartOptions { NewSession = true })
        );
        Child.Until(
            () =>
                !Processes
                    .Capture(ProcessFields.CommandLine)
                    .Any(process => process.CommandLine?.Any(text => text.Contains(marker, StringComparison.Ordinal)) == true),
            "nobody to be left"
        );
    }

    [Fact]
    public void WhatDiesWithItsParentIsKilledInNoOtherWay()
    {
        (int before, _) = CountPipes();
        for (int round = 0; round < 50; round++)
        {
            using ChildProcess child = Start(
                "sleep 1000 & echo $!; read line",
                new StartOptions { DieWithParent = true, NewSession = true }
            );
            OSProcess orphan = Processes.Get(int.Parse(child.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
            child.StandardInput!.WriteLine();
            Assert.Equal(0, child.Wait(Patience));

            // Its group is still there, and bound to this process; to take that back kills nobody.
            Assert.False(orphan.HasEnded());
            orphan.Kill();
            Assert.Equal(-9, orphan.Wait(Patience) ?? -9);
        }

        Child.Until(
            () =>
            {
                using ChildProcess child = Start("exit 0", new StartOptions { DieWithParent = true });
                child.Wait(Patience);
                return CountPipes().Pipes <= before + 10;
            },
            "the pipes of the groups that are gone to be closed"
        );
    }

    [Fact]
    public void DisposingEndsAWholeTreeWhereThatWasAskedFor()
    {
        OSProcess grandchild;
        using (
            ChildProcess child = Start(
                "sleep 1000 & echo $!; wait",
                new StartOptions { OnDispose = ChildDisposal.KillTree, NewSession = true }
            )
        )
        {
            grandchild = Processes.Get(int.Parse(child.StandardOutput!.ReadLine()!, CultureInfo.InvariantCulture));
        }

        Assert.True(grandchild.TryWait(Patience, out _));
    }

    [Fact]
    public void WhatTheProgramStartedBeforeItWasLimitedIsLimitedToo()
    {
        StartOptions options = new()
        {
            NewSession = true,
            OnDispose = ChildDisposal.KillTree,
            TrackTree = true,
            ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = new(100, 200) },
        };
        for (int round = 0; round < 20; round++)
        {
            // Orphans: they descend from the child no more when they are looked for.
            using ChildProcess child = Start("(sleep 1000 & sleep 1000 &); (sleep 1000 & sleep 1000 &); echo; read line", options);
            child.StandardOutput!.ReadLine();
            IReadOnlyList<OSProcess> members = child.Tree!.GetMembers();
            Assert.Equal(5, members.Count);
            Assert.All(members, member => Assert.Equal(new ResourceLimit(100, 200), member.GetResourceLimit(ResourceKind.OpenFiles)));
        }
    }

    [Fact]
    public void ATreeIsTrackedHoweverSoonItsRootEnds()
    {
        StartOptions options = new()
        {
            NewProcessGroup = true,
            TrackTree = true,
            OnDispose = ChildDisposal.KillTree,
        };
        for (int round = 0; round < 20; round++)
        {
            OSProcess orphan;
            using (ChildProcess child = Start("sleep 1000 & exit 7", options))
            {
                Assert.Equal(7, child.Wait(Patience));
                orphan = Assert.Single(child.Tree!.GetMembers());
                Assert.False(child.Tree.HasEnded());
            }

            Assert.True(orphan.TryWait(Patience, out _));
        }
    }

    [Fact]
    public void WhatAGroupLeavesBehindIsFoundWhereTheKernelTellsNoEvents()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, to make a PID namespace, in which the kernel tells no events.");
        string[] inNamespace = ["unshare", "--pid", "--fork", "--mount-proc"];
        if (
            !OwnProcess.IsThis(
                typeof(StartOptionTests),
                nameof(WhatAGroupLeavesBehindIsFoundWhereTheKernelTellsNoEvents),
                under: inNamespace
            )
        )
        {
            return;
        }

        // The tree is read when the child starts, and next when the child is gone.
        using ChildProcess child = Start(
            "read line; sleep 1000 & exit 7",
            new StartOptions
            {
                NewProcessGroup = true,
                TrackTree = true,
                OnDispose = ChildDisposal.KillTree,
            }
        );
        Assert.False(child.Tree!.Tracking.HasFlag(TreeTracking.KernelEvents));
        child.StandardInput!.WriteLine();
        Assert.Equal(7, child.Wait(Patience));
        Assert.Equal("sleep", Assert.Single(child.Tree.GetMembers()).Capture(ProcessFields.ExecutablePath).ExecutablePath?.Split('/')[^1]);
    }

    [Fact]
    public void OnlyATreeThatWasRequestedIsTracked()
    {
        using ChildProcess child = Start("read line", new StartOptions { NewProcessGroup = true });
        Assert.Null(child.Tree);
        child.StandardInput!.Close();
        child.Wait(Patience);
    }

    private static (int Pipes, int All) CountPipes()
    {
        string[] targets = [.. Directory.GetFileSystemEntries("/proc/self/fd").Select(path => new FileInfo(path).LinkTarget ?? "")];
        return (targets.Count(target => target.StartsWith("pipe:", StringComparison.Ordinal)), targets.Length);
    }

    private static string? MakeCgroup()
    {
        foreach (string root in (string[])["/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/pids"])
        {
            string folder = Path.Join(root, "psutil-test-" + Guid.NewGuid().ToString("N"));
            try
            {
                Directory.CreateDirectory(folder);
                if (File.Exists(Path.Join(folder, "cgroup.procs")))
                {
                    return folder;
                }

                Directory.Delete(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Read-only, or not allowed.
            }
        }

        return null;
    }

    private static ChildProcess Start(string script, StartOptions options) =>
        Processes.Start(
            new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true },
            options
        );
}
