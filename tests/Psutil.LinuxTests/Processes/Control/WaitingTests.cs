using System.Diagnostics;

namespace Psutil.LinuxTests.Control;

/// <summary>What waiting promises: a look is a look, nothing stays behind, thousands cost one thread that sleeps.</summary>
[Collection(Alone.Name)]
public class WaitingTests
{
    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public void AZombieHasEndedAndIsNotWaitedForLongerThanAllowed()
    {
        using (Child.WithZombie(out OSProcess zombie))
        {
            Assert.True(zombie.WaitAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);

            // No timeout is raised, and the exit code is known though its parent has not collected it.
            Assert.Equal(3, zombie.Wait(TimeSpan.Zero));
            Assert.Equal(3, zombie.Wait(TimeSpan.FromMilliseconds(10)));
            WaitAllResult result = Processes.WaitAll([zombie], TimeSpan.Zero);
            Assert.Equal(new ProcessExit { Process = zombie, ExitCode = 3 }, Assert.Single(result.Ended));
            Assert.Single(Processes.WaitAll([zombie], TimeSpan.FromMilliseconds(10)).Ended);
            Assert.Equal(3, zombie.Wait());
        }
    }

    [Fact]
    public async Task AZombieWithExitCodeZeroIsDistinguishedFromADeniedOne()
    {
        using Child parent = Child.Python(
            """
            import os, sys
            for end in (lambda: os._exit(0), lambda: os.kill(os.getpid(), 9)):
                pid = os.fork()
                if pid == 0: end()
                os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
                if end.__code__.co_names[1] == "_exit": print("ready")
                print(pid, flush=True)
            sys.stdin.read()
            """
        );
        OSProcess good = Processes.Get(int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture));
        OSProcess killed = Processes.Get(int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture));
        Assert.Equal(0, good.Wait(TimeSpan.Zero));
        Assert.Equal(-9, killed.Wait(TimeSpan.Zero));
        Assert.Equal(-9, await killed.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task CheckingManyOnceReportsThoseThatEnded()
    {
        using ChildProcess alive = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        int pid = RawChild.Start(exitCode: 7);
        try
        {
            OSProcess ended = Processes.Get(pid);
            Assert.Equal(7, ended.Wait(Child.Patience));
            WaitAllResult result = Processes.WaitAll([alive, ended], TimeSpan.Zero);
            Assert.Equal([(OSProcess)alive], result.Survivors);
            Assert.Equal([new ProcessExit { Process = ended, ExitCode = 7 }], result.Ended);
            Assert.Equal(7, await ended.WaitAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            Assert.Equal(7, RawChild.Collect(pid));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Processes.WaitAll([alive], TimeSpan.FromMilliseconds(-2)));
    }

    [Fact]
    public async Task TenThousandCancelledWaitsLeaveNothingBehind()
    {
        const int Rounds = 10_000;
        const int AtOnce = 50;
        using ChildProcess child = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        OSProcess handle = Processes.Get(child.Pid);
        await CancelAsync(handle, AtOnce);
        (int descriptors, int registrations) = CountWaits();
        Assert.True(registrations > 0, "The wait of the child itself is not seen.");
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        for (int round = 0; round < Rounds / AtOnce; round++)
        {
            await CancelAsync(handle, AtOnce);
        }

        AwaitAtMost((descriptors, registrations));
        Child.Until(() => GC.GetTotalMemory(forceFullCollection: true) - managed < 1 << 20, "the memory to be given back");
        Assert.True(handle.IsRunning());
    }

    [Fact]
    public async Task WaitsThatEndLeaveNothingWithATokenThatNeverIsCancelled()
    {
        using CancellationTokenSource forEver = new();
        using Child parent = Child.WithZombie(out OSProcess zombie);
        await WaitAsync();
        (int Descriptors, int Registrations) before = CountWaits();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        await WaitAsync();
        AwaitAtMost(before);
        Child.Until(() => GC.GetTotalMemory(forceFullCollection: true) - managed < 64 << 10, "the memory to be given back");

        async Task WaitAsync() =>
            Assert.All(
                await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => zombie.WaitAsync(forEver.Token)))
                    .WaitAsync(Child.Patience, TestContext.Current.CancellationToken),
                code => Assert.Equal(3, code)
            );
    }

    [Fact]
    public void AWaitForManyThatFailsLeavesNothingBehind()
    {
        using ChildProcess ends = Processes.Start(new ProcessStartInfo("sleep", "0.05"), killOnDispose: true);
        using ChildProcess stays = Processes.Start(new ProcessStartInfo("sleep", "1000"), killOnDispose: true);
        OSProcess handle = Processes.Get(stays.Pid);
        _ = ends.Wait(Child.Patience);
        (int descriptors, int registrations) = CountWaits();
        Assert.Throws<InvalidTimeZoneException>(() =>
            Processes.WaitAll([ends, handle], Child.Patience, _ => throw new InvalidTimeZoneException())
        );
        AwaitAtMost((descriptors, registrations));
    }

    [Fact]
    public async Task TwoThousandWaitsSleepInOneThread()
    {
        const int Count = 2000;
        using Child spawner = Child.Python(
            """
            import os, sys, time
            count = int(sys.argv[1])
            pids = []
            for _ in range(count):
                pid = os.fork()
                if pid == 0:
                    time.sleep(600)
                    os._exit(1)
                pids.append(pid)
            print("ready"); print(*pids, flush=True)
            sys.stdin.readline()
            for i, pid in enumerate(pids): os.kill(pid, 9 if i % 2 else 15)
            for pid in pids: os.waitpid(pid, 0)
            sys.stdin.read()
            """,
            Count.ToString(CultureInfo.InvariantCulture)
        );
        OSProcess[] sleepers =
        [
            .. spawner.ReadLine()!.Split(' ').Select(text => Processes.Get(int.Parse(text, CultureInfo.InvariantCulture))),
        ];
        Assert.Equal(Count, sleepers.Length);
        (int _, int registrations) = CountWaits();
        int calls = 0;
        Task<WaitAllResult> wait = Processes.WaitAllAsync(
            sleepers,
            TimeSpan.FromSeconds(500),
            _ => calls++,
            TestContext.Current.CancellationToken
        );

        // A wait of a test before this one may end meanwhile.
        Assert.InRange(CountWaits().Registrations, Count, registrations + Count);

        // One thread; it is not run once while all sleep. Another test's wait for an exit code may still be running out, for a second at
        // most.
        // And one that has had nothing to do for a while may be ending.
        Child.Until(() => Pollers().Count() == 1, "the threads of earlier waits to end");
        int poller = Pollers().Single().Id;
        (long Switches, long Ticks) cost = await CostOfASecondAsync(poller);
        if (cost.Switches > 2)
        {
            cost = await CostOfASecondAsync(poller);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Count} waits in a second: {cost.Switches} context switches, {cost.Ticks} ticks of CPU time"
        );
        Assert.InRange(cost.Switches, 0, 2);
        Assert.InRange(cost.Ticks, 0, 1);
        Assert.False(wait.IsCompleted);

        spawner.Say("\n");
        WaitAllResult result = await wait;
        Assert.Empty(result.Survivors);
        Assert.Equal((Count, Count), (result.Ended.Count, calls));
        if (Environment.OSVersion.Version >= new Version(6, 15))
        {
            Dictionary<OSProcess, int?> codes = result.Ended.ToDictionary(exit => exit.Process, exit => exit.ExitCode);
            Assert.All(sleepers.Index(), sleeper => Assert.Equal(sleeper.Index % 2 == 0 ? -15 : -9, codes[sleeper.Item]));
        }

        Child.Until(() => CountWaits().Registrations <= registrations, "the waits to be given back");
    }

    [Fact]
    public async Task TheThreadThatWaitsEndsWhenItHasNothingToDo()
    {
        if (!OwnProcess.IsThis(GetType(), nameof(TheThreadThatWaitsEndsWhenItHasNothingToDo)))
        {
            return;
        }

        int descriptors = CountQueues();
        for (int round = 0; round < 2; round++)
        {
            using Child child = new();
            Task<int?> wait = child.Handle.WaitAsync(TestContext.Current.CancellationToken);
            Child.Until(() => Pollers().Count() == 1, "the thread to start");
            child.End();
            await wait;
            Child.Until(() => !Pollers().Any(), "the thread to end");
            Child.Until(() => CountQueues() == descriptors, "its queue to be closed");
        }

        static int CountQueues() =>
            Directory
                .GetFiles("/proc/self/fd")
                .Count(path => new FileInfo(path).LinkTarget?.Contains("eventpoll", StringComparison.Ordinal) == true);
    }

    /// <summary>Waits until no more than before is held. What a test before this one still held may be given back meanwhile.</summary>
    internal static void AwaitAtMost((int Descriptors, int Registrations) before) =>
        Child.Until(
            () => CountWaits() is var now && now.Descriptors <= before.Descriptors && now.Registrations <= before.Registrations,
            "the waits to be given back"
        );

    private static IEnumerable<ProcessThreadInfo> Pollers() =>
        Processes.Current.GetThreads().Where(thread => thread.Name == "psutil exits");

    private static async Task CancelAsync(OSProcess handle, int count)
    {
        using CancellationTokenSource source = new();
        Task<int?>[] waits = [.. Enumerable.Range(0, count).Select(_ => handle.WaitAsync(source.Token))];
        await source.CancelAsync();
        foreach (Task<int?> wait in waits)
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => wait);
        }
    }

    private static async Task<(long Switches, long Ticks)> CostOfASecondAsync(int thread)
    {
        (long switches, long ticks) = Cost(thread);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        (long switchesLater, long ticksLater) = Cost(thread);
        return (switchesLater - switches, ticksLater - ticks);
    }

    /// <summary>
    /// How often a thread has slept and been interrupted, and the clock ticks that it has run, as the kernel counts them.
    /// </summary>
    private static (long Switches, long Ticks) Cost(int thread)
    {
        long switches = File.ReadLines($"/proc/self/task/{thread}/status")
            .Where(line => line.Contains("ctxt_switches", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture));
        string[] fields = File.ReadAllText($"/proc/self/task/{thread}/stat").Split(") ")[^1].Split(' ');
        return (switches, long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
    }

    /// <summary>The descriptors of processes that this one holds, and how many of them an epoll watches.</summary>
    internal static (int Descriptors, int Registrations) CountWaits()
    {
        HashSet<string> processes = [];
        List<string> queues = [];
        foreach (string path in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            string target = new FileInfo(path).LinkTarget ?? "";
            if (target.Contains("pidfd", StringComparison.Ordinal))
            {
                processes.Add(Path.GetFileName(path));
            }
            else if (target.Contains("eventpoll", StringComparison.Ordinal))
            {
                queues.Add(Path.GetFileName(path));
            }
        }

        return (
            processes.Count,
            queues.Sum(queue =>
                Targets(queue)
                    .Count(line =>
                        line.StartsWith("tfd:", StringComparison.Ordinal)
                        && processes.Contains(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
                    )
            )
        );

        static string[] Targets(string queue)
        {
            try
            {
                return File.ReadAllLines($"/proc/self/fdinfo/{queue}");
            }
            catch (IOException)
            {
                // The queue of earlier waits was closed a moment ago.
                return [];
            }
        }
    }
}
