using System.Runtime.CompilerServices;

namespace Psutil.Testing;

/// <summary>
/// A machine whose values a test sets. A value that was not set is reported as not supported
/// (<see cref="PsutilNotSupportedException"/>), or is empty if it is a list.
/// </summary>
/// <remarks>
/// A value that is another at each reading, as a counter that follows the clock, comes from a facet that derives from the fake one, of a
/// machine that derives from this one.
/// </remarks>
/// <example>
/// <code>
/// FakeMachine machine = new()
/// {
///     Memory = { Virtual = new() { Total = 1000, Available = 100, Used = 900, Free = 50 } },
///     Disks = { Usage = { ["/data"] = new() { Total = 500, Used = 499, Free = 1 } } },
///     Processes = { new ProcessSnapshot(new ProcessIdentity(7, 1)) { Name = "web" } },
/// };
/// </code>
/// CPUs whose times follow the clock:
/// <code>
/// class BusyCpu(FakeMachine machine, FakeClock clock) : FakeCpu(machine)
/// {
///     public override CpuTimes GetTimes() => base.GetTimes() with { User = clock.Elapsed };
/// }
///
/// class BusyMachine : FakeMachine
/// {
///     public BusyMachine(FakeClock clock)
///         : base(clock) => Cpu = new BusyCpu(this, clock);
///
///     public override BusyCpu Cpu { get; }
/// }
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
        Memory = new FakeMemory(this);
        Disks = new FakeDisks(this);
        Network = new FakeNetwork(this);
        Sensors = new FakeSensors(this);
        Gpus = new FakeGpus(this);
        Processes = new FakeProcesses(this);
        Services = new FakeServiceManager(this);
        Cgroups = new FakeCgroups(this);
        Energy = new FakeEnergy(this);
        BootTime = timeProvider.GetUtcNow();
    }

    /// <summary>The clock that every meter, monitor and wait of this machine goes by.</summary>
    public override TimeProvider TimeProvider { get; }

    /// <inheritdoc/>
    public override FakeCpu Cpu { get; }

    /// <inheritdoc/>
    public override FakeMemory Memory { get; }

    /// <inheritdoc/>
    public override FakeDisks Disks { get; }

    /// <inheritdoc/>
    public override FakeNetwork Network { get; }

    /// <inheritdoc/>
    public override FakeSensors Sensors { get; }

    /// <inheritdoc/>
    public override FakeGpus Gpus { get; }

    /// <inheritdoc/>
    public override FakeProcesses Processes { get; }

    /// <inheritdoc/>
    public override FakeServiceManager Services { get; }

    /// <inheritdoc/>
    public override FakeCgroups Cgroups { get; }

    /// <inheritdoc/>
    public override FakeEnergy Energy { get; }

    /// <summary>The result of <see cref="GetBootTime"/>: when the fake machine was created, unless it is set.</summary>
    public DateTimeOffset BootTime { get; set; }

    /// <summary>The result of <see cref="GetLimits"/>.</summary>
    public MachineLimits Limits { get; set; }

    /// <summary>The result of <see cref="GetHardware"/>: without any name, unless it is set.</summary>
    public MachineHardware Hardware { get; set; } = new() { Chassis = ChassisKind.Unknown };

    /// <summary>The result of <see cref="GetVirtualization"/>: unknown, unless it is set.</summary>
    public MachineVirtualization Virtualization { get; set; }

    /// <summary>The result of <see cref="GetUserSessions"/>.</summary>
    public IList<UserSession> UserSessions { get; } = [];

    /// <summary>
    /// Called before each reading, on the thread that reads: it can throw what the reading shall throw, such as an
    /// <see cref="AccessDeniedException"/>, set the values that are read, let the clock advance, or keep a list of what was read. Null if a
    /// reading just returns what was set.
    /// </summary>
    public Action<FakeReading>? OnRead { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetBootTime()
    {
        NotifyRead(nameof(Machine));
        return BootTime;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<UserSession> GetUserSessions()
    {
        NotifyRead(nameof(Machine));
        return [.. UserSessions];
    }

    /// <inheritdoc/>
    public override MachineLimits GetLimits()
    {
        NotifyRead(nameof(Machine));
        return Limits;
    }

    /// <summary>Says that a source is about to be read.</summary>
    internal void NotifyRead(
        string facet,
        [CallerMemberName] string member = "",
        string? path = null,
        bool includeAll = false,
        ProcessIdentity? process = null,
        ProcessFields fields = ProcessFields.None
    ) =>
        OnRead?.Invoke(
            new FakeReading
            {
                Source = $"{facet}.{member}",
                Path = path,
                IncludeAll = includeAll,
                Process = process,
                Fields = fields,
            }
        );

    /// <inheritdoc/>
    public override MachineHardware GetHardware()
    {
        NotifyRead(nameof(Machine));
        return Hardware;
    }

    /// <inheritdoc/>
    public override MachineVirtualization GetVirtualization()
    {
        NotifyRead(nameof(Machine));
        return Virtualization;
    }

    internal static PsutilNotSupportedException NotSet(string name) => new($"The fake machine has no {name}: the test did not set it.");
}
