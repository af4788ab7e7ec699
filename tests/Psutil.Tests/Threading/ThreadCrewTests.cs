namespace Psutil.Tests;

public class ThreadCrewTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EachThreadDoesTheWorkOnceAndAllAtTheSameTime(int threads)
    {
        using Barrier barrier = new(threads);
        HashSet<int> seen = [];
        ThreadCrew.Run(threads, () =>
        {
            // Nobody passes before all have come: one thread that does the work twice would stand here for ever.
            Assert.True(barrier.SignalAndWait(Long, TestContext.Current.CancellationToken));
            lock (seen)
            {
                seen.Add(Environment.CurrentManagedThreadId);
            }
        });
        Assert.Equal(threads, seen.Count);
        Assert.Contains(Environment.CurrentManagedThreadId, seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFailureIsThrownAfterTheOthersHaveDone(bool callerFails)
    {
        int caller = Environment.CurrentManagedThreadId;
        int done = 0;
        using Barrier barrier = new(3);
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => ThreadCrew.Run(3, () =>
            {
                Assert.True(barrier.SignalAndWait(Long, TestContext.Current.CancellationToken));
                if (callerFails == (Environment.CurrentManagedThreadId == caller))
                {
                    throw new InvalidOperationException("planted");
                }

                Interlocked.Increment(ref done);
            }));
        Assert.Equal("planted", failure.Message);
        Assert.Equal(callerFails ? 2 : 1, done);
    }
}
