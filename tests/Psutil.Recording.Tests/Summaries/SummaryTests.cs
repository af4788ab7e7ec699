namespace Psutil.Recording.Tests.Summaries;

/// <summary>What a span of a recording says of the use of processes and of the machine.</summary>
public sealed class SummaryTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ProcessesHaveWhatTheyUsedInTheSpan()
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Record(fake, samples: 13, sample =>
        {
            fake.Processes.Add(Process(7, "web", cpu: 100 + (2 * sample), rss: 1000 + (100 * sample), io: 50 * sample));
            if (sample >= 8)
            {
                fake.Processes.Add(Process(8, "web", cpu: sample - 7, rss: 500, io: 0, created: start + (8 * Every)));
            }
        });

        // From the 3rd sample to the 10th: seven steps.
        RecordingSummary summary = Summarize(start + (3 * Every), start + (10 * Every));
        Assert.Equal((start + (3 * Every), start + (10 * Every)), (summary.From, summary.To));
        Assert.Equal(8, summary.Samples);
        Assert.Equal(7 * Every, summary.Recorded);
        Assert.Equal(7 * Every, summary.Measured);
        Assert.Equal([7, 8], summary.Uses.Select(use => use.Process!.Value.Pid));
        RecordedUse old = summary.Uses[0];
        Assert.Equal(TimeSpan.FromSeconds(14), old.CpuTime);
        Assert.Equal(2000, old.PeakRss);
        Assert.Equal(start + (10 * Every), old.PeakTime);

        // An RSS is that of the sample at the start of a step.
        Assert.Equal(1600, old.AverageRss);
        Assert.Equal(350, old.ReadBytes);
        Assert.Equal(("web", "eve", 0L), (old.Name, old.UserName, old.Started));

        RecordedUse young = summary.Uses[1];
        Assert.Equal(TimeSpan.FromSeconds(3), young.CpuTime);
        Assert.Equal((500, 500), (young.AverageRss, young.PeakRss));
        Assert.Equal((1L, start + (8 * Every)), (young.Started, young.FirstSeen));
        Assert.Equal((1, 0), (summary.Started, summary.Exited));
    }

    [Theory]
    [InlineData(SummaryGrouping.Program, "web")]
    [InlineData(SummaryGrouping.User, "eve")]
    [InlineData(SummaryGrouping.Container, "c0ffee")]
    public void AGroupHasTheSumOfItsProcesses(SummaryGrouping grouping, string name)
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Record(fake, samples: 5, sample =>
        {
            // One grows while the other shrinks: the peak of both together is not the sum of their peaks.
            fake.Processes.Add(Process(7, "web", cpu: sample, rss: 1000 + (100 * sample), io: sample));
            fake.Processes.Add(Process(8, "web", cpu: 2 * sample, rss: 5000 - (200 * sample), io: sample));
        });
        RecordedUse group = Assert.Single(Summarize(start, start + TimeSpan.FromHours(1), grouping).Uses);
        Assert.Equal((name, null, 2L), (group.Name, group.Process, group.Processes));
        Assert.Equal(TimeSpan.FromSeconds(12), group.CpuTime);
        Assert.Equal((6000, start), (group.PeakRss, group.PeakTime));
        Assert.Equal((8, 0), (group.ReadBytes, group.WriteBytes));
    }

    [Fact]
    public void AnotherProgramInAProcessIsAnotherGroup()
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Record(fake, samples: 3, sample => fake.Processes.Add(Process(7, sample == 0 ? "sh" : "web", cpu: 1 + sample, rss: 1000, io: 0)));
        RecordingSummary summary = Summarize(start, start + TimeSpan.FromHours(1), SummaryGrouping.Program);
        Assert.Equal(
            [("web", TimeSpan.FromSeconds(2)), ("sh", TimeSpan.Zero)],
            summary.Uses.Select(use => (use.Name!, use.CpuTime!.Value))
        );
    }

    [Fact]
    public void TheSumsAreThoseOfTheSamples()
    {
        SimulatedMachine simulated = new(40, changing: 0.2);
        DateTimeOffset start = simulated.Clock.GetUtcNow();
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            for (int sample = 0; sample < 300; sample++)
            {
                Assert.True(recorder.Record(), recorder.LastFailure);
                simulated.Step(Every);
            }
        }

        DateTimeOffset from = start + TimeSpan.FromMinutes(3);
        DateTimeOffset to = start + TimeSpan.FromMinutes(21);
        Recording recording = Recording.Open(_folder.Path);
        Dictionary<ProcessIdentity, TimeSpan> expected = [];
        using RecordedMachine machine = recording.OpenMachine(from);
        Dictionary<ProcessIdentity, ProcessSnapshot> before = Take();
        HashSet<ProcessIdentity> seen = [.. before.Keys];
        long started = 0;
        long exited = 0;
        while (machine.TryMoveNext() && machine.Time <= to)
        {
            Dictionary<ProcessIdentity, ProcessSnapshot> now = Take();
            foreach ((ProcessIdentity identity, ProcessSnapshot process) in now)
            {
                TimeSpan earlier = before.TryGetValue(identity, out ProcessSnapshot? known) ? Cpu(known) : TimeSpan.Zero;
                started += known is null ? 1 : 0;
                expected[identity] = expected.GetValueOrDefault(identity) + (Cpu(process) - earlier);
                seen.Add(identity);
            }

            exited += before.Keys.Count(identity => !now.ContainsKey(identity));
            before = now;
        }

        RecordingSummary summary = recording.Summarize(from, to, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            expected.OrderBy(pair => pair.Key.StartTime).Select(pair => (pair.Key, pair.Value)),
            summary
                .Uses.Where(use => expected.ContainsKey(use.Process!.Value))
                .OrderBy(use => use.Process!.Value.StartTime)
                .Select(use => (use.Process!.Value, use.CpuTime!.Value))
        );
        Assert.Equal(seen.Count, summary.Uses.Count);
        Assert.Equal((started, exited), (summary.Started, summary.Exited));

        Dictionary<ProcessIdentity, ProcessSnapshot> Take() =>
            machine.Processes.Capture(ProcessFields.CpuTimes).ToDictionary(process => process.Identity);
        static TimeSpan Cpu(ProcessSnapshot process) => process.CpuTimes!.Value.User + process.CpuTimes!.Value.System;
    }

    [Fact]
    public void TheMachineHasAveragesPeaksAndSums()
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Record(fake, samples: 5, sample =>
        {
            // Busy for 10, 20, 30 and 40 % of the time.
            double busy = Enumerable.Range(1, sample).Sum() / 10.0 * Every.TotalSeconds;
            SetCpu(fake, busy, (sample * Every.TotalSeconds) - busy);
            fake.Memory.Virtual = new VirtualMemory
            {
                Total = 1000,
                Available = sample == 2 ? 100 : 600,
                Used = 0,
                Free = 0,
            };
            fake.Disks.IOCounters["vda"] = DiskUse(10 + sample, 3 * sample);
            fake.Disks.IOCounters["vda1"] = DiskUse(sample, sample);
            fake.Disks.PartDevices.Add("vda1");
            fake.Network.IOCounters["eth0"] = default(NetworkIOCounters) with { BytesReceived = 7 * sample, BytesSent = 5 * sample };
            fake.Network.IOCounters["lo"] = default(NetworkIOCounters) with { BytesReceived = 1000, BytesSent = 1000 * sample };
        });
        RecordedMachineUse machine = Summarize(start, start + TimeSpan.FromHours(1)).Machine;
        Assert.Equal(25, machine.AverageCpuPercent!.Value, 6);
        Assert.Equal(40, machine.PeakCpuPercent!.Value, 6);
        Assert.Equal(start + (4 * Every), machine.PeakCpuTime);
        Assert.Equal((1000, 525, 900), (machine.MemoryTotal, machine.AverageMemory, machine.PeakMemory));
        Assert.Equal(start + (2 * Every), machine.PeakMemoryTime);
        Assert.Equal((4, 12), (machine.DiskReadBytes, machine.DiskWriteBytes));
        Assert.Equal((28, 20), (machine.ReceivedBytes, machine.SentBytes));
    }

    [Fact]
    public void ShortagesArePeriods()
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        double busy = 0;
        double idle = 0;
        Record(fake, samples: 40, sample =>
        {
            // Busy from the 3rd step to the 6th and in the 10th, 20 seconds later, which is one period; and once more at the end.
            bool isBusy = sample is (>= 3 and <= 6) or 10 or 30;
            busy += isBusy ? 4.75 : 0;
            idle += isBusy ? 0.25 : 5;
            SetCpu(fake, busy, idle);
            fake.Memory.Virtual = new VirtualMemory
            {
                Total = 1000,
                Available = sample is 20 or 21 ? 90 - sample : 500,
                Used = 0,
                Free = 0,
            };
        });
        RecordingSummary summary = Summarize(start, start + TimeSpan.FromHours(1));
        Assert.Equal(
            [
                (StrainKind.Cpu, start + (2 * Every), start + (10 * Every), 5 * Every),
                (StrainKind.Memory, start + (19 * Every), start + (21 * Every), 2 * Every),
                (StrainKind.Cpu, start + (29 * Every), start + (30 * Every), Every),
            ],
            summary.Strains.Select(strain => (strain.Kind, strain.From, strain.To, strain.Length))
        );
        Assert.Equal(95, summary.Strains[0].Worst, 6);
        Assert.Equal(6.9, summary.Strains[1].Worst, 6);
        Assert.Equal(6 * Every, summary.StrainTimes[StrainKind.Cpu]);
    }

    [Fact]
    public void OutOfMemoryIsOfTheInnermostCgroup()
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Record(fake, samples: 4, sample =>
        {
            fake.Cgroups.Groups.Clear();
            foreach ((string path, long kills) in (ReadOnlySpan<(string, long)>)[("/", 1), ("/a", 1), ("/a/b", 1), ("/c", 0)])
            {
                fake.Cgroups.Groups.Add(
                    new CgroupSnapshot
                    {
                        Path = path,
                        Memory = new CgroupMemory { OomKills = 3 + (sample >= 2 ? 2 * kills : 0) },
                    }
                );
            }
        });
        Assert.Equal([new RecordedOomKill(start + (2 * Every), "/a/b", 2)], Summarize(start, start + TimeSpan.FromHours(1)).OomKills);
    }

    [Fact]
    public void ASpanWithoutSamplesIsRefused()
    {
        FakeMachine fake = new(_clock);
        DateTimeOffset start = _clock.GetUtcNow();
        Record(fake, samples: 2, _ => { });
        Assert.Throws<RecordingException>(() => Summarize(start - TimeSpan.FromHours(2), start - TimeSpan.FromHours(1)));
        Assert.Throws<RecordingException>(() => Summarize(start + TimeSpan.FromHours(1), start + TimeSpan.FromHours(2)));
        Assert.Equal(2, Summarize(start - TimeSpan.FromHours(2), start + TimeSpan.FromHours(2)).Samples);
    }

    [Fact]
    public void WhatIsDamagedIsLeftOut()
    {
        SimulatedMachine simulated = new(10, changing: 0.3);
        DateTimeOffset start = simulated.Clock.GetUtcNow();
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            for (int sample = 0; sample < 20; sample++)
            {
                Assert.True(recorder.Record(), recorder.LastFailure);
                simulated.Step(Every);
            }
        }

        string segment = Assert.Single(_folder.Segments);
        byte[] sound = File.ReadAllBytes(segment);
        Random random = new(21);
        for (int round = 0; round < 200; round++)
        {
            byte[] damaged = [.. sound];
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(segment, damaged.AsSpan(0, random.Next(damaged.Length) + 1));
            try
            {
                RecordingSummary summary = Summarize(start, start + TimeSpan.FromHours(1));
                Assert.InRange(summary.Samples, 1, 20);
            }
            catch (RecordingException)
            {
                // Not even the first sample is left.
            }
        }
    }

    private static ProcessSnapshot Process(int pid, string name, double cpu, long rss, long io, DateTimeOffset created = default) =>
        new(new ProcessIdentity(pid, pid))
        {
            Name = name,
            UserName = "eve",
            CreateTime = created,
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpu), System = TimeSpan.Zero },
            Memory = new ProcessMemory { Rss = rss, Vms = rss },
            IOCounters = new ProcessIOCounters { ReadBytes = io, WriteBytes = 0 },
            Cgroup = new ProcessCgroup { Path = "/docker/c0ffee", ContainerId = "c0ffee" },
        };

    private static DiskIOCounters DiskUse(long read, long written) =>
        new()
        {
            ReadCount = 1,
            WriteCount = 1,
            ReadBytes = read,
            WriteBytes = written,
        };

    private static void SetCpu(FakeMachine fake, double busySeconds, double idleSeconds) =>
        fake.Cpu.Times = new CpuTimes
        {
            User = TimeSpan.FromSeconds(busySeconds),
            System = TimeSpan.Zero,
            Idle = TimeSpan.FromSeconds(idleSeconds),
        };

    private void Record(FakeMachine fake, int samples, Action<int> change)
    {
        using MachineRecorder recorder = _folder.Open(fake);
        for (int sample = 0; sample < samples; sample++)
        {
            change(sample);
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
        }
    }

    private RecordingSummary Summarize(DateTimeOffset from, DateTimeOffset to, SummaryGrouping grouping = SummaryGrouping.Process) =>
        Recording.Open(_folder.Path).Summarize(from, to, grouping, TestContext.Current.CancellationToken);
}
