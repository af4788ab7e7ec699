namespace Psutil.Diagnostics;

/// <summary>
/// A machine whose sources are read once per collection, for all that look at it: the instruments, the page, the documents. Who needs
/// values calls <see cref="Collect"/> before, and then reads as from any machine.
/// </summary>
/// <remarks>
/// Processes are those of the machine itself. Who needs their table, kept over time, shares it by <see cref="GetTable"/>.
/// </remarks>
internal sealed class SharedMachine : Machine
{
    private readonly Machine _machine;
    private readonly CollectionTime _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<ProcessFields, SharedProcessTable> _tables = [];
    private readonly SharedReading<DateTimeOffset> _bootTime;
    private readonly SharedReading<IReadOnlyList<UserSession>> _users;
    private readonly SharedReading<MachineLimits> _limits;
    private readonly SharedReading<MachineHardware> _hardware;
    private readonly SharedReading<MachineVirtualization> _virtualization;
    private long _collection;

    /// <param name="machine">The machine. It is not disposed.</param>
    public SharedMachine(Machine machine)
    {
        _machine = machine;
        _time = new CollectionTime(machine.TimeProvider);
        _bootTime = new(this, machine.GetBootTime);
        _users = new(this, machine.GetUserSessions);
        _limits = new(this, machine.GetLimits);
        _hardware = new(this, machine.GetHardware);
        _virtualization = new(this, machine.GetVirtualization);
        Cpu = new SharedCpu(this, machine.Cpu);
        Memory = new SharedMemory(this, machine.Memory);
        Disks = new SharedDisks(this, machine.Disks);
        Network = new SharedNetwork(this, machine.Network);
        Sensors = new SharedSensors(this, machine.Sensors);
        Gpus = new SharedGpus(this, machine.Gpus);
        Energy = machine.Energy is { } energy ? new SharedEnergy(this, energy) : null;
    }

    /// <summary>The machine itself, for what nobody shares.</summary>
    public Machine Inner => _machine;

    /// <summary>The number of the current collection.</summary>
    public long Collection => Volatile.Read(ref _collection);

    /// <summary>
    /// A clock whose timestamps are those of the collections: the values that one has are of its beginning, whenever somebody takes them,
    /// so that rates are right. For waiting use the clock of <see cref="Inner"/>.
    /// </summary>
    public override TimeProvider TimeProvider => _time;

    /// <inheritdoc/>
    public override Cpu Cpu { get; }

    /// <inheritdoc/>
    public override Memory Memory { get; }

    /// <inheritdoc/>
    public override Disks Disks { get; }

    /// <inheritdoc/>
    public override Network Network { get; }

    /// <inheritdoc/>
    public override Sensors Sensors { get; }

    /// <inheritdoc/>
    public override Energy? Energy { get; }

    /// <inheritdoc/>
    public override Psutil.Processes Processes => _machine.Processes;

    /// <inheritdoc/>
    public override ServiceManager? Services => _machine.Services;

    /// <inheritdoc/>
    public override Cgroups? Cgroups => _machine.Cgroups;

    /// <inheritdoc/>
    public override Gpus Gpus { get; }

    /// <summary>Begins the next collection, unless the last began less than an interval ago. Nothing is read.</summary>
    /// <param name="interval">The shortest time between two collections that the caller wants.</param>
    public void Collect(TimeSpan interval)
    {
        lock (_lock)
        {
            if (_collection > 0 && _machine.TimeProvider.GetElapsedTime(_time.GetTimestamp()) < interval)
            {
                return;
            }

            _time.Set(_machine.TimeProvider.GetTimestamp());
            Volatile.Write(ref _collection, _collection + 1);
        }
    }

    /// <summary>The process table with some fields. All that want the same fields share one.</summary>
    public SharedProcessTable GetTable(ProcessFields fields)
    {
        lock (_lock)
        {
            if (!_tables.TryGetValue(fields, out SharedProcessTable? table))
            {
                _tables.Add(fields, table = new SharedProcessTable(this, fields));
            }

            return table;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetBootTime() => _bootTime.Get();

    /// <inheritdoc/>
    public override IReadOnlyList<UserSession> GetUserSessions() => _users.Get();

    /// <inheritdoc/>
    public override MachineLimits GetLimits() => _limits.Get();

    /// <inheritdoc/>
    public override MachineHardware GetHardware() => _hardware.Get();

    /// <inheritdoc/>
    public override MachineVirtualization GetVirtualization() => _virtualization.Get();

    private sealed class CollectionTime(TimeProvider clock) : TimeProvider
    {
        private long _timestamp = clock.GetTimestamp();

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

        public override long GetTimestamp() => Volatile.Read(ref _timestamp);

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);

        public void Set(long timestamp) => Volatile.Write(ref _timestamp, timestamp);
    }
}
