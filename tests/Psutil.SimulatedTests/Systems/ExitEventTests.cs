using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>
/// Waiting for the end of processes by kqueue, on every system, version and architecture: at bad moments, refused, interrupted, in numbers.
/// </summary>
public sealed class ExitEventTests
{
    private const int Worker = 700;
    private const int FirstChild = 10_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string, string> Systems() => SystemTests.Systems();

    public static TheoryData<string, string, string> Refusals() =>
        [
            .. from system in (IEnumerable<(string, string)>)
                [("FreeBsd", "amd64"), ("MacOS", "arm64"), ("OpenBsd", "amd64"), ("NetBsd", "arm64")]
            from error in (string[])["EPERM", "EACCES", "ESRCH"]
            select (system.Item1, system.Item2, error),
        ];

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task AnEndAfterTheKernelWatchesIsToldWithItsCode(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.Machine.Processes.Add(Child(FirstChild));
        OSProcess worker = processes.Get(Worker);
        OSProcess child = processes.Get(FirstChild);
        kernel.Watched = pid => kernel.End(pid, 3 << 8);
        Assert.Equal(3, worker.Wait(Patience));
        Assert.Equal(
            3,
            await child.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task AnEndBeforeTheKernelWatchesIsAnEnd(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.Machine.Processes.Add(Child(FirstChild));
        OSProcess worker = processes.Get(Worker);
        OSProcess child = processes.Get(FirstChild);
        kernel.RefuseWatch = pid =>
        {
            kernel.End(pid, 3 << 8);
            return null;
        };
        Assert.Null(worker.Wait(Patience));
        Assert.Null(
            await child.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AnEndOfWhoeverHasThePidNowIsNotThisOnes(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        kernel.Machine.Replace(
            new SimulatedProcess(Worker, "another") { ParentPid = 1, StartSeconds = SimulatedMachine.BootSeconds + 5000 }
        );
        Assert.Null(worker.Wait(Patience));
        Assert.True(processes.Get(Worker).IsRunning());
    }

    // Waits for a second in vain, hence not in every version.
    [Theory]
    [InlineData("FreeBsd", "amd64")]
    [InlineData("MacOS", "arm64")]
    [InlineData("OpenBsd", "amd64")]
    [InlineData("NetBsd", "arm64")]
    public async Task AnEndOfWhoeverHasThePidNowIsNotAwaited(string folder, string architecture)
    {
        using BsdKernel kernel = Boot(folder, AbiTable.BaseVersion, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        kernel.Machine.Replace(
            new SimulatedProcess(Worker, "another") { ParentPid = 1, StartSeconds = SimulatedMachine.BootSeconds + 5000 }
        );
        Assert.Null(
            await worker.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
        Assert.True(processes.Get(Worker).IsRunning());
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task AWatchThatFailsIsAnErrorWithItsCall(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        kernel.RefuseWatch = _ => "ENOMEM";
        Assert.Equal(kernel.Abi.Constant("ENOMEM"), Assert.Throws<SystemCallException>(() => worker.Wait(Patience)).ErrorCode);
        Assert.Equal(
            "kevent(700)",
            (await Assert.ThrowsAsync<SystemCallException>(() => worker.WaitAsync(TestContext.Current.CancellationToken))).SystemCall
        );

        // What was refused is not remembered.
        kernel.RefuseWatch = null;
        Task<int?> exit = worker.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(exit.IsCompleted);
        kernel.End(Worker, 5 << 8);
        Assert.Equal(5, await exit.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task WhoMayNotBeWatchedIsLookedAtAgainAndAgain(string folder, string architecture, string error)
    {
        using BsdKernel kernel = Boot(folder, AbiTable.BaseVersion, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        kernel.RefuseWatch = _ => error;
        Assert.Throws<PsutilTimeoutException>(() => worker.Wait(TimeSpan.Zero));
        Assert.Throws<PsutilTimeoutException>(() => worker.Wait(TimeSpan.FromMilliseconds(10)));
        Task<int?> sync = Task.Run(() => worker.Wait(Patience), TestContext.Current.CancellationToken);
        Task<int?> asynchronous = worker.WaitAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource deadline = new(TimeSpan.FromMilliseconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.WaitAsync(deadline.Token));

        // A zombie has ended, whether or not it is still in the table.
        kernel.Machine.Replace(kernel.Machine.Find(Worker)! with { Status = ProcessStatus.Zombie });
        Assert.Null(await sync.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Null(await asynchronous.WaitAsync(Patience, TestContext.Current.CancellationToken));
        kernel.End(Worker, 0);
        Assert.Null(worker.Wait(Patience));
        Assert.Null(
            await worker.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task AStrangerIsWaitedFor(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.Machine.Replace(kernel.Machine.Find(Worker)! with { IsDenied = true, ParentPid = 1 });
        OSProcess worker = processes.Get(Worker);
        Task<int?> wait = worker.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Throws<PsutilTimeoutException>(() => worker.Wait(TimeSpan.Zero));
        kernel.End(Worker, 3 << 8);
        int? code = await wait.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(folder == "FreeBsd" ? 3 : null, code);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task AZombieHasEnded(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.Machine.Replace(
            kernel.Machine.Find(Worker)! with
            {
                Status = ProcessStatus.Zombie,
                WaitStatus = 4 << 8,
                Arguments = [],
                Environment = [],
            }
        );
        OSProcess zombie = processes.Get(Worker);
        int? expected = folder == "FreeBsd" ? 4 : null;
        Assert.Equal(expected, zombie.Wait(Patience));
        Assert.Equal(
            expected,
            await zombie.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AWaitThatIsInterruptedGoesOnUntilItsDeadline(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        kernel.WaitFailures.Enqueue("EINTR");
        kernel.WaitFailures.Enqueue("EINTR");
        PsutilTimeoutException late = Assert.Throws<PsutilTimeoutException>(() => worker.Wait(TimeSpan.FromMilliseconds(10)));
        Assert.Equal((Worker, TimeSpan.FromMilliseconds(10)), (late.Pid, late.Timeout));
        Assert.Empty(kernel.WaitFailures);
        kernel.WaitFailures.Enqueue("ENOMEM");
        Assert.Equal(kernel.Abi.Constant("ENOMEM"), Assert.Throws<SystemCallException>(() => worker.Wait(Patience)).ErrorCode);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task AQueueThatFailsFailsItsWaitsAndIsMadeAnew(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        kernel.WaitFailures.Enqueue("EINTR");
        kernel.WaitFailures.Enqueue("ENOMEM");
        SystemCallException failure = await Assert.ThrowsAsync<SystemCallException>(() =>
            worker.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
        Assert.Equal(kernel.Abi.Constant("ENOMEM"), failure.ErrorCode);
        Task<int?> exit = worker.WaitAsync(TestContext.Current.CancellationToken);
        kernel.End(Worker, 6 << 8);
        Assert.Equal(6, await exit.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task ACancelledWaitLeavesTheOthersAlone(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        OSProcess worker = processes.Get(Worker);
        using CancellationTokenSource cancellation = new();
        using CancellationTokenSource deadline = new(TimeSpan.FromMilliseconds(5));
        Task<int?> stays = worker.WaitAsync(TestContext.Current.CancellationToken);
        Task<int?> cancelled = worker.WaitAsync(cancellation.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            worker.WaitAsync(deadline.Token).WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
        await cancellation.CancelAsync();
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            cancelled.WaitAsync(Patience, TestContext.Current.CancellationToken)
        );
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.WaitAsync(cancellation.Token));
        Assert.False(stays.IsCompleted);
        kernel.End(Worker, 7 << 8);
        Assert.Equal(7, await stays.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task ManyWaitsAreOneSleep(string folder, string version, string architecture)
    {
        const int Count = 200;
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        kernel.Machine.Processes.AddRange(Enumerable.Range(FirstChild, Count).Select(Child));
        Task<int?>[] waits =
        [
            .. from pid in Enumerable.Range(FirstChild, Count)
            from wait in Enumerable.Range(0, 3)
            select processes.Get(pid).WaitAsync(TestContext.Current.CancellationToken),
        ];
        foreach (int pid in Enumerable.Range(FirstChild, Count).Reverse())
        {
            kernel.End(pid, pid % 100 << 8);
        }

        int?[] codes = await Task.WhenAll(waits).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(FirstChild, Count).SelectMany(pid => Enumerable.Repeat((int?)(pid % 100), 3)), codes);

        // One thread sleeps for all.
        Assert.Single(kernel.Calls, name => name == "kqueue");
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ATreeIsKilledThoughOthersAreBornMeanwhile(string folder, string version, string architecture)
    {
        using BsdKernel kernel = Boot(folder, version, architecture, out Processes processes);
        SimulatedMachine machine = kernel.Machine;
        machine.Processes.Add(Child(FirstChild));
        Obey(kernel);
        int readings = 0;
        machine.TableRead = () =>
        {
            if (++readings == 2)
            {
                machine.Processes.Add(Child(FirstChild + 1) with { ParentPid = FirstChild });
            }
        };
        KillTreeResult result = processes.Get(FirstChild).KillTree(new KillTreeOptions { Timeout = Patience });
        Assert.Equal([FirstChild, FirstChild + 1], result.Ended.Select(exit => exit.Process.Pid).Order());
        Assert.Empty(result.Survivors);
        Assert.Contains((FirstChild + 1, kernel.Abi.Constant("SIGSTOP")), machine.Signals);
        Assert.True(processes.Exists(Worker));
    }

    // Waits for its survivor in vain, hence not in every version.
    [Theory]
    [InlineData("FreeBsd", "amd64")]
    [InlineData("MacOS", "arm64")]
    [InlineData("OpenBsd", "amd64")]
    [InlineData("NetBsd", "arm64")]
    public void WhoOfATreeMayNotBeTouchedSurvivesIt(string folder, string architecture)
    {
        using BsdKernel kernel = Boot(folder, AbiTable.BaseVersion, architecture, out Processes processes);
        kernel.Machine.Processes.AddRange([Child(FirstChild), Child(FirstChild + 1) with { ParentPid = FirstChild, IsDenied = true }]);
        Obey(kernel);
        KillTreeResult result = processes.Get(FirstChild).KillTree(new KillTreeOptions { Timeout = TimeSpan.FromSeconds(2) });
        Assert.Equal([FirstChild], result.Ended.Select(exit => exit.Process.Pid));
        Assert.Equal([FirstChild + 1], result.Survivors.Select(process => process.Pid));
    }

    private static void Obey(BsdKernel kernel) =>
        kernel.Machine.Signalled = (process, signal) =>
        {
            if (signal == kernel.Abi.Constant("SIGKILL"))
            {
                kernel.End(process.Pid, signal);
            }
            else
            {
                kernel.Machine.Processes.Change(process.Pid, stopped => stopped with { Status = ProcessStatus.Stopped });
            }
        };

    private static SimulatedProcess Child(int pid) =>
        new(pid, "child") { ParentPid = Environment.ProcessId, StartSeconds = SimulatedMachine.BootSeconds + 1000 };

    private static BsdKernel Boot(string folder, string version, string architecture, out Processes processes)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        BsdKernel kernel = (BsdKernel)system.Boot(AbiTable.Load(system.Name, version, architecture), new SimulatedMachine());
        processes = system.Open(kernel.Abi).Processes;
        return kernel;
    }
}
