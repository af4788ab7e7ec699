namespace Psutil.Tool.Tests.Fakes;

/// <summary>A machine with known values, whose counters run with a clock that the test holds.</summary>
internal sealed class FakeMachine : Machine
{
    public FakeMachine(FakeClock clock)
    {
        Cpu = new FakeCpu(clock);
        Memory = new FakeMemory();
        Disks = FakeDisks = new FakeDisks(clock);
        Network = FakeNetwork = new FakeNetwork(clock);
        Sensors = FakeSensors = new FakeSensors();
        Processes = FakeProcesses = new FakeProcesses(this, clock);
    }

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Processes Processes { get; }

    public override Services? Services { get; } = new FakeServices();

    public FakeDisks FakeDisks { get; }

    public FakeNetwork FakeNetwork { get; }

    public FakeSensors FakeSensors { get; }

    public FakeProcesses FakeProcesses { get; }

    public override DateTimeOffset GetBootTime() => new(2026, 11, 20, 5, 22, 12, TimeSpan.Zero);

    public override IReadOnlyList<UserSession> GetUsers() =>
        [
            new("ann", "pts/0", "192.0.2.7", new DateTimeOffset(2026, 11, 23, 8, 0, 0, 250, TimeSpan.Zero), 310),
            new("ann", "pts/1", null, null, null),
            new("b\u009b\u202eob", null, null, null, null),
        ];

    public override MachineLimits GetLimits() => new(1.5, 4_000_000_000, 1_000_000_000, null, 512);
}
