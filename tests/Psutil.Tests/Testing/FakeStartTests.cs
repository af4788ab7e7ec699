using System.Diagnostics;

namespace Psutil.Tests;

/// <summary>Starting, waiting and ending on a fake machine: a supervisor can be tested without a process.</summary>
public class FakeStartTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;

    public FakeStartTests() => _machine = new FakeMachine(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AProgramRunsUntilItIsEnded()
    {
        using ChildProcess child = _machine.Processes.Start(new ProcessStartInfo("/bin/worker", ["--fast"]), new StartOptions { Nice = 5 });
        Assert.Equal("worker", child.GetName());
        Assert.Equal(["/bin/worker", "--fast"], child.GetCommandLine());
        Assert.Equal(5, child.Capture(ProcessFields.Nice).Nice);
        Assert.Equal(_clock.GetUtcNow(), child.GetCreateTime());
        Assert.False(child.HasEnded());
        FakeProgram program = Assert.Single(_machine.Processes.Programs);
        Assert.Equal("/bin/worker", program.StartInfo.FileName);
        Task<int?> wait = child.WaitAsync(Cancellation);
        Assert.True(_machine.Processes.End(child.Pid, 3));
        Assert.Equal(3, await wait);
        Assert.Equal(3, child.Wait());
        Assert.True(child.HasEnded());
    }

    [Fact]
    public void WhatItWritesAndReadsIsTheTests()
    {
        _machine.Processes.OnStart = program => (program.Output, program.Error) = ("hello\n", "oops");
        ProcessStartInfo start = new("cat")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using ChildProcess child = _machine.Processes.Start(start);
        child.StandardInput!.Write("question");
        Assert.Equal("hello\n", child.StandardOutput!.ReadToEnd());
        Assert.Equal("oops", child.StandardError!.ReadToEnd());
        Assert.Equal("question", _machine.Processes.Programs[0].Input);
    }

    [Fact]
    public void AStartCanFail()
    {
        SystemCallError error = new()
        {
            SystemCall = "start(worker)",
            ErrorCode = 2,
            Description = "No such file or directory",
        };
        _machine.Processes.OnStart = _ => throw new SystemCallException(error);
        Assert.Throws<SystemCallException>(() => _machine.Processes.Start(new ProcessStartInfo("worker")));
        Assert.Empty(_machine.Processes);
        Assert.Empty(_machine.Processes.Programs);
    }

    [Fact]
    public void AProgramCanEndAtOnce()
    {
        _machine.Processes.OnStart = program => _machine.Processes.End(program.Pid, 7);
        using ChildProcess child = _machine.Processes.Start(new ProcessStartInfo("false"));
        Assert.Equal(7, child.Wait());
    }

    [Fact]
    public void DisposingEndsItAsTheOptionsSay()
    {
        foreach (ChildDisposal disposal in (ChildDisposal[])[ChildDisposal.Leave, ChildDisposal.Terminate, ChildDisposal.Kill])
        {
            ChildProcess child = _machine.Processes.Start(new ProcessStartInfo("a"), new StartOptions { OnDispose = disposal });
            child.Dispose();
            Assert.Equal(disposal == ChildDisposal.Leave, _machine.Processes.Exists(child.Pid));
        }
    }

    [Fact]
    public void ATreeIsKilledWithItsExitCodes()
    {
        using ChildProcess child = _machine.Processes.Start(new ProcessStartInfo("parent"));
        _machine.Processes.Add(
            new ProcessSnapshot(new ProcessIdentity(child.Pid + 1, child.Identity.StartTime + 1))
            {
                Name = "grandchild",
                ParentPid = child.Pid,
                Status = ProcessStatus.Running,
                ThreadCount = 1,
            }
        );
        KillTreeResult result = child.KillTree();
        Assert.Equal([child.Pid, child.Pid + 1], result.Ended.Select(exit => exit.Process.Pid).Order());
        Assert.All(result.Ended, exit => Assert.Equal(-9, exit.ExitCode));
        Assert.Empty(_machine.Processes);
    }

    [Fact]
    public async Task EveryTimeLimitGoesByTheClockOfTheMachine()
    {
        using ChildProcess child = _machine.Processes.Start(new ProcessStartInfo("a"));
        OSProcess handle = _machine.Processes.Get(child.Pid);
        Task<int?> one = handle.WaitAsync(Second, Cancellation);
        Task<WaitAllResult> all = _machine.Processes.WaitAllAsync([handle], Second, cancellationToken: Cancellation);
        Task<OSProcess> appears = _machine.Processes.WaitForProcessAsync(
            process => process.Name == "b",
            ProcessFields.Name,
            timeout: Second,
            cancellationToken: Cancellation
        );
        Assert.False(one.IsCompleted || all.IsCompleted || appears.IsCompleted);
        _clock.Advance(Second);
        await Assert.ThrowsAsync<PsutilTimeoutException>(() => one);
        Assert.Equal([handle], (await all).Survivors);
        await Assert.ThrowsAsync<PsutilTimeoutException>(() => appears);
    }

    [Fact]
    public async Task AWatchLooksWhenTheClockSaysSo()
    {
        using ProcessWatch watch = _machine.Processes.Watch(new ProcessWatchOptions { Interval = Second }, Cancellation);
        await using IAsyncEnumerator<ProcessEvent> events = watch.GetAsyncEnumerator(Cancellation);
        ValueTask<bool> next = events.MoveNextAsync();
        using ChildProcess child = _machine.Processes.Start(new ProcessStartInfo("a"));
        Assert.False(next.IsCompleted);
        _clock.Advance(Second);
        Assert.True(await next);
        Assert.Equal(child.Pid, Assert.IsType<ProcessStartedEvent>(events.Current).Identity.Pid);
    }
}
