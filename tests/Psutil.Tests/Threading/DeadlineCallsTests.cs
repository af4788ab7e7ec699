using System.Collections.Concurrent;
using System.Diagnostics;

namespace Psutil.Tests;

public sealed class DeadlineCallsTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    private readonly ManualResetEventSlim _release = new();
    private readonly ConcurrentBag<(string Key, int Thread)> _started = [];
    private readonly DeadlineCalls<string, string> _calls;

    public DeadlineCallsTests() => _calls = new DeadlineCalls<string, string>(Call, "test", idleTime: Long);

    public void Dispose() => _release.Set();

    [Fact]
    public void ACallThatReturnsGivesItsResult()
    {
        Assert.True(_calls.TryCall("a", Long, out string? result));
        Assert.Equal("a done", result);
        Assert.True(_calls.TryCall("b", Timeout.InfiniteTimeSpan, out result));
        Assert.Equal("b done", result);
    }

    [Fact]
    public void CallsOneAfterTheOtherShareAThreadThatIsNotTheCallers()
    {
        for (int index = 0; index < 50; index++)
        {
            Assert.True(_calls.TryCall("a", Long, out _));
        }

        int thread = Assert.Single(_started.Select(start => start.Thread).Distinct());
        Assert.NotEqual(Environment.CurrentManagedThreadId, thread);
        Assert.Equal(50, _started.Count);
    }

    [Fact]
    public void WhoWaitsGetsTheExceptionOfACallAndTheThreadGoesOn()
    {
        DeadlineCalls<string, string> calls = new(
            key => key == "too large" ? throw new InsufficientMemoryException() : $"{key} done",
            "test",
            idleTime: Long
        );
        for (int index = 0; index < 3; index++)
        {
            Assert.Throws<InsufficientMemoryException>(() => calls.TryCall("too large", Long, out _));
            Assert.Throws<InsufficientMemoryException>(() => calls.TryCall("too large", TimeSpan.FromMilliseconds(1), _ => false, out _));
        }

        Assert.True(calls.TryCall("a", Long, out string? result));
        Assert.Equal("a done", result);
        WaitUntil(() => calls.PendingCount == 0);
    }

    [Fact]
    public void ACallThatHangsIsGivenUpInTime()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Assert.False(_calls.TryCall("hang", Short, out string? result));
        Assert.Null(result);
        Assert.InRange(watch.Elapsed, Short - TimeSpan.FromMilliseconds(5), Long / 2);
    }

    [Fact]
    public void ACallThatHangsIsNotMadeAgainUntilItReturns()
    {
        for (int index = 0; index < 20; index++)
        {
            Assert.False(_calls.TryCall("hang", TimeSpan.FromMilliseconds(1), out _));
        }

        WaitUntil(() => !_started.IsEmpty);
        Assert.Single(_started);
        Assert.Equal(1, _calls.PendingCount);
        _release.Set();
        WaitUntil(() => _calls.PendingCount == 0);
        Assert.True(_calls.TryCall("hang", Long, out _));
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public void WhoAsksAgainGetsTheAnswerOfTheCallUnderWay()
    {
        Assert.False(_calls.TryCall("hang", Short, out _));
        Thread waiter = new(() => Assert.True(_calls.TryCall("hang", Long, out _)));
        waiter.Start();
        WaitUntil(() => waiter.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin));
        _release.Set();
        Assert.True(waiter.Join(Long));
        Assert.Single(_started);
    }

    [Fact]
    public void OthersAreAnsweredWhileOneHangs()
    {
        Assert.False(_calls.TryCall("hang", Short, out _));
        for (int index = 0; index < 20; index++)
        {
            Assert.True(_calls.TryCall("a", Long, out _));
        }

        Assert.Equal(2, _started.Select(start => start.Thread).Distinct().Count());
    }

    [Fact]
    public void AThreadThatWasStuckIsOfUseAgain()
    {
        Assert.False(_calls.TryCall("hang", Short, out _));
        _release.Set();
        WaitUntil(() => _calls.PendingCount == 0);
        Assert.True(_calls.TryCall("a", Long, out _));
        Assert.Single(_started.Select(start => start.Thread).Distinct());
    }

    [Fact]
    public void WithoutTimeNothingIsWaitedFor()
    {
        Assert.False(_calls.TryCall("hang", TimeSpan.Zero, out _));
        Assert.Equal(1, _calls.PendingCount);
    }

    [Fact]
    public void AnIdleThreadEndsAndACallAfterwardsIsAnswered()
    {
        // Asked on the thread itself: one that has ended does not tell any more.
        DeadlineCalls<int, (Thread Thread, bool IsBackground, bool IsPooled)> calls = new(
            _ => (Thread.CurrentThread, Thread.CurrentThread.IsBackground, Thread.CurrentThread.IsThreadPoolThread),
            "test",
            idleTime: TimeSpan.FromMilliseconds(1)
        );
        for (int index = 0; index < 5; index++)
        {
            Assert.True(calls.TryCall(index, Long, out (Thread Thread, bool IsBackground, bool IsPooled) call));
            Assert.True(call.IsBackground);
            Assert.False(call.IsPooled);
            Assert.True(call.Thread.Join(Long));
        }
    }

    [Fact]
    public async Task NothingIsLostBetweenThreadsThatEndAndCallsThatCome()
    {
        DeadlineCalls<int, int> calls = new(key => key * 2, "test", idleTime: TimeSpan.Zero);
        Task[] tasks =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(task =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            for (int index = 0; index < 500; index++)
                            {
                                Assert.True(calls.TryCall(index % 7, Long, out int result));
                                Assert.Equal(index % 7 * 2, result);
                            }
                        },
                        TestContext.Current.CancellationToken,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                ),
        ];
        await Task.WhenAll(tasks);
        Assert.Equal(0, calls.PendingCount);
    }

    [Fact]
    public void CallsThatWereBegunTogetherAreGivenUpTogether()
    {
        TimeSpan patience = TimeSpan.FromMilliseconds(500);
        foreach (string key in (ReadOnlySpan<string>)["hang 1", "hang 2", "hang 3", "hang 4"])
        {
            Assert.False(_calls.TryCall(key, TimeSpan.Zero, out _));
        }

        Assert.False(_calls.TryCall("hang 1", patience, out _));
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string key in (ReadOnlySpan<string>)["hang 2", "hang 3", "hang 4", "hang 1"])
        {
            Assert.False(_calls.TryCall(key, patience, out _));
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, patience);
    }

    [Fact]
    public void OnceAllThreadsAreStuckNothingElseIsWaitedFor()
    {
        DeadlineCalls<string, string> calls = new(Call, "test", idleTime: Long, mostThreads: 3);
        for (int index = 0; index < 20; index++)
        {
            Assert.False(calls.TryCall($"hang {index}", index < 3 ? Short : Long, out _));
        }

        Assert.Equal(3, calls.PendingCount);
        _release.Set();
        WaitUntil(() => calls.PendingCount == 0);
        Assert.True(calls.TryCall("hang 19", Long, out _));
        Assert.InRange(_started.Select(start => start.Thread).Distinct().Count(), 1, 3);
    }

    [Fact]
    public void ACallWaitsForAThreadThatIsMerelyBusy()
    {
        DeadlineCalls<string, string> calls = new(Call, "test", idleTime: Long, mostThreads: 1);
        Thread first = new(() => calls.TryCall("hang", Long, out _));
        first.Start();
        WaitUntil(() => calls.PendingCount == 1);
        Assert.False(calls.TryCall("b", Short, out _));
        Assert.Equal(1, calls.PendingCount);
        Thread second = new(() => Assert.True(calls.TryCall("a", Long, out _)));
        second.Start();
        WaitUntil(() => calls.PendingCount == 2);
        _release.Set();
        Assert.True(first.Join(Long) && second.Join(Long));
        Assert.Single(_started.Select(start => start.Thread).Distinct());
    }

    [Fact]
    public void ACallThatIsWatchedTakesAsLongAsItLikes()
    {
        int asked = 0;
        Assert.True(_calls.TryCall("a", Short, _ => throw new InvalidOperationException("A call that has returned."), out string? result));
        Assert.Equal("a done", result);
        Assert.True(
            _calls.TryCall(
                "hang",
                TimeSpan.FromMilliseconds(1),
                key =>
                {
                    Assert.Equal("hang", key);
                    if (++asked == 5)
                    {
                        _release.Set();
                    }

                    return false;
                },
                out result
            )
        );
        Assert.Equal("hang done", result);
    }

    [Fact]
    public void ACallThatIsWatchedIsGivenUpWhenTheCallerSaysSo()
    {
        Assert.False(_calls.TryCall("hang", TimeSpan.FromMilliseconds(1), _ => true, out string? result));
        Assert.Null(result);
        Assert.Equal(1, _calls.PendingCount);
        Assert.True(_calls.TryCall("a", Long, _ => true, out _));
    }

    [Fact]
    public void WhoWaitsForAThreadIsNotWatched()
    {
        DeadlineCalls<string, string> calls = new(Call, "test", idleTime: Long, mostThreads: 1);
        Thread first = new(() => calls.TryCall("hang", Long, out _));
        first.Start();
        WaitUntil(() => calls.PendingCount == 1);
        Thread second = new(() => Assert.True(calls.TryCall("a", TimeSpan.FromMilliseconds(1), _ => !_release.IsSet, out _)));
        second.Start();
        WaitUntil(() => calls.PendingCount == 2);
        Assert.False(second.Join(Short));
        _release.Set();
        Assert.True(first.Join(Long) && second.Join(Long));
    }

    [Fact]
    public void WhoWaitsForAThreadStopsWhenTheLastIsStuck()
    {
        DeadlineCalls<string, string> calls = new(Call, "test", idleTime: Long, mostThreads: 1);
        using ManualResetEventSlim isOver = new();
        Thread first = new(() => Assert.False(calls.TryCall("hang", TimeSpan.FromMilliseconds(1), _ => isOver.IsSet, out _)));
        first.Start();
        WaitUntil(() => calls.PendingCount == 1);
        Thread second = new(() => Assert.False(calls.TryCall("a", TimeSpan.FromMilliseconds(1), _ => false, out _)));
        second.Start();
        WaitUntil(() => calls.PendingCount == 2);
        isOver.Set();
        Assert.True(first.Join(Long) && second.Join(Long));
        Assert.Equal(1, calls.PendingCount);
        Assert.False(calls.TryCall("a", Long, _ => false, out _));
    }

    private static void WaitUntil(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Long));

    private string Call(string key)
    {
        _started.Add((key, Environment.CurrentManagedThreadId));
        if (key.StartsWith("hang", StringComparison.Ordinal))
        {
            _release.Wait();
        }

        return $"{key} done";
    }
}
