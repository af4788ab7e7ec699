using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Tests.Top;

/// <summary>What is kept of each process for its curves.</summary>
public class ProcessCurvesTests
{
    private readonly ProcessCurves _curves = new();
    private readonly Dictionary<int, TopProcess> _before = [];
    private DateTimeOffset _time = ToolMachine.Start;

    [Fact]
    public void WhoRestedUsedNoCpuTimeAndAsMuchMemoryAsNow()
    {
        Refresh((7, 0, 1000));
        Assert.Empty(CpuOf(7));
        Refresh((7, 0, 1000));
        Refresh((7, 0, 1000));
        Assert.Equal([0, 0], CpuOf(7));
        Assert.Equal([1000, 1000], MemoryOf(7));
    }

    [Fact]
    public void WhoWorkedHasItsValuesAndThoseOfItsRestAround()
    {
        Refresh((7, 0, 1 << 24));
        Refresh((7, 0, 1 << 24));
        Refresh((7, 50, 1 << 25));
        Refresh((7, 0, 1 << 25));
        Refresh((7, 800, 1 << 25));
        Refresh((7, 0, 1 << 25));
        Assert.Equal([0, 50, 0, 800, 0], CpuOf(7));
        Assert.Equal([1 << 24, 1 << 25, 1 << 25, 1 << 25, 1 << 25], MemoryOf(7));
    }

    [Fact]
    public void OnlyTheLastRefreshesAreKept()
    {
        Refresh((7, 0, 1000));
        for (int percent = 1; percent <= 200; percent++)
        {
            Refresh((7, percent, 1000));
        }

        Assert.Equal(Enumerable.Range(141, ProcessCurves.Length).Select(percent => (double?)percent), CpuOf(7));
        for (int index = 0; index < ProcessCurves.Length - 1; index++)
        {
            Refresh((7, 0, 1000));
        }

        Assert.Equal([200, .. Enumerable.Repeat((double?)0, ProcessCurves.Length - 1)], CpuOf(7));
        Refresh((7, 0, 1000));
        Assert.Equal(Enumerable.Repeat((double?)0, ProcessCurves.Length), CpuOf(7));
    }

    [Fact]
    public void AProcessThatStartedSinceHasNoValuesOfBefore()
    {
        Refresh((7, 0, 1000));
        Refresh((7, 0, 1000));
        Refresh((7, 0, 1000), (8, null, 1000));
        Assert.Empty(CpuOf(8));
        Refresh((7, 0, 1000), (8, 5, 1000));
        Refresh((7, 0, 1000), (8, 0, 1000));
        Assert.Equal([5, 0], CpuOf(8));
        Assert.Equal([0, 0, 0, 0], CpuOf(7));
    }

    [Fact]
    public void WhatCannotBeKeptIsUnknownUntilItWouldBeForgotten()
    {
        (int, double?, long)[] all = [.. Enumerable.Range(1, ProcessCurves.MostKept + 1).Select(pid => (pid, (double?)1, 1000L))];
        Refresh(all);
        Refresh(all);
        Assert.Equal([1], CpuOf(1));
        Assert.Empty(CpuOf(all.Length));

        // Not even of one that could be kept meanwhile.
        Refresh([.. all.Skip(1).Select(process => process with { Item2 = 0 })]);
        Assert.Empty(CpuOf(all.Length));
        for (int index = 0; index < 2 * ProcessCurves.Length; index++)
        {
            Refresh([.. all.Select(process => process with { Item2 = 0 })]);
        }

        Assert.Equal(ProcessCurves.Length, CpuOf(all.Length).Count);
        Refresh((all.Length, 9, 1000));
        Assert.Equal(9, CpuOf(all.Length)[^1]);
    }

    [Fact]
    public void MemoryHasAThousandthOfErrorAtMost()
    {
        foreach (long bytes in (long[])[4096, 123_456_789, 1L << 40])
        {
            Refresh((7, 0, 1));
            Refresh((7, 1, bytes));
            Assert.InRange(MemoryOf(7)[^1]!.Value, bytes * 0.999, bytes * 1.001);
        }
    }

    [Fact]
    public void TheDetailsOpenWithTheTimeBefore()
    {
        FakeClock clock = new(ToolMachine.Start);
        using TopSampler sampler = new(new ToolMachine(clock), clock) { Curves = _curves };
        TopState state = TopFixture.State(120, 40);
        for (int index = 0; index < 30; index++)
        {
            // Captions are read again meanwhile.
            state = state.WithSample(sampler.Take(ProcessFields.None, ArgumentForm.Masked));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        TopDetail busy = state.Press("<Home><Enter>").Detail!;
        Assert.Equal(310, busy.Process.Pid);
        Assert.Equal(29, busy.CpuHistory.Count);
        Assert.Equal(29, busy.MemoryHistory.Count);
        Assert.All(busy.CpuHistory, percent => Assert.InRange(percent!.Value, 1, 1000));

        // The curve goes on, and that of the process beside is as long.
        state = state.Press("<Home><Enter>").WithSample(sampler.Take(ProcessFields.None, ArgumentForm.Masked));
        Assert.Equal(30, state.Detail!.CpuHistory.Count);
        Assert.Equal(30, state.Press("n").Detail!.CpuHistory.Count);
    }

    private IReadOnlyList<double?> CpuOf(int pid) => _curves.Of(_before[pid]).Cpu;

    private IReadOnlyList<double?> MemoryOf(int pid) => _curves.Of(_before[pid]).Memory;

    // As the sampler does it.
    private void Refresh(params (int Pid, double? Cpu, long Rss)[] processes)
    {
        _curves.Begin(_time);
        foreach ((int pid, double? cpu, long rss) in processes)
        {
            ProcessSnapshot snapshot = new(new ProcessIdentity(pid, pid))
            {
                CreateTime = _before.TryGetValue(pid, out TopProcess? before) ? before.Snapshot.CreateTime : _time.AddSeconds(-0.5),
                Memory = new ProcessMemory { Rss = rss, Vms = 1 },
            };
            TopProcess now = TopFixture.Process(snapshot, before is null ? null : cpu);
            _curves.Add(before, now);
            _before[pid] = now;
        }

        _time += TimeSpan.FromSeconds(1);
    }
}
