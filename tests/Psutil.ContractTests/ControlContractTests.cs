using System.Diagnostics;
using Psutil.ContractTests.Children;

namespace Psutil.ContractTests;

/// <summary>Acting on children: waiting, stopping, ending, priorities.</summary>
public class ControlContractTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(255)]
    public void TheExitCodeIsTheChildsOwn(int code)
    {
        using ChildProcess child = Machine.Local.Processes.Start(TestChild.StartInfo("exit", code.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(code, child.Wait(TestChild.Patience));
        Assert.False(child.IsRunning());
    }

    [Fact]
    public void WaitingForOneThatLivesEndsInTime()
    {
        using TestChild child = TestChild.Start("wait");
        Assert.Throws<ProcessTimeoutException>(() => child.Process.Wait(TimeSpan.Zero));
        ProcessTimeoutException exception = Assert.Throws<ProcessTimeoutException>(() => Handle(child).Wait(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(child.Process.Pid, exception.Pid);
        Assert.Throws<ArgumentOutOfRangeException>(() => Handle(child).Wait(TimeSpan.FromSeconds(-1)));
        Assert.True(child.Process.IsRunning());
    }

    [Fact]
    public async Task AWaitThatIsCancelledEnds()
    {
        using TestChild child = TestChild.Start("wait");
        using CancellationTokenSource cancellation = new();
        Task<int?> wait = Handle(child).WaitAsync(cancellation.Token);
        Assert.False(wait.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TestChild.Patience, TestContext.Current.CancellationToken));
        Assert.True(child.Process.IsRunning());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Handle(child).WaitAsync(cancellation.Token));
    }

    [Fact]
    public async Task ManyWaitsForOneProcessAllComplete()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess handle = Handle(child);
        Task<int?>[] waits = [.. Enumerable.Range(0, 20).Select(_ => handle.WaitAsync(TestContext.Current.CancellationToken))];
        child.Process.StandardInput!.Close();
        int?[] codes = await Task.WhenAll(waits).WaitAsync(TestChild.Patience, TestContext.Current.CancellationToken);
        Assert.All(codes, code => Assert.True(code is null or 0));
    }

    [Fact]
    public void WhoHasEndedIsGone()
    {
        TestChild child = TestChild.Start("wait");
        OSProcess handle = Handle(child);
        ProcessIdentity identity = handle.Identity;
        Assert.Equal(0, child.End());
        child.Dispose();
        Assert.True(Capability.Within(TestChild.Patience, () => !handle.IsRunning()));
        Assert.Throws<NoSuchProcessException>(() => handle.GetName());
        Assert.Throws<NoSuchProcessException>(() => handle.GetCommandLine());
        Assert.Throws<NoSuchProcessException>(handle.Kill);
        Assert.Throws<NoSuchProcessException>(handle.Suspend);
        ProcessSnapshot snapshot = handle.Capture(ProcessFields.Name | ProcessFields.Memory);
        Assert.Equal(identity, snapshot.Identity);
        Assert.All([ProcessFields.Name, ProcessFields.Memory], field => Assert.Equal(UnavailableReason.Gone, snapshot.Unavailable[field].Reason));
        handle.Wait(TimeSpan.Zero);
    }

    [Fact]
    public void WhoHasAnotherStartTimeIsNotTouched()
    {
        using TestChild child = TestChild.Start("wait");
        OSProcess impostor = Machine.Local.Processes.FromIdentity(child.Process.Identity with { StartTime = child.Process.Identity.StartTime - 1 });
        Assert.False(impostor.IsRunning());
        Assert.Throws<NoSuchProcessException>(impostor.Kill);
        Assert.Throws<NoSuchProcessException>(impostor.Suspend);
        Assert.Throws<NoSuchProcessException>(() => impostor.GetMemory());
        Assert.True(child.Process.IsRunning());
        Assert.Equal(0, child.End());
    }

    [Fact]
    public void AKilledChildIsGone()
    {
        using TestChild child = TestChild.Start("wait");
        child.Process.Kill();
        Assert.NotEqual(0, child.Process.Wait(TestChild.Patience));
        Assert.False(child.Process.IsRunning());
    }

    [Fact]
    public void ATerminatedChildIsGone()
    {
        using TestChild child = TestChild.Start("wait");
        child.Process.Terminate();
        Assert.NotNull(child.Process.Wait(TestChild.Patience));
    }

    [Fact]
    public async Task AStoppedChildStandsStillUntilItGoesOn()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using TestChild child = TestChild.Start("count");
        child.Process.Suspend();

        // What it said before it was stopped is still in the pipe.
        Task<string?> next = child.Process.StandardOutput!.ReadLineAsync(cancellation).AsTask();
        while (await Task.WhenAny(next, Task.Delay(500, cancellation)) == next)
        {
            next = child.Process.StandardOutput.ReadLineAsync(cancellation).AsTask();
        }

        ProcessSnapshot snapshot = child.Process.Capture(ProcessFields.Status);
        Assert.True(snapshot.Status is ProcessStatus.Stopped || snapshot.Unavailable.ContainsKey(ProcessFields.Status));
        child.Process.Resume();
        Assert.NotNull(await next.WaitAsync(TestChild.Patience, cancellation));
        Assert.NotEqual(ProcessStatus.Stopped, child.Process.Capture(ProcessFields.Status).Status);
    }

    [Fact]
    public void WaitAllTellsWhoEndedAndWhoDidNot()
    {
        using TestChild first = TestChild.Start("wait");
        using TestChild second = TestChild.Start("wait");
        List<int> ended = [];
        first.Process.StandardInput!.Close();
        WaitAllResult result = Machine.Local.Processes.WaitAll([first.Process, second.Process], TimeSpan.FromSeconds(5), exit => ended.Add(exit.Process.Pid));
        Assert.Equal([first.Process.Pid], result.Ended.Select(exit => exit.Process.Pid));
        Assert.Equal([first.Process.Pid], ended);
        Assert.Equal([second.Process.Pid], result.Alive.Select(process => process.Pid));
    }

    [Fact]
    public void ATreeIsKilledToItsLeaves()
    {
        using TestChild root = TestChild.Start("tree", "2");
        IReadOnlyList<OSProcess> descendants = root.Process.GetChildren(recursive: true);
        Assert.Equal(2, descendants.Count);
        KillTreeResult result = root.Process.KillTree();
        Assert.Empty(result.Survivors);
        Assert.Equal(3, result.Ended.Count);
        Assert.True(Capability.Within(TestChild.Patience, () => descendants.All(process => !process.IsRunning() || process.Capture(ProcessFields.Status).Status == ProcessStatus.Zombie)));
    }

    [Fact]
    public void TheAffinityIsWhatItWasSetTo()
    {
        Capability.Need(ProcessFields.CpuAffinity);
        using TestChild child = TestChild.Start("wait");
        IReadOnlyList<int> all = child.Process.GetCpuAffinity();
        Assert.NotEmpty(all);
        child.Process.SetCpuAffinity([all[^1]]);
        Assert.Equal([all[^1]], child.Process.GetCpuAffinity());
        child.Process.SetCpuAffinity([]);
        Assert.Equal(all, child.Process.GetCpuAffinity());
        Assert.ThrowsAny<ArgumentException>(() => child.Process.SetCpuAffinity([4095]));
        Assert.ThrowsAny<ArgumentException>(() => child.Process.SetCpuAffinity([-1]));
    }

    [Fact]
    public void ThePriorityIsWhatItWasSetTo()
    {
        using TestChild child = TestChild.Start("wait");
        if (Machine.Local.Processes.SupportedFields.HasFlag(ProcessFields.PriorityClass))
        {
            foreach (ProcessPriorityClass priority in (ProcessPriorityClass[])[ProcessPriorityClass.Idle, ProcessPriorityClass.BelowNormal, ProcessPriorityClass.AboveNormal])
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
            Assert.Throws<PlatformNotSupportedException>(() => child.Process.SetPriorityClass(ProcessPriorityClass.Idle));
        }
    }

    /// <summary>The process itself, without what is known of it because it was started here.</summary>
    private static OSProcess Handle(TestChild child) => Machine.Local.Processes.FromIdentity(child.Process.Identity);
}
