namespace Psutil.Testing;

/// <summary>
/// A machine whose values a test sets. A value that was not set is reported as not supported
/// (<see cref="PsutilNotSupportedException"/>), or is empty if it is a list.
/// </summary>
/// <example>
/// <code>
/// FakeMachine machine = new()
/// {
///     Memory = { Virtual = new() { Total = 1000, Available = 100, Used = 900, Free = 50 } },
///     Disks = { Usage = { ["/data"] = new() { Total = 500, Used = 499, Free = 1 } } },
///     Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "web" } },
/// };
/// </code>
/// </example>
public class FakeMachine : Machine
{
    /// <summary>Creates a machine with a <see cref="FakeClock"/> of its own.</summary>
    public FakeMachine()
        : this(new FakeClock()) { }

    /// <summary>Creates a machine that goes by the given clock.</summary>
    public FakeMachine(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        TimeProvider = timeProvider;
        Cpu = new FakeCpu(this);
        Disks = new FakeDisks(this);
        Network = new FakeNetwork(this);
        Gpus = new FakeGpus(this);
        Processes = new FakeProcesses(this);
        Cgroups = new FakeCgroups(this);
        Energy = new FakeEnergy(this);
        BootTime = timeProvider.GetUtcNow();
    }

    /// <summary>The clock that every meter, monitor and wait of this machine goes by.</summary>
    public override TimeProvider TimeProvider { get; }

    /// <inheritdoc/>
    public override FakeCpu Cpu { get; }

    /// <inheritdoc/>
    public override FakeMemory Memory { get; } = new();

    /// <inheritdoc/>
    public override FakeDisks Disks { get; }

    /// <inheritdoc/>
    public override FakeNetwork Network { get; }

    /// <inheritdoc/>
    public override FakeSensors Sensors { get; } = new();

    /// <inheritdoc/>
    public override FakeGpus Gpus { get; }

    /// <inheritdoc/>
    public override FakeProcesses Processes { get; }

    /// <inheritdoc/>
    public override FakeCgroups Cgroups { get; }

    /// <inheritdoc/>
    public override FakeEnergy Energy { get; }

    /// <summary>The result of <see cref="GetBootTime"/>: when the fake machine was created, unless it is set.</summary>
    public DateTimeOffset BootTime { get; set; }

    /// <summary>The result of <see cref="GetLimits"/>.</summary>
    public MachineLimits Limits { get; set; }

    /// <summary>The result of <see cref="GetHardware"/>: without any name, unless it is set.</summary>
    public MachineHardware Hardware { get; set; } = new();

    /// <summary>The result of <see cref="GetVirtualization"/>: unknown, unless it is set.</summary>
    public MachineVirtualization Virtualization { get; set; }

    /// <summary>The result of <see cref="GetUserSessions"/>.</summary>
    public IList<UserSession> UserSessions { get; } = [];

    /// <inheritdoc/>
    public override DateTimeOffset GetBootTime() => BootTime;

    /// <inheritdoc/>
    public override IReadOnlyList<UserSession> GetUserSessions() => [.. UserSessions];

    /// <inheritdoc/>
    public override MachineLimits GetLimits() => Limits;

    /// <inheritdoc/>
    public override MachineHardware GetHardware() => Hardware;

    /// <inheritdoc/>
    public override MachineVirtualization GetVirtualization() => Virtualization;

    internal static PsutilNotSupportedException NotSet(string name) => new($"The fake machine has no {name}: the test did not set it.");
}
