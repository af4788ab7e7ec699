using System.Threading.Channels;

namespace Psutil.Recording.Tests;

public sealed class ReplayTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AMachineIsReplayedAsItWas()
    {
        SimulatedMachine simulated = new(40, changing: 0.2);
        List<(DateTimeOffset Time, string Text)> expected = [];
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            for (int sample = 0; sample < 150; sample++)
            {
                expected.Add((simulated.Clock.GetUtcNow(), MachineText.Of(simulated.Machine)));
                Assert.True(recorder.Record(), recorder.LastFailure);
                simulated.Step(Every);
            }
        }

        Recording recording = Recording.Open(_folder.Path);
        RecordedMachine machine = recording.OpenFirst();
        foreach ((int index, (DateTimeOffset time, string text)) in expected.Index())
        {
            Assert.Equal(time, machine.Time);
            Assert.Equal(text, MachineText.Of(machine));
            Assert.Equal(index < expected.Count - 1, machine.TryMoveNext());
        }

        foreach ((DateTimeOffset time, string text) in expected.AsEnumerable().Reverse().Where((_, index) => index % 7 == 0))
        {
            using RecordedMachine jumped = recording.OpenMachine(time + TimeSpan.FromSeconds(4));
            Assert.Equal(time, jumped.Time);
            Assert.Equal(text, MachineText.Of(jumped));
        }

        Assert.Empty(recording.Faults);
    }

    [Fact]
    public void OneCanStepBack()
    {
        SimulatedMachine simulated = new(20);
        List<DateTimeOffset> times = [];
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            for (int sample = 0; sample < 800; sample++)
            {
                times.Add(simulated.Clock.GetUtcNow());
                recorder.Record();
                simulated.Step(Every);
            }
        }

        Assert.Equal(2, _folder.Segments.Length);
        RecordedMachine machine = Recording.Open(_folder.Path).OpenMachine(times[^1]);
        for (int index = times.Count - 1; index > 0; index--)
        {
            Assert.Equal(times[index], machine.Time);
            Assert.True(machine.TryMovePrevious());
        }

        Assert.False(machine.TryMovePrevious());
        Assert.Equal(times[0], machine.Time);
        Assert.True(machine.TryMoveTo(times[500]));
        Assert.Equal(times[500], machine.Time);
        Assert.False(machine.TryMoveTo(times[0] - Every));
        Assert.Equal(times[500], machine.Time);
    }

    [Fact]
    public void RatesAreThoseOfTheTimeAfterTheMoment()
    {
        FakeClock clock = new();
        FakeMachine fake = new(clock)
        {
            Processes =
            {
                new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "web", CpuTimes = default(ProcessCpuTimes) },
            },
        };
        using (MachineRecorder recorder = _folder.Open(fake))
        {
            for (int second = 0; second <= 60; second += 5)
            {
                fake.Cpu.Times = new CpuTimes
                {
                    User = TimeSpan.FromSeconds(second / 4.0),
                    System = TimeSpan.Zero,
                    Idle = TimeSpan.FromSeconds(second * 3 / 4.0),
                };
                fake.Processes.Add(
                    new ProcessSnapshot(new ProcessIdentity(7, 1))
                    {
                        Name = "web",
                        CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(second / 2.0), System = TimeSpan.Zero },
                    }
                );
                recorder.Record();
                clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        DateTimeOffset start = machine.Time;
        Assert.Equal(25, machine.Cpu.GetPercent(TimeSpan.FromSeconds(20)));
        Assert.Equal(start + TimeSpan.FromSeconds(20), machine.Time);

        using ProcessMonitor monitor = machine.Processes.CreateMonitor();
        monitor.Refresh();
        Assert.True(machine.TryMoveNext());
        monitor.Refresh();
        Assert.Equal(50, monitor.Processes[0].CpuPercent);

        Assert.Equal(25, machine.Cpu.GetPercent(TimeSpan.FromDays(1)));
        Assert.Equal(start + TimeSpan.FromSeconds(60), machine.Time);
        Assert.False(machine.TryMoveNext());
        Assert.Null(machine.Cpu.GetPercent(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void WhatWasNotRecordedSaysSo()
    {
        SimulatedMachine simulated = new(3);
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            recorder.Record();
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        OSProcess process = machine.Processes.Get(1);
        Assert.Throws<NotRecordedException>(() => process.GetEnvironment());
        Assert.Equal(
            UnavailableReason.NotRecorded,
            process.Capture(ProcessFields.Environment).WhyMissing(ProcessFields.Environment)?.Reason
        );

        // A path is on the file system of the mount point above it; a relative one is below none.
        Assert.Equal(machine.Disks.GetUsage("/"), machine.Disks.GetUsage("/nowhere"));
        Assert.Throws<NotRecordedException>(() => machine.Disks.GetUsage("nowhere"));
    }

    [Fact]
    public void RecordedProcessesAreNotThoseOfThisSystem()
    {
        SimulatedMachine simulated = new(3);
        using (MachineRecorder recorder = _folder.Open(simulated.Machine))
        {
            recorder.Record();
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.Throws<PsutilNotSupportedException>(() => machine.Processes.Current);
        Assert.Throws<PsutilNotSupportedException>(() => machine.Processes.Get(1).OpenProcess());
        Assert.Throws<PsutilNotSupportedException>(() => machine.Processes.Get(2).Kill());
        Assert.Throws<NoSuchProcessException>(() => machine.Processes.Get(4));
    }

    [Fact]
    public void ArgumentsAreMaskedBeforeTheyAreWritten()
    {
        FakeMachine fake = new()
        {
            Processes =
            {
                new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "web", CommandLine = ["web", "--password", "geheim"] },
            },
        };
        using (
            MachineRecorder recorder = _folder.Open(
                fake,
                _folder.Options with
                {
                    ArgumentMask = arguments => [.. arguments.Select(argument => argument == "geheim" ? "***" : argument)],
                }
            )
        )
        {
            recorder.Record();
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.Equal(["web", "--password", "***"], machine.Processes.Get(7).GetCommandLine());
    }

    [Fact]
    public async Task StartsAndExitsBetweenSamplesAreThere()
    {
        FakeMachine fake = new(TimeProvider.System);
        ProcessIdentity web = new(7, 100);
        using MachineRecorder recorder = _folder.Open(fake, _folder.Options with { WatchProcesses = true });
        recorder.Record();
        fake.Processes.Add(
            new ProcessSnapshot(web)
            {
                Name = "web",
                ThreadCount = 1,
                Status = ProcessStatus.Running,
            }
        );
        DateTimeOffset deadline = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60);
        while (true)
        {
            recorder.Record();
            using RecordedMachine machine = Recording.Open(_folder.Path).OpenMachine(DateTimeOffset.MaxValue);
            if (machine.Events.OfType<ProcessStartedEvent>().Any(started => started.Identity == web && started.Name == "web"))
            {
                return;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, "The start was not recorded.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task TheKernelsEventsGoIntoTheNextSample()
    {
        FakeMachine fake = new();
        Channel<ProcessEvent> events = Channel.CreateUnbounded<ProcessEvent>();
        fake.Processes.KernelEvents = events.Reader.ReadAllAsync(TestContext.Current.CancellationToken);
        Write(1, 300);
        using MachineRecorder recorder = _folder.Open(fake, _folder.Options with { WatchProcesses = true });
        Assert.True(recorder.Record(), recorder.LastFailure);
        using RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        Assert.Equal(Enumerable.Range(1, 300), PidsOf(machine));

        // Now somebody waits for them, who has to be woken for the first one.
        Write(301, 2);
        events.Writer.Complete(new AccessDeniedException(1));
        List<int> seen = [];
        DateTimeOffset deadline = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60);
        while (seen.Count < 2)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "The exits were not recorded.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.True(recorder.Record(), recorder.LastFailure);
            using RecordedMachine last = Recording.Open(_folder.Path).OpenMachine(DateTimeOffset.MaxValue);
            seen.AddRange(PidsOf(last));
        }

        Assert.Equal([301, 302], seen);
        Assert.True(recorder.Record(), recorder.LastFailure);

        void Write(int first, int count)
        {
            for (int pid = first; pid < first + count; pid++)
            {
                events.Writer.TryWrite(
                    new ProcessExitedEvent
                    {
                        Time = fake.TimeProvider.GetUtcNow(),
                        Identity = new ProcessIdentity(pid, 1),
                        Name = "short",
                        ExitCode = 3,
                    }
                );
            }
        }
    }

    [Fact]
    public async Task AWatchBeginsWithWhatHappenedWhileTheSampleWasTaken()
    {
        FakeMachine fake = new();
        DateTimeOffset time = fake.TimeProvider.GetUtcNow();
        fake.Processes.KernelEvents = new[] { -1, 1, 2 }
            .Select(second => new ProcessExitedEvent { Time = time.AddSeconds(second), Identity = new ProcessIdentity(10 + second, 1) })
            .ToAsyncEnumerable();
        using (MachineRecorder recorder = _folder.Open(fake, _folder.Options with { WatchProcesses = true }))
        {
            Assert.True(recorder.Record(), recorder.LastFailure);
        }

        using RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        List<int> pids = [];
        await foreach (ProcessEvent happening in machine.Processes.Watch(cancellationToken: TestContext.Current.CancellationToken))
        {
            pids.Add(Assert.IsType<ProcessExitedEvent>(happening).Identity.Pid);
        }

        Assert.Equal([11, 12], pids);
    }

    private static IEnumerable<int> PidsOf(RecordedMachine machine) =>
        machine.Events.Cast<ProcessExitedEvent>().Select(exited => exited.Identity.Pid);
}
