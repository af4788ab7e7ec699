namespace Psutil.SampleTests;

/// <summary>What the README of Psutil.Testing shows beyond fixed values.</summary>
public class FakeDocumentTests
{
    [Fact]
    public void AReadingIsRefused()
    {
        using FakeMachine machine = new();
        machine.OnRead = reading =>
        {
            if (reading.Source == "Sensors.GetFans")
            {
                throw new PsutilTimeoutException("the fans did not answer", TimeSpan.FromSeconds(1));
            }
        };
        Assert.Throws<PsutilTimeoutException>(() => machine.Sensors.GetFans());
        Assert.Empty(machine.Sensors.GetTemperatures());
    }

    [Fact]
    public void AProcessIsPartlyHiddenAndWorks()
    {
        FakeClock clock = new();
        using FakeMachine machine = new(clock);
        machine.Processes.Add(
            new ProcessSnapshot(new ProcessIdentity(8, 1)) { Name = "secret", CommandLine = ["secret"] }.Without(
                ProcessFields.CommandLine | ProcessFields.Environment,
                UnavailableReason.Denied
            )
        );
        machine.Processes.OnCapture = snapshot => new ProcessSnapshot(snapshot)
        {
            CpuTimes = new ProcessCpuTimes { User = clock.Elapsed / 2, System = TimeSpan.Zero },
        };
        clock.Advance(TimeSpan.FromSeconds(4));
        OSProcess secret = machine.Processes.Get(8);
        Assert.Throws<AccessDeniedException>(() => secret.GetCommandLine());
        Assert.Equal(("secret", TimeSpan.FromSeconds(2)), (secret.GetName(), secret.GetCpuTimes().User));
    }

    [Fact]
    public void AFacetIsTheTestsOwn()
    {
        FakeClock clock = new();
        using Machine machine = new BusyMachine(clock)
        {
            Cpu =
            {
                Times = new CpuTimes
                {
                    User = default,
                    System = default,
                    Idle = default,
                },
            },
        };
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(4), machine.Cpu.GetTimes().User);
    }

    private sealed class BusyCpu(FakeMachine machine, FakeClock clock) : FakeCpu(machine)
    {
        public override CpuTimes GetTimes() => base.GetTimes() with { User = clock.Elapsed };
    }

    private sealed class BusyMachine : FakeMachine
    {
        public BusyMachine(FakeClock clock)
            : base(clock) => Cpu = new BusyCpu(this, clock);

        public override BusyCpu Cpu { get; }
    }
}
