using CsCheck;

namespace Psutil.Tests;

public class MonotonicCountersTests
{
    private readonly MonotonicCounters<string> _counters = new();

    [Fact]
    public void CountersThatGrowAreLeftAsTheyAre()
    {
        Assert.Equal([1, 10], Read("sda", 1, 10));
        Assert.Equal([1, 10], Read("sda", 1, 10));
        Assert.Equal([2, 30], Read("sda", 2, 30));
    }

    [Fact]
    public void ACounterThatWrapsGoesOnFromWhereItWas()
    {
        Assert.Equal([100], Read("sda", 100));
        Assert.Equal([105], Read("sda", 5));
        Assert.Equal([106], Read("sda", 6));
        Assert.Equal([108], Read("sda", 2));
        Assert.Equal([108], Read("sda", 2));
    }

    [Fact]
    public void ACounterThatRanBackALittleIsNotDoubled()
    {
        Assert.Equal([1_000_000], Read("eth0", 1_000_000));
        Assert.Equal([1_000_000], Read("eth0", 999_999));
        Assert.Equal([1_000_000], Read("eth0", 500_000));
        Assert.Equal([1_000_003], Read("eth0", 1_000_003));
        Assert.Equal([1_000_003 + 499_999], Read("eth0", 499_999));
        Assert.Equal([1_000_003 + 500_000], Read("eth0", 500_000));
    }

    [Fact]
    public void OneCounterWrapsWithoutTheOthers()
    {
        Assert.Equal([100, 100, 100], Read("sda", 100, 100, 100));
        Assert.Equal([100, 110, 200], Read("sda", 100, 10, 200));
    }

    [Fact]
    public void OneKeyWrapsWithoutTheOthers()
    {
        Round(("sda", 100), ("sdb", 100));
        Assert.Equal([("sda", 101), ("sdb", 150)], Round(("sda", 1), ("sdb", 150)));
    }

    [Fact]
    public void AKeyThatVanishedStartsAnew()
    {
        Round(("sda", 100), ("sdb", 50));
        Round(("sda", 100));
        Assert.Equal([("sda", 100), ("sdb", 3)], Round(("sda", 100), ("sdb", 3)));
    }

    [Fact]
    public void AWrapIsForgottenWithItsKey()
    {
        Round(("sda", 100));
        Round(("sda", 1));
        Round();
        Assert.Equal([("sda", 1)], Round(("sda", 1)));
    }

    [Fact]
    public void ARoundThatFailedForgetsNothing()
    {
        Read("sda", 100);
        using (_counters.BeginRound()) { }

        Assert.Equal([107], Read("sda", 7));
    }

    [Fact]
    public void AKeyNamedTwiceInARoundIsNotTakenForTwo()
    {
        Round(("sda", 100), ("sdb", 100));
        Round(("sda", 100), ("sda", 100));
        Assert.Equal([("sdb", 1)], Round(("sdb", 1)));
    }

    [Fact]
    public void NothingEverRunsBackwards() =>
        Gen.Int[0, 1000]
            .Array[1, 50]
            .Sample(raws =>
            {
                MonotonicCounters<int> counters = new();
                long before = 0;
                foreach (int raw in raws)
                {
                    Span<long> values = [raw];
                    using (MonotonicCounters<int>.Round round = counters.BeginRound())
                    {
                        counters.Apply(7, values);
                        round.Complete();
                    }

                    if (values[0] < before)
                    {
                        return false;
                    }

                    before = values[0];
                }

                return true;
            });

    [Fact]
    public void ASteadyRoundAllocatesNothing()
    {
        string[] keys = ["sda", "sdb", "sdc"];
        long count = 0;
        RunRound();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < 1000; index++)
        {
            RunRound();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void RunRound()
        {
            count++;
            using MonotonicCounters<string>.Round round = _counters.BeginRound();
            foreach (string key in keys)
            {
                Span<long> values = [count, count % 10];
                _counters.Apply(key, values);
            }

            round.Complete();
        }
    }

    [Fact]
    public async Task ReadingsOfSeveralThreadsAreNotTakenForAWrap()
    {
        long source = 0;
        long highest = 0;
        Task[] tasks = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(Count, TestContext.Current.CancellationToken))];
        await Task.WhenAll(tasks);
        Assert.Equal(40_000, highest);

        void Count()
        {
            Span<long> values = stackalloc long[1];
            for (int index = 0; index < 10_000; index++)
            {
                using MonotonicCounters<string>.Round round = _counters.BeginRound();
                values[0] = Interlocked.Increment(ref source);
                _counters.Apply("sda", values);
                round.Complete();
                highest = Math.Max(highest, values[0]);
            }
        }
    }

    private long[] Read(string key, params long[] raw)
    {
        long[] values = [.. raw];
        using MonotonicCounters<string>.Round round = _counters.BeginRound();
        _counters.Apply(key, values);
        round.Complete();
        return values;
    }

    private List<(string Key, long Value)> Round(params (string Key, long Value)[] raw)
    {
        List<(string, long)> values = [];
        using MonotonicCounters<string>.Round round = _counters.BeginRound();
        foreach ((string key, long value) in raw)
        {
            Span<long> one = [value];
            _counters.Apply(key, one);
            values.Add((key, one[0]));
        }

        round.Complete();
        return values;
    }
}
