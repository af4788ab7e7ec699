namespace Psutil.Diagnostics.Tests;

public sealed class SamplerTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeClock _clock = new();
    private readonly SemaphoreSlim _mayReturn = new(0);
    private readonly Meter _meter = new("SamplerTests");
    private readonly MeterListener _listener = new();
    private int _reads;

    public SamplerTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _meter) && instrument.Name != "ignored")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.Start();
    }

    public void Dispose()
    {
        // A read that is still under way ends, and its thread with it.
        _mayReturn.Release(1000);
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void ASourceIsReadOncePerCollectionWhoeverAsks()
    {
        Sampler sampler = NewSampler(Patience);
        Source<string> source = Add(sampler, "a", Next);
        Assert.Equal("1", source.Take(sampler));
        _clock.Advance(Interval / 2);
        Assert.Equal("1", source.Take(sampler));
        _clock.Advance(Interval / 2);
        Assert.Equal("2", source.Take(sampler));
        Assert.Equal("2", source.Take(sampler));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void WhatNobodyCollectsIsNotRead()
    {
        Sampler sampler = NewSampler(Patience);
        Source<string> other = Add(sampler, "a", () => "other");
        Source<string> ignored = sampler.Add("a", "ignored", Next);
        ignored.AddInstrument(_meter.CreateObservableGauge("ignored", () => 1));
        Assert.Equal("other", other.Take(sampler));
        Assert.Null(ignored.Take(sampler));
        Assert.Equal(0, _reads);
    }

    [Fact]
    public void WhatIsAlwaysWantedNeedsNoInstrument()
    {
        Sampler sampler = NewSampler(Patience);
        Source<string> source = sampler.Add("a", "ignored", Next, isAlwaysWanted: true);
        Assert.Equal("1", source.Take(sampler));
    }

    [Fact]
    public void OneThreadReadsAllCollectionsUntilTheEnd()
    {
        Sampler sampler = NewSampler(Patience);
        Source<Thread> source = sampler.Add("a", "a", () => Thread.CurrentThread, isAlwaysWanted: true);
        Thread first = source.Take(sampler)!;
        _clock.Advance(Interval);
        Assert.Same(first, source.Take(sampler));
        sampler.End();
        Assert.True(first.Join(Patience));

        // Whoever still collects gets values all the same.
        _clock.Advance(Interval);
        Assert.NotSame(first, source.Take(sampler));
    }

    [Fact]
    public void ASlowSourceIsLeftOutAndReportedByTheNextCollection()
    {
        Sampler sampler = NewSampler(TimeSpan.Zero);
        Source<string> slow = Add(sampler, "slow", NextWhenReleased);
        Assert.Null(slow.Take(sampler));
        _mayReturn.Release();
        WaitFor(() => slow.ReadFor == 1);

        // One collection has one value, also if a newer one has arrived meanwhile.
        Assert.Null(slow.Take(sampler));
        _clock.Advance(Interval);
        Assert.Equal("1", slow.Take(sampler));
    }

    [Fact]
    public void WhatIsTooOldIsLeftOut()
    {
        Sampler sampler = NewSampler(TimeSpan.Zero);
        Source<string> slow = Add(sampler, "slow", NextWhenReleased);
        Assert.Null(slow.Take(sampler));
        _mayReturn.Release();
        WaitFor(() => slow.ReadFor == 1);
        _clock.Advance(Age);
        Assert.Equal("1", slow.Take(sampler));
        _clock.Advance(Interval);
        Assert.Null(slow.Take(sampler));
    }

    [Fact]
    public void AReadThatDoesNotReturnIsNotJoinedByAnother()
    {
        Sampler sampler = NewSampler(TimeSpan.Zero);
        Source<string> stuck = Add(sampler, "stuck", NextWhenReleased);
        for (int collection = 0; collection < 10; collection++)
        {
            Assert.Null(stuck.Take(sampler));
            _clock.Advance(Interval);
        }

        WaitFor(() => Volatile.Read(ref _reads) > 0);
        Assert.Equal(1, _reads);
    }

    [Fact]
    public void AStuckSourceDelaysNoOtherLane()
    {
        Sampler sampler = NewSampler(Patience);
        Source<string> stuck = Add(sampler, "stuck", NextWhenReleased);
        Source<string> other = Add(sampler, "other", () => "value");
        Assert.Equal("value", other.Take(sampler));
        Assert.Equal(0, stuck.ReadFor);
    }

    [Fact]
    public void AReadThatWasStartedEarlierIsNotWaitedFor()
    {
        Sampler sampler = NewSampler(TimeSpan.FromMinutes(10));
        Source<string> stuck = Add(sampler, "stuck", NextWhenReleased);
        Source<string> other = Add(sampler, "other", () => "value");
        _ = other.Take(sampler);
        _clock.Advance(Interval);

        // Would block for ten minutes.
        Assert.Null(stuck.Take(sampler));
    }

    [Fact]
    public void AFailureIsCountedAndReportedAsNothing()
    {
        Sampler sampler = NewSampler(Patience);
        bool fails = false;
        Source<string> source = Add(sampler, "a", () => fails ? throw new InvalidOperationException() : "value");
        Assert.Equal("value", source.Take(sampler));
        fails = true;
        _clock.Advance(Interval);
        Assert.Null(source.Take(sampler));
        Assert.Equal(1, source.Failures["InvalidOperationException"]);
        fails = false;
        _clock.Advance(Interval);
        Assert.Equal("value", source.Take(sampler));
    }

    [Fact]
    public void WhatTheMachineDoesNotHaveIsNoFailure()
    {
        Sampler sampler = NewSampler(Patience);
        Source<string> source = Add(sampler, "a", () => throw new PsutilNotSupportedException("not here"));
        Assert.Null(source.Take(sampler));
        Assert.Empty(source.Failures);
    }

    private Sampler NewSampler(TimeSpan collectionTimeout) =>
        new(new SharedMachine(new FakeMachine(_clock)), Interval, Age, collectionTimeout);

    private Source<string> Add(Sampler sampler, string lane, Func<string?> read)
    {
        Source<string> source = sampler.Add(lane, lane, read);
        source.AddInstrument(_meter.CreateObservableGauge($"{lane}.value", () => 1));
        return source;
    }

    private string Next() => Interlocked.Increment(ref _reads).ToString(CultureInfo.InvariantCulture);

    private string NextWhenReleased()
    {
        string next = Next();
        _mayReturn.Wait();
        return next;
    }

    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience));
}
