namespace Psutil.ContractTests.Suite;

/// <summary>What the library promises of every process on any operating system, tried on all that run there.</summary>
public abstract class ProcessContract(Subject subject)
{
    private static readonly ProcessFields[] KnownFields =
    [
        .. Enum.GetValues<ProcessFields>().Where(field => long.PopCount((long)field) == 1),
    ];

    private readonly ProcessFields[] _everyField = [.. KnownFields.Where(field => subject.Processes.SupportedFields.HasFlag(field))];

    protected Subject Subject { get; } = subject;

    private Processes Processes => Subject.Processes;

    [Fact]
    public void EveryRequestedFieldHasAValueOrAReason()
    {
        foreach (ProcessSnapshot snapshot in Processes.Capture(Processes.SupportedFields))
        {
            foreach (ProcessFields field in _everyField)
            {
                bool missing = snapshot.Unavailable.ContainsKey(field);
                bool mayBeNothing = (
                    ProcessFields.ParentPid
                    | ProcessFields.ExecutablePath
                    | ProcessFields.WorkingDirectory
                    | ProcessFields.Terminal
                    | ProcessFields.Cgroup
                ).HasFlag(field);
                Assert.False(ValueOf(snapshot, field) is not null && missing, $"{field} of {snapshot.Pid} has both a value and a reason.");
                Assert.True(
                    ValueOf(snapshot, field) is not null || missing || mayBeNothing,
                    $"{field} of {snapshot.Pid} has neither a value nor a reason."
                );
            }
        }
    }

    [Fact]
    public void AFieldThatWasNotAskedForIsNull()
    {
        foreach (ProcessFields asked in _everyField)
        {
            ProcessSnapshot snapshot = Subject.Self.Capture(asked);
            Assert.All(_everyField.Where(field => field != asked), field => Assert.Null(ValueOf(snapshot, field)));
            Assert.True(snapshot.Unavailable.Count <= 1);
        }
    }

    [Fact]
    public void ValuesAreWithinTheirRanges()
    {
        Machine machine = Subject.Machine;
        long total = machine.Memory.GetVirtual().Total;
        int cpus = machine.Cpu.GetTimesPerCpu().Max(core => core.Number);
        foreach (
            ProcessSnapshot snapshot in machine.Processes.Capture(
                machine.Processes.SupportedFields & ~(ProcessFields.MemoryMaps | ProcessFields.Connections)
            )
        )
        {
            Assert.True(snapshot.Pid >= 0);
            Assert.NotEqual("", snapshot.Name);
            Assert.True(snapshot.ParentPid is null or >= 0);
            Assert.True(snapshot.Memory is null || (snapshot.Memory.Value.Rss >= 0 && snapshot.Memory.Value.Rss <= total));
            Assert.True(snapshot.Memory is not { Shared: not null } memory || memory.Rss <= memory.Vms);
            Assert.True(snapshot.ThreadCount is null or >= 0);
            Assert.True(snapshot.CreateTime is null || snapshot.CreateTime <= DateTimeOffset.UtcNow.AddSeconds(2));
            Assert.True(snapshot.CreateTime is null || snapshot.CreateTime >= machine.GetBootTime().AddSeconds(-2));
            Assert.True(snapshot.HandleCount is null or >= 0);
            Assert.True(snapshot.PriorityClass is not { } priority || Enum.IsDefined(priority));
            Assert.True(
                snapshot.CpuTimes is null
                    || (snapshot.CpuTimes.Value.User >= TimeSpan.Zero && snapshot.CpuTimes.Value.System >= TimeSpan.Zero)
            );
            Assert.True(snapshot.CpuNumber is null || (snapshot.CpuNumber >= 0 && snapshot.CpuNumber <= cpus));
            Assert.True(snapshot.Nice is null or (>= -20 and <= 19));
            Assert.True(snapshot.ExecutablePath is null || Path.IsPathFullyQualified(snapshot.ExecutablePath));
            Assert.True(snapshot.MemoryFootprint is not { Pss: { } pss } footprint || footprint.Uss <= pss);
            Assert.All(snapshot.OpenFiles ?? [], file => Assert.True(Path.IsPathFullyQualified(file.Path)));
            Assert.All(snapshot.CpuAffinity ?? [], cpu => Assert.InRange(cpu, 0, 65535));
        }
    }

    [Fact]
    public void TheListIsInOrderAndHoldsThisProcess()
    {
        IReadOnlyList<int> pids = Processes.GetPids();
        Assert.Equal(pids.Order().Distinct(), pids);
        Assert.Contains(Environment.ProcessId, pids);
        Assert.True(Processes.Exists(Environment.ProcessId));
    }

    [Fact]
    public void TwoHandlesOfOneProcessAreEqual()
    {
        OSProcess first = Subject.Self;
        OSProcess second = Processes.Get(Environment.ProcessId);
        Assert.Equal(first, second);
        Assert.True(first == second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.False(first.Equals(null));
        Assert.NotEqual(first, Processes.FromIdentity(first.Identity with { StartTime = 1 }));
    }

    [Fact]
    public void WhatIsNotSupportedSaysSo()
    {
        OSProcess current = Subject.Self;
        foreach (ProcessFields field in KnownFields.Except(_everyField))
        {
            ProcessSnapshot snapshot = current.Capture(field);
            Assert.Null(ValueOf(snapshot, field));
            Assert.Equal(Subject.ReasonOfUnsupported, snapshot.Unavailable[field].Reason);
        }
    }

    [Fact]
    public void WhatIsTrueOfThisProcessIsInTheTableToo()
    {
        const ProcessFields Stable =
            ProcessFields.Name
            | ProcessFields.ParentPid
            | ProcessFields.CreateTime
            | ProcessFields.CommandLine
            | ProcessFields.ExecutablePath
            | ProcessFields.WorkingDirectory
            | ProcessFields.UserName
            | ProcessFields.UserIds
            | ProcessFields.GroupIds
            | ProcessFields.Terminal
            | ProcessFields.Nice
            | ProcessFields.PriorityClass
            | ProcessFields.CpuAffinity;
        ProcessFields asked = Stable & Processes.SupportedFields;
        ProcessSnapshot alone = Subject.Self.Capture(asked);
        ProcessSnapshot ofAll = Processes.Capture(asked).Single(snapshot => snapshot.Pid == Environment.ProcessId);
        Assert.Equal(alone.Identity, ofAll.Identity);
        Assert.Equal(Subject.Self.Identity, alone.Identity);
        foreach (ProcessFields field in _everyField.Where(field => Stable.HasFlag(field)))
        {
            Assert.Equal(ValueOf(alone, field), ValueOf(ofAll, field));
            Assert.Equal(ValueOf(alone, field), ValueOf(Subject.Self.Capture(field), field));
        }

        Assert.Equal(alone.Name, Subject.Self.GetName());
        Assert.Equal(alone.CommandLine, Subject.Self.GetCommandLine());
        Assert.Equal(alone.CreateTime, Subject.Self.GetCreateTime());
        Assert.Equal(alone.ParentPid, Subject.Self.GetParentPid());
    }

    [Fact]
    public void ThisProcessUsesAShareOfTheMemory() => Assert.InRange(Subject.Self.GetMemoryPercent(), double.Epsilon, 100);

    [Fact]
    public void ThisProcessIsRunning()
    {
        Assert.True(Subject.Self.IsRunning());
        Assert.Equal(Environment.ProcessId, Subject.Self.Pid);
        Assert.Contains(Subject.Self, Processes.Enumerate());
    }

    [Fact]
    public void ParentsEndAtTheFirstProcess()
    {
        IReadOnlyList<OSProcess> parents = Subject.Self.GetParents();
        Assert.Equal(parents.Distinct(), parents);
        Assert.DoesNotContain(Subject.Self, parents);
        Assert.Equal(Subject.Self.GetParent(), parents is [var first, ..] ? first : null);
    }

    [Fact]
    public void APidThatNobodyCanHaveIsNobodys()
    {
        Assert.False(Processes.Exists(-1));
        Assert.False(Processes.TryGet(-1, out _));
        Assert.False(Processes.TryGet(int.MaxValue, out _));
        Assert.Equal(int.MaxValue, Assert.Throws<NoSuchProcessException>(() => Processes.Get(int.MaxValue)).Pid);
        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.FromIdentity(new ProcessIdentity(-1, null)));
    }

    [Fact]
    public void AZombieExistsWithoutValues()
    {
        OSProcess zombie = Subject.MakeZombie();
        Assert.True(zombie.IsRunning());
        Assert.Equal(ProcessStatus.Zombie, zombie.GetStatus());
        Assert.NotEmpty(zombie.GetName());
        Assert.Equal(zombie.Pid, Assert.Throws<ZombieProcessException>(() => zombie.GetCommandLine()).Pid);
        Assert.Equal(UnavailableReason.Zombie, zombie.Capture(ProcessFields.Environment).Unavailable[ProcessFields.Environment].Reason);
        Assert.Contains(Processes.Capture(ProcessFields.Status), snapshot =>
            snapshot.Pid == zombie.Pid && snapshot.Status == ProcessStatus.Zombie
        );
    }

    [Fact]
    public void WhatIsRefusedIsNamedAndTheRestIsReported()
    {
        OSProcess denied = Subject.FindDenied();
        ProcessSnapshot snapshot = denied.Capture(ProcessFields.Name | ProcessFields.ParentPid | ProcessFields.Environment);
        Assert.NotNull(snapshot.Name);
        Assert.DoesNotContain(ProcessFields.ParentPid, snapshot.Unavailable.Keys);
        Assert.Null(snapshot.Environment);
        Assert.Equal(UnavailableReason.Denied, snapshot.Unavailable[ProcessFields.Environment].Reason);
        AccessDeniedException exception = Assert.Throws<AccessDeniedException>(denied.GetEnvironment);
        Assert.Equal(denied.Pid, exception.Pid);
        Assert.NotNull(exception.SystemCall);
    }

    [Fact]
    public void WhoEndsWhileItIsReadIsGone()
    {
        using SubjectChild child = Subject.Start("wait");
        OSProcess handle = Processes.FromIdentity(child.Process.Identity);
        Subject.EndWhileRead(child);
        Assert.Throws<NoSuchProcessException>(() => handle.GetCommandLine());
        Assert.False(handle.IsRunning());
        using SubjectChild next = Subject.Start("wait");
        Subject.EndWhileRead(next);
        Assert.DoesNotContain(Processes.Capture(Processes.SupportedFields), snapshot => snapshot.Pid == next.Process.Pid);
    }

    private static object? ValueOf(ProcessSnapshot snapshot, ProcessFields field) =>
        typeof(ProcessSnapshot).GetProperty(field.ToString())!.GetValue(snapshot);
}
