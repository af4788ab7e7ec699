using System.Diagnostics;

namespace Psutil.ContractTests.Suite;

/// <summary>Acting on children: waiting, stopping, ending, priorities.</summary>
public abstract class ControlContract(Subject subject)
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(255)]
    public void TheExitCodeIsTheChildsOwn(int code)
    {
        using SubjectChild child = subject.Start("exit", code.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(code, child.Process.Wait(subject.Patience));
        Assert.False(child.Process.IsRunning());
    }

    [Fact]
    public void WaitingForOneThatLivesEndsInTime()
    {
        using SubjectChild child = subject.Start("wait");
        Assert.Throws<PsutilTimeoutException>(() => child.Process.Wait(TimeSpan.Zero));
        PsutilTimeoutException exception = Assert.Throws<PsutilTimeoutException>(() => Handle(child).Wait(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(child.Process.Pid, exception.Pid);
        Assert.Throws<ArgumentOutOfRangeException>(() => Handle(child).Wait(TimeSpan.FromSeconds(-1)));
        Assert.True(child.Process.IsRunning());
    }

    [Fact]
    public async Task AWaitThatIsCancelledEnds()
    {
        using SubjectChild child = subject.Start("wait");
        using CancellationTokenSource cancellation = new();
        Task<int?> wait = Handle(child).WaitAsync(cancellation.Token);
        Assert.False(wait.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            wait.WaitAsync(subject.Patience, TestContext.Current.CancellationToken)
        );
        Assert.True(child.Process.IsRunning());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Handle(child).WaitAsync(cancellation.Token));
    }

    [Fact]
    public async Task ManyWaitsForOneProcessAllComplete()
    {
        using SubjectChild child = subject.Start("wait");
        OSProcess handle = Handle(child);
        Task<int?>[] waits = [.. Enumerable.Range(0, 20).Select(_ => handle.WaitAsync(TestContext.Current.CancellationToken))];
        child.BeginToEnd();
        int?[] codes = await Task.WhenAll(waits).WaitAsync(subject.Patience, TestContext.Current.CancellationToken);
        Assert.All(codes, code => Assert.True(code is null or 0));
    }

    [Fact]
    public void WhoHasEndedIsGone()
    {
        SubjectChild child = subject.Start("wait");
        OSProcess handle = Handle(child);
        ProcessIdentity identity = handle.Identity;
        Assert.Equal(0, child.End(subject.Patience));
        child.Dispose();
        Assert.True(Capability.Within(subject.Patience, () => !handle.IsRunning()));
        Assert.Throws<NoSuchProcessException>(() => handle.GetName());
        Assert.Throws<NoSuchProcessException>(() => handle.GetCommandLine());
        Assert.Throws<NoSuchProcessException>(handle.Kill);
        Assert.Throws<NoSuchProcessException>(handle.Suspend);
        ProcessSnapshot snapshot = handle.Capture(ProcessFields.Name | ProcessFields.Memory);
        Assert.Equal(identity, snapshot.Identity);
        Assert.All([ProcessFields.Name, ProcessFields.Memory], field =>
            Assert.Equal(UnavailableReason.Gone, snapshot.Unavailable[field].Reason)
        );
        handle.Wait(TimeSpan.Zero);
    }

    [Fact]
    public void WhoHasAnotherStartTimeIsNotTouched()
    {
        using SubjectChild child = subject.Start("wait");
        OSProcess impostor = subject.Processes.FromIdentity(
            child.Process.Identity with
            {
                StartTime = child.Process.Identity.StartTime - 1,
            }
        );
        Assert.False(impostor.IsRunning());
        Assert.Throws<NoSuchProcessException>(impostor.Kill);
        Assert.Throws<NoSuchProcessException>(impostor.Suspend);
        Assert.Throws<NoSuchProcessException>(() => impostor.GetMemory());
        Assert.True(child.Process.IsRunning());
        Assert.Equal(0, child.End(subject.Patience));
    }

    [Fact]
    public void WhoHasAnothersPidIsNotTouched()
    {
        using SubjectChild child = subject.Start("wait");
        OSProcess handle = Handle(child);
        subject.PassOn(child);
        Assert.False(handle.IsRunning());
        Assert.NotEqual(handle, subject.Processes.Get(handle.Pid));
        Assert.Throws<NoSuchProcessException>(handle.Kill);
        Assert.Throws<NoSuchProcessException>(handle.Terminate);
        Assert.Throws<NoSuchProcessException>(() => handle.SetNice(1));
        Assert.Throws<NoSuchProcessException>(() => handle.GetName());
        handle.Wait(subject.Patience);
        Assert.True(subject.Processes.Get(handle.Pid).IsRunning());
    }

    [Fact]
    public void AKilledChildIsGone()
    {
        using SubjectChild child = subject.Start("wait");
        child.Process.Kill();
        Assert.NotEqual(0, child.Process.Wait(subject.Patience));
        Assert.False(child.Process.IsRunning());
    }

    [Fact]
    public void ATerminatedChildIsGone()
    {
        using SubjectChild child = subject.Start("wait");
        child.Process.Terminate();
        Assert.NotNull(child.Process.Wait(subject.Patience));
    }

    [Fact]
    public void AStoppedChildIsStoppedUntilItGoesOn()
    {
        using SubjectChild child = subject.Start("wait");
        child.Process.Suspend();
        Assert.True(Capability.Within(subject.Patience, () =>
            {
                ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Status);
                return snapshot.Status is ProcessStatus.Stopped || snapshot.Unavailable.ContainsKey(ProcessFields.Status);
            }));
        child.Process.Resume();
        Assert.True(
            Capability.Within(subject.Patience, () => child.Process.Capture(ProcessFields.Status).Status is not ProcessStatus.Stopped)
        );
    }

    [Fact]
    public void WaitAllTellsWhoEndedAndWhoDidNot()
    {
        using SubjectChild first = subject.Start("wait");
        using SubjectChild second = subject.Start("wait");
        List<int> ended = [];

        // How long that takes is not for this test to know.
        Assert.Equal(0, first.End(subject.Patience));
        WaitAllResult result = subject.Processes.WaitAll([first.Process, second.Process], subject.Interval, exit =>
            ended.Add(exit.Process.Pid)
        );
        Assert.Equal([first.Process.Pid], result.Ended.Select(exit => exit.Process.Pid));
        Assert.Equal([first.Process.Pid], ended);
        Assert.Equal([second.Process.Pid], result.Survivors.Select(process => process.Pid));
    }

    [Fact]
    public void ATreeIsKilledToItsLeaves()
    {
        using SubjectChild root = subject.Start("tree", "2");
        IReadOnlyList<OSProcess> descendants = root.Process.GetChildren(recursive: true);
        Assert.Equal(2, descendants.Count);
        KillTreeResult result = root.Process.KillTree(new KillTreeOptions { Timeout = subject.Patience });
        Assert.Empty(result.Survivors);
        Assert.Equal(3, result.Ended.Count);
        Assert.True(
            Capability.Within(subject.Patience, () =>
                descendants.All(process => !process.IsRunning() || process.Capture(ProcessFields.Status).Status == ProcessStatus.Zombie)
            )
        );
    }

    [Fact]
    public void ATreeWithoutItsRootLeavesTheRoot()
    {
        using SubjectChild root = subject.Start("tree", "2");
        KillTreeResult result = root.Process.KillTree(new KillTreeOptions { IncludeRoot = false, Timeout = subject.Patience });
        Assert.Equal(root.DescendantPids.Order(), result.Ended.Select(exit => exit.Process.Pid).Order());
        Assert.Empty(result.Survivors);
        Assert.True(root.Process.IsRunning());
        Assert.NotEqual(ProcessStatus.Stopped, root.Process.Capture(ProcessFields.Status).Status);
    }

    [Fact]
    public void TheAffinityIsWhatItWasSetTo()
    {
        subject.Need(ProcessFields.CpuAffinity);
        using SubjectChild child = subject.Start("wait");
        IReadOnlyList<int> all = child.Process.GetCpuAffinity();
        Assert.NotEmpty(all);
        child.Process.SetCpuAffinity([all[^1]]);
        Assert.Equal([all[^1]], child.Process.GetCpuAffinity());
        child.Process.ResetCpuAffinity();
        Assert.Equal(all, child.Process.GetCpuAffinity());
        Assert.ThrowsAny<ArgumentException>(() => child.Process.SetCpuAffinity([4095]));
        Assert.ThrowsAny<ArgumentException>(() => child.Process.SetCpuAffinity([-1]));
    }

    [Fact]
    public void ThePriorityIsWhatItWasSetTo()
    {
        using SubjectChild child = subject.Start("wait");
        if (subject.Processes.SupportedFields.HasFlag(ProcessFields.PriorityClass))
        {
            foreach (
                ProcessPriorityClass priority in (ProcessPriorityClass[])
                    [ProcessPriorityClass.Idle, ProcessPriorityClass.BelowNormal, ProcessPriorityClass.AboveNormal]
            )
            {
                child.Process.SetPriorityClass(priority);
                Assert.Equal(priority, child.Process.GetPriorityClass());
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => child.Process.SetPriorityClass((ProcessPriorityClass)1));
        }
        else
        {
            child.Process.SetNice(7);
            Assert.Equal(7, child.Process.GetNice());
            Assert.Throws<ArgumentOutOfRangeException>(() => child.Process.SetNice(100));
            Assert.Throws<PsutilNotSupportedException>(() => child.Process.SetPriorityClass(ProcessPriorityClass.Idle));
        }
    }

    /// <summary>The process itself, without what is known of it because it was started here.</summary>
    private OSProcess Handle(SubjectChild child) => subject.Processes.FromIdentity(child.Process.Identity);
}
