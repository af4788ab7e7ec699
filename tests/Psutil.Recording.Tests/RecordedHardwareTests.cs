namespace Psutil.Recording.Tests;

/// <summary>GPUs, what the machine is made of, what the OOM killer ended, and lists that become empty.</summary>
public sealed class RecordedHardwareTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _fake;

    public RecordedHardwareTests() => _fake = new FakeMachine(_clock);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AListThatBecomesEmptyIsEmpty()
    {
        _fake.UserSessions.Add(new UserSession { Name = "eve" });
        RecordedMachine machine = RecordTwo(() => _fake.UserSessions.Clear());
        Assert.Equal("eve", Assert.Single(machine.GetUserSessions()).Name);
        Assert.True(machine.TryMoveNext());
        Assert.Empty(machine.GetUserSessions());
    }

    [Fact]
    public void TheUseOfAGpuIsARateOfTheTimeAfterTheMoment()
    {
        _fake.Processes.Add(new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "train" });
        SimulatedHardware.Step(_fake, Every);
        RecordedMachine machine = RecordTwo(() => SimulatedHardware.Step(_fake, Every));
        GpuMeter meter = machine.Gpus.CreateMeter();
        Assert.True(machine.TryMoveNext());
        GpuReading reading = meter.Read()!;
        Assert.Equal(Every, reading.Elapsed);
        Assert.Equal(50, Assert.Single(reading.Processes).UtilizationPercent);
        Assert.Equal(100, Assert.Single(reading.Gpus).PowerWatts);
    }

    [Fact]
    public void ProcessesThatUseAGpuAreReadWithoutLookingForThemAgain()
    {
        ProcessIdentity train = new(7, 1);
        _fake.Processes.Add(WithGpu(train, 1));
        SimulatedHardware.Step(_fake, Every);
        using (MachineRecorder recorder = _folder.Open(_fake, _folder.Options with { SlowEvery = TimeSpan.FromMinutes(1) }))
        {
            Assert.True(recorder.Record());
            _clock.Advance(Every);
            _fake.Processes.Add(WithGpu(train, 3));
            _fake.Gpus.Processes.Clear();
            Assert.True(recorder.Record());
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(recorder.Record());
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.Equal(train, Assert.Single(machine.Gpus.GetProcesses().Processes).Process.Identity);
        Assert.True(machine.TryMoveNext());
        GpuProcess known = Assert.Single(machine.Gpus.GetProcesses().Processes);
        Assert.Equal((train, TimeSpan.FromSeconds(3)), (known.Process.Identity, known.Engines["gfx"].BusyTime));
        Assert.True(machine.TryMoveNext());
        Assert.Empty(machine.Gpus.GetProcesses().Processes);

        static ProcessSnapshot WithGpu(ProcessIdentity identity, int seconds) =>
            new(identity)
            {
                Name = "train",
                Gpu =
                [
                    new ProcessGpuCounters
                    {
                        GpuId = "0000:01:00.0",
                        Engines = new Dictionary<string, GpuEngine> { ["gfx"] = new() { BusyTime = TimeSpan.FromSeconds(seconds) } },
                    },
                ],
            };
    }

    [Fact]
    public void WhatTheOomKillerEndedIsNamedWhereItHappened()
    {
        _fake.Cgroups.Version = CgroupVersion.V2;
        SetKills(("/", 4), ("/a", 4), ("/a/web", 3));
        RecordedMachine machine = RecordTwo(() => SetKills(("/", 7), ("/a", 7), ("/a/web", 5), ("/b", 0)));
        Assert.Empty(machine.OomKills);
        Assert.True(machine.TryMoveNext());
        Assert.Equal([("/a", 1), ("/a/web", 2)], machine.OomKills.Select(kill => (kill.CgroupPath, kill.Count)).Order());
    }

    [Fact]
    public void ACgroupOfVersion1CountsItsOwnOnly()
    {
        _fake.Cgroups.Version = CgroupVersion.V1;
        SetKills(("/", 1), ("/a", 0));
        RecordedMachine machine = RecordTwo(() => SetKills(("/", 2), ("/a", 1)));
        Assert.True(machine.TryMoveNext());
        Assert.Equal([("/", 1), ("/a", 1)], machine.OomKills.Select(kill => (kill.CgroupPath, kill.Count)).Order());
    }

    private void SetKills(params (string Path, long Kills)[] groups)
    {
        _fake.Cgroups.Groups.Clear();
        foreach ((string path, long kills) in groups)
        {
            _fake.Cgroups.Groups.Add(
                new CgroupSnapshot
                {
                    Path = path,
                    Id = path.Length,
                    Memory = new CgroupMemory { OomKills = kills },
                }
            );
        }
    }

    private RecordedMachine RecordTwo(Action change)
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
            change();
            Assert.True(recorder.Record(), recorder.LastFailure);
        }

        return Recording.Open(_folder.Path).OpenFirst();
    }
}
