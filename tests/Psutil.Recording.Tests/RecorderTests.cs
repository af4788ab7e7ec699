namespace Psutil.Recording.Tests;

public sealed class RecorderTests : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly RecordingFolder _folder = new();
    private readonly SimulatedMachine _simulated = new(5);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASecondRecorderIsRefused()
    {
        using (MachineRecorder first = _folder.Open(_simulated.Machine))
        {
            RecordingException exception = Assert.Throws<RecordingException>(() => _folder.Open(_simulated.Machine));
            Assert.Equal($"another recorder writes to {_folder.Path}", exception.Message);
            Assert.True(first.Record());
        }

        using MachineRecorder next = _folder.Open(_simulated.Machine);
        Assert.True(next.Record());
        Assert.Equal(2, _folder.Segments.Length);
    }

    [Fact]
    public void OnlyTheUserCanReadWhatIsWritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no modes here");
        using MachineRecorder recorder = _folder.Open(_simulated.Machine);
        recorder.Record();
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(own | UnixFileMode.UserExecute, new DirectoryInfo(_folder.Path).UnixFileMode);
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.Equal(own, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void ADirectoryThatOthersMayEnterIsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no modes here");
        Directory.CreateDirectory(
            _folder.Path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute
        );
        RecordingException exception = Assert.Throws<RecordingException>(() => _folder.Open(_simulated.Machine));
        Assert.Equal($"others may enter {_folder.Path}; close it with chmod 700", exception.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void ALinkIsRefused(string end)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "who may create links is a matter of rights here");
        string target = _folder.Path + "-target";
        Directory.CreateDirectory(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(_folder.Path, target);
        Assert.Throws<RecordingException>(() => _folder.Open(_simulated.Machine, _folder.Options with { Directory = _folder.Path + end }));
        Assert.Empty(Directory.GetFileSystemEntries(target));
    }

    [Fact]
    public void SomebodyElsesDirectoryIsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can give a directory away");
        Directory.CreateDirectory(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (System.Diagnostics.Process chown = System.Diagnostics.Process.Start("chown", ["65534", _folder.Path]))
        {
            chown.WaitForExit();
            Assert.SkipUnless(chown.ExitCode == 0, "chown is not permitted here");
        }

        RecordingException exception = Assert.Throws<RecordingException>(() => _folder.Open(_simulated.Machine));
        Assert.Contains("belongs to the user 65534", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFullDiskDropsSamplesAndCountsThem()
    {
        bool isFull = false;
        using MachineRecorder recorder = new(_simulated.Machine, _folder.Options, _ =>
            isFull ? RecordingFolder.Roomy with { Used = 96L << 30, Free = 4L << 30 } : RecordingFolder.Roomy
        );
        Assert.True(recorder.Record());
        _simulated.Step(Every);
        long length = new FileInfo(_folder.Segments[0]).Length;
        isFull = true;
        for (int sample = 0; sample < 3; sample++)
        {
            Assert.False(recorder.Record());
            Assert.StartsWith("the file system has no room", recorder.LastFailure, StringComparison.Ordinal);
            _simulated.Step(Every);
        }

        Assert.Equal(length, new FileInfo(_folder.Segments[0]).Length);
        isFull = false;
        DateTimeOffset time = _simulated.Clock.GetUtcNow();
        string text = MachineText.Of(_simulated.Machine);
        Assert.True(recorder.Record());
        Assert.Null(recorder.LastFailure);
        Assert.Equal(3, recorder.DroppedSamples);
        Assert.Equal(2, recorder.WrittenSamples);

        RecordedMachine machine = Recording.Open(_folder.Path).OpenMachine(time);
        Assert.Equal(time, machine.Time);
        Assert.Equal(3, machine.DroppedSamples);
        Assert.Equal(text, MachineText.Of(machine));
    }

    [Fact]
    public void WhatCannotBeWrittenIsNoEnd()
    {
        using MachineRecorder recorder = _folder.Open(_simulated.Machine);
        Directory.Delete(_folder.Path, recursive: true);
        Assert.False(recorder.Record());
        Assert.NotNull(recorder.LastFailure);
        Assert.Equal(1, recorder.DroppedSamples);
    }

    [Fact]
    public void AProcessThatDidNothingIsNotReadAgain()
    {
        FakeMachine fake = new();
        List<int> read = [];
        ProcessSnapshot idle = new(new ProcessIdentity(7, 1)) { Name = "idle", CpuTimes = default(ProcessCpuTimes) };
        ProcessSnapshot busy = new(new ProcessIdentity(8, 1)) { Name = "busy", CpuTimes = default(ProcessCpuTimes) };
        fake.Processes.Add(idle);
        fake.Processes.Add(busy);
        using MachineRecorder recorder = _folder.Open(fake);
        Assert.True(recorder.Record(), recorder.LastFailure);
        fake.Processes.OnCapture = snapshot =>
        {
            read.Add(snapshot.Pid);
            return snapshot;
        };
        fake.Processes.Add(
            new ProcessSnapshot(busy)
            {
                CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(1), System = TimeSpan.Zero },
            }
        );
        Assert.True(recorder.Record(), recorder.LastFailure);

        // The table is read of both, and the rest of the one that did something.
        Assert.Equal([7, 8, 8], read.Order());
    }

    [Fact]
    public void OldSegmentsMakeRoom()
    {
        RecordOptions options = _folder.Options with { KeepTime = TimeSpan.FromHours(3), KeepBytes = null };
        using MachineRecorder recorder = _folder.Open(_simulated.Machine, options);
        DateTimeOffset start = _simulated.Clock.GetUtcNow();
        for (int sample = 0; sample < 24 * 10; sample++)
        {
            Assert.True(recorder.Record());
            _simulated.Step(TimeSpan.FromMinutes(6));
        }

        DateTimeOffset end = start + TimeSpan.FromHours(24);
        DateTimeOffset first = Recording.Open(_folder.Path).OpenFirst().Time;
        Assert.InRange(first, end - TimeSpan.FromHours(5), end - TimeSpan.FromHours(3));
    }

    [Fact]
    public void ADirectoryDoesNotOutgrowItsLimit()
    {
        const int limit = 200_000;
        RecordOptions options = _folder.Options with { KeepTime = null, KeepBytes = limit };
        SimulatedMachine simulated = new(50);
        using MachineRecorder recorder = _folder.Open(simulated.Machine, options);
        for (int sample = 0; sample < 400; sample++)
        {
            Assert.True(recorder.Record());
            Assert.InRange(_folder.Segments.Sum(file => new FileInfo(file).Length), 1, limit);
            simulated.Step(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(_folder.Segments.Length, 4, 10);
    }

    [Fact]
    public void AClockThatIsSetBackBeginsANewSegment()
    {
        AdjustableClock clock = new();
        Psutil.Testing.FakeMachine fake = new(clock);
        using MachineRecorder recorder = _folder.Open(fake);
        List<(DateTimeOffset Time, long Total)> samples = [];
        for (int sample = 0; sample < 30; sample++)
        {
            fake.Memory.Swap = new SwapMemory
            {
                Total = sample,
                Used = 0,
                Free = 0,
            };
            samples.Add((clock.GetUtcNow(), sample));
            recorder.Record();
            clock.Pass(TimeSpan.FromMinutes(1));
            if (sample is 14)
            {
                clock.Set(-TimeSpan.FromMinutes(10));
            }
        }

        Assert.Equal(2, _folder.Segments.Length);
        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        foreach ((DateTimeOffset time, long total) in samples)
        {
            Assert.Equal((time, total), (machine.Time, machine.Memory.GetSwap().Total));
            machine.TryMoveNext();
        }

        // Of a minute that came twice, the second is meant.
        Assert.Equal(15, Recording.Open(_folder.Path).OpenMachine(samples[5].Time).Memory.GetSwap().Total);
        Assert.Equal(4, Recording.Open(_folder.Path).OpenMachine(samples[4].Time).Memory.GetSwap().Total);
    }

    [Fact]
    public void AMachineThatSleepsHasRatesOfTheTimeThatItWasAwake()
    {
        AdjustableClock clock = new();
        FakeMachine fake = new(clock);
        using MachineRecorder recorder = _folder.Open(fake);
        for (int sample = 0; sample < 3; sample++)
        {
            fake.Cpu.Times = new CpuTimes
            {
                User = TimeSpan.FromSeconds(sample),
                System = TimeSpan.Zero,
                Idle = TimeSpan.FromSeconds(3 * sample),
            };
            fake.Network.IOCounters["eth0"] = new NetworkIOCounters
            {
                BytesSent = 1000 * sample,
                BytesReceived = 0,
                PacketsSent = 0,
                PacketsReceived = 0,
                ErrorsIn = 0,
                ErrorsOut = 0,
                DropsIn = 0,
            };
            Assert.True(recorder.Record(), recorder.LastFailure);

            // The clock of timestamps stands still while the machine sleeps, and the time of day does not.
            clock.Pass(Every);
            clock.Set(sample == 0 ? TimeSpan.FromHours(8) : TimeSpan.Zero);
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        DateTimeOffset start = machine.Time;
        NetworkMeter meter = machine.Network.CreateMeter();
        Assert.Equal(25, machine.Cpu.GetPercent(Every));
        Assert.Equal(start + TimeSpan.FromHours(8) + Every, machine.Time);
        Assert.Equal(200, meter.Read()?.Total?.BytesSentPerSecond);
    }

    [Fact]
    public void AStartOfTheMachineWithinARecordingIsATimeLikeAnyOther()
    {
        FakeClock clock = new();
        FakeMachine fake = new(clock);
        foreach (int boot in (ReadOnlySpan<int>)[1, 2])
        {
            using MachineRecorder recorder = _folder.Open(fake);
            for (int second = 0; second < 60; second += 5)
            {
                fake.Network.IOCounters["eth0"] = new NetworkIOCounters
                {
                    BytesSent = 1000L * second,
                    BytesReceived = 0,
                    PacketsSent = 0,
                    PacketsReceived = 0,
                    ErrorsIn = 0,
                    ErrorsOut = 0,
                    DropsIn = 0,
                };
                fake.BootTime = new DateTimeOffset(2026, 11, boot, 0, 0, 0, TimeSpan.Zero);
                recorder.Record();
                clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        RecordedMachine machine = Recording.Open(_folder.Path).OpenFirst();
        NetworkMeter meter = machine.Network.CreateMeter();
        List<double?> rates = [];
        while (machine.TryMoveNext())
        {
            rates.Add(meter.Read()?.Total?.BytesSentPerSecond);
        }

        Assert.Equal(23, rates.Count);
        Assert.All(rates.Index().Where(rate => rate.Index != 11), rate => Assert.Equal(1000, rate.Item));
        Assert.True(rates[11] is null or 0, $"Across the start: {rates[11]}");
        Assert.Equal(2, machine.GetBootTime().Day);
    }

    [Fact]
    public async Task ItEndsWhenItIsCancelled()
    {
        FakeMachine fake = new(TimeProvider.System);
        using MachineRecorder recorder = _folder.Open(fake, _folder.Options with { Every = TimeSpan.FromMilliseconds(100) });
        using CancellationTokenSource end = new();
        Task running = recorder.RunAsync(end.Token);
        DateTimeOffset deadline = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60);
        while (recorder.WrittenSamples < 3)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, recorder.LastFailure);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await end.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void NonsensicalOptionsAreRefused()
    {
        RecordOptions good = _folder.Options;
        foreach (
            RecordOptions bad in (RecordOptions[])
                [
                    good with
                    {
                        Every = TimeSpan.Zero,
                    },
                    good with
                    {
                        Every = TimeSpan.FromDays(1),
                    },
                    good with
                    {
                        KeepBytes = 0,
                    },
                    good with
                    {
                        KeepTime = TimeSpan.Zero,
                    },
                    good with
                    {
                        LeaveFree = -0.1,
                    },
                    good with
                    {
                        LeaveFree = 1.1,
                    },
                    good with
                    {
                        SlowEvery = TimeSpan.FromSeconds(-1),
                    },
                ]
        )
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _folder.Open(_simulated.Machine, bad));
        }

        Assert.Throws<ArgumentException>(() => _folder.Open(_simulated.Machine, good with { Directory = "" }));
        Assert.False(Directory.Exists(_folder.Path));
    }

    /// <summary>A clock whose time of day can be set; its timestamps run on.</summary>
    private sealed class AdjustableClock : TimeProvider
    {
        private readonly DateTimeOffset _start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
        private TimeSpan _passed;
        private TimeSpan _setBy;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _start + _passed + _setBy;

        public override long GetTimestamp() => _passed.Ticks;

        public void Pass(TimeSpan time) => _passed += time;

        public void Set(TimeSpan by) => _setBy += by;
    }
}
