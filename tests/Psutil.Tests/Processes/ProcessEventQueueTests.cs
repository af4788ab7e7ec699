namespace Psutil.Tests;

public class ProcessEventQueueTests
{
    private static ProcessExitedEvent Event(int pid) =>
        new()
        {
            Time = DateTimeOffset.UnixEpoch,
            Identity = new ProcessIdentity(pid, pid),
            ExitCode = 0,
        };

    private static async Task<List<string>> ReadAsync(ProcessEventQueue queue)
    {
        List<string> read = [];
        await foreach (ProcessEvent happening in queue.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            read.Add(
                happening is ProcessEventsLostEvent lost
                    ? $"lost {lost.Count?.ToString(CultureInfo.InvariantCulture) ?? "some"}"
                    : ((ProcessExitedEvent)happening).Identity.Pid.ToString(CultureInfo.InvariantCulture)
            );
        }

        return read;
    }

    [Fact]
    public async Task WhatDoesNotFitIsReportedAfterWhatDid()
    {
        ProcessEventQueue queue = new(capacity: 2);
        foreach (int pid in (ReadOnlySpan<int>)[1, 2, 3, 4])
        {
            queue.Add(Event(pid));
        }

        queue.Complete();
        Assert.Equal(["1", "2", "lost 2"], await ReadAsync(queue));
    }

    [Fact]
    public async Task NothingIsQueuedAgainUntilTheGapIsReported()
    {
        ProcessEventQueue queue = new(capacity: 2);
        queue.Add(Event(1));
        queue.Add(Event(2));
        queue.Add(Event(3));
        List<string> read = [];
        await foreach (ProcessEvent happening in queue.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            read.Add(happening is ProcessEventsLostEvent lost ? $"lost {lost.Count}" : $"{((ProcessExitedEvent)happening).Identity.Pid}");
            if (read.Count == 1)
            {
                queue.Add(Event(4));
            }
            else if (read.Count == 3)
            {
                queue.Add(Event(5));
                queue.Complete();
            }
        }

        Assert.Equal(["1", "2", "lost 2", "5"], read);
    }

    [Theory]
    [InlineData(5L, "lost 6")]
    [InlineData(null, "lost some")]
    public async Task AGapThatDoesNotFitAddsToTheGap(long? count, string expected)
    {
        ProcessEventQueue queue = new(capacity: 1);
        queue.Add(Event(1));
        queue.Add(new ProcessEventsLostEvent { Time = DateTimeOffset.UnixEpoch, Count = count });
        queue.Add(Event(2));
        queue.Complete();
        Assert.Equal(["1", expected], await ReadAsync(queue));
    }

    [Fact]
    public async Task AReaderThatWaitsIsWoken()
    {
        ProcessEventQueue queue = new(capacity: 100);
        Task<List<string>> reading = ReadAsync(queue);
        for (int pid = 1; pid <= 100; pid++)
        {
            queue.Add(Event(pid));
            await Task.Yield();
        }

        queue.Complete();
        Assert.Equal(Enumerable.Range(1, 100).Select(pid => pid.ToString(CultureInfo.InvariantCulture)), await reading);
    }

    [Fact]
    public async Task AFailureComesBehindWhatWasThereBefore()
    {
        ProcessEventQueue queue = new(capacity: 2);
        queue.Add(Event(1));
        queue.Complete(new InvalidOperationException("broken"));
        await using IAsyncEnumerator<ProcessEvent> events = queue
            .ReadAllAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await events.MoveNextAsync())).Message);
    }
}
