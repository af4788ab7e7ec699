namespace Psutil.Recording.Tests;

public sealed class RecordedTrafficTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly ProcessIdentity Web = new(7, 1);

    private readonly RecordingFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _fake;

    public RecordedTrafficTests()
    {
        _fake = new FakeMachine(_clock);
        _fake.Processes.Add(new ProcessSnapshot(Web) { Name = "web", ThreadCount = 1 });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheTrafficOfAProcessIsARateOfTheTimeAfterTheMoment()
    {
        using (MachineRecorder recorder = Open())
        {
            Record(recorder, sent: 100, count: 3);
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.True(machine.Processes.SupportedFields.HasFlag(ProcessFields.NetworkIO));
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter();
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.Name | ProcessFields.NetworkIO);
        monitor.Refresh();
        Assert.Equal(ProcessNetworkSource.Bpf, meter.Source);
        for (int step = 1; step <= 2; step++)
        {
            Assert.True(machine.TryMoveNext());
            ProcessNetworkUse use = Assert.Single(meter.Read().Processes);
            Assert.Equal((Web, 100L * step, 20.0), (use.Identity, use.Counters.BytesSent, use.Rates?.BytesSentPerSecond));
            Assert.Equal((2L * step, 0L), (use.Counters.MessagesSent, use.Counters.MessagesReceived));
            monitor.Refresh();
            Assert.Equal(20, Assert.Single(monitor.Processes).NetworkRates?.BytesSentPerSecond);
        }
    }

    [Fact]
    public void ARecorderThatWasStartedAgainGoesOnCounting()
    {
        foreach (int sent in (ReadOnlySpan<int>)[1000, 10])
        {
            using MachineRecorder recorder = Open();
            Record(recorder, sent, count: 3);
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        using ProcessNetworkMeter meter = machine.Processes.CreateNetworkMeter();
        List<long> sums = [];
        while (machine.TryMoveNext())
        {
            sums.Add(meter.Read().Processes.Sum(use => use.Counters.BytesSent));
        }

        Assert.Equal([1000, 2000, 2000, 2010, 2020], sums);
    }

    [Fact]
    public void TrafficThatWasNotCountedWasNotRecorded()
    {
        using (MachineRecorder recorder = _folder.Open(_fake))
        {
            Assert.True(recorder.Record());
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.False(machine.Processes.SupportedFields.HasFlag(ProcessFields.NetworkIO));
        Assert.Throws<NotRecordedException>(() => machine.Processes.CreateNetworkMeter());
        Assert.Throws<NotRecordedException>(() => machine.Processes.CreateNetworkMeter(new() { IncludeConnections = true }));
        using ProcessMonitor monitor = machine.Processes.CreateMonitor(ProcessFields.NetworkIO);
        monitor.Refresh();
        Assert.Equal(UnavailableReason.NotRecorded, Assert.Single(monitor.Processes).Snapshot.WhyMissing(ProcessFields.NetworkIO)?.Reason);
    }

    private MachineRecorder Open() => _folder.Open(_fake, _folder.Options with { CountTraffic = true });

    private void Record(MachineRecorder recorder, int sent, int count)
    {
        for (int sample = 0; sample < count; sample++)
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
            _clock.Advance(Every);
            _fake.Processes.AddTraffic(
                Web.Pid,
                new ProcessNetworkIOCounters
                {
                    BytesSent = sent,
                    BytesReceived = 0,
                    MessagesSent = 2,
                    MessagesReceived = 0,
                }
            );
        }
    }
}
