namespace Psutil.Recording;

/// <summary>
/// A machine as it was at a recorded moment, from <see cref="Recording.OpenMachine"/>. It answers as the machine itself did then: a value
/// that could not be read throws what it threw, and one that was not recorded throws <see cref="NotRecordedException"/>.
/// </summary>
/// <remarks>
/// Its clock (<see cref="TimeProvider"/>) stands still. Waiting by it, as meters with an interval do, moves the machine on to the first
/// sample at which that time has passed, so that rates are those of the time after the moment; <see cref="TryMoveNext"/> does the same by
/// hand. At the end of the recording waiting returns at once, and the clock stays. Some values are read once a minute only
/// (<see cref="RecordOptions.SlowEvery"/>): they are as of the last time.
/// </remarks>
public sealed class RecordedMachine : Machine
{
    private readonly Lock _lock = new();
    private readonly SampleCursor _cursor;

    internal RecordedMachine(SampleCursor cursor)
    {
        _cursor = cursor;
        TimeProvider = new RecordedClock(this);
        Cpu = new RecordedCpu(this);
        Memory = new RecordedMemory(this);
        Disks = new RecordedDisks(this);
        Network = new RecordedNetwork(this);
        Sensors = new RecordedSensors(this);
        Gpus = new RecordedGpus(this);
        Processes = new RecordedProcesses(this);
        _cgroups = new RecordedCgroups(this);
        _energy = new RecordedEnergy(this);
    }

    private readonly RecordedCgroups _cgroups;
    private readonly RecordedEnergy _energy;
    private readonly List<RecordedSpanMeter> _meters = [];

    /// <summary>The time of the sample, by the machine's clock then.</summary>
    public DateTimeOffset Time
    {
        get
        {
            lock (_lock)
            {
                return _cursor.Time;
            }
        }
    }

    /// <summary>How many samples its recorder had lost, since it started, when it took this one.</summary>
    public long DroppedSamples => Read(rows => RecorderRows.DroppedOf(rows.Find(RecordTable.Readings, RecorderRows.Reading)));

    /// <summary>What happened to processes between the sample before and this one, if the recorder watched them.</summary>
    public IReadOnlyList<ProcessEvent> Events =>
        Read<List<ProcessEvent>>(rows => [.. rows[RecordTable.Events].Select(row => EventRows.EventOf(row.Row)).OfType<ProcessEvent>()]);

    /// <summary>What the OOM killer ended between the sample before and this one. Only Linux has it, and only in cgroups.</summary>
    public IReadOnlyList<OomKill> OomKills => Read<List<OomKill>>(rows => [.. rows[RecordTable.OomKills].Select(OomCounter.KillOf)]);

    /// <inheritdoc/>
    public override TimeProvider TimeProvider { get; }

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
    public override Gpus Gpus { get; }

    /// <summary>The processes. They can be read, and not changed.</summary>
    public override Processes Processes { get; }

    /// <inheritdoc/>
    public override Cgroups? Cgroups => Has(CgroupRows.Reading) ? _cgroups : null;

    /// <inheritdoc/>
    public override Energy? Energy => Has(MachineRows.Energy) ? _energy : null;

    /// <summary>How much time has passed since the machine was opened, by steps and waits.</summary>
    internal TimeSpan Elapsed { get; private set; }

    /// <summary>Moves on to the next sample.</summary>
    /// <returns>False at the end of the recording; the machine stays then.</returns>
    public bool TryMoveNext()
    {
        lock (_lock)
        {
            return TryStep(out _);
        }
    }

    /// <summary>Moves back to the sample before.</summary>
    /// <returns>False at the start of the recording; the machine stays then.</returns>
    public bool TryMovePrevious()
    {
        lock (_lock)
        {
            return NoteJump(_cursor.TryMovePrevious());
        }
    }

    /// <summary>Moves to the last sample that is not after a time.</summary>
    /// <returns>False if there is none; the machine stays then.</returns>
    public bool TryMoveTo(DateTimeOffset time)
    {
        lock (_lock)
        {
            return NoteJump(_cursor.TryMoveTo(time));
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetBootTime() =>
        MachineRows.BootTimeOf(ReadRow(MachineRows.BootTime)) ?? throw new NotRecordedException(MachineRows.BootTime);

    /// <inheritdoc/>
    public override IReadOnlyList<UserSession> GetUserSessions() =>
        ReadList(MachineRows.Users, RecordTable.Users, row => MachineRows.UserOf(row.Row));

    /// <inheritdoc/>
    public override MachineLimits GetLimits() => MachineRows.LimitsOf(ReadRow(MachineRows.Limits));

    /// <inheritdoc/>
    public override MachineHardware GetHardware() => HardwareRows.NamesOf(ReadRow(HardwareRows.Names));

    /// <inheritdoc/>
    public override MachineVirtualization GetVirtualization() => HardwareRows.VirtualizationOf(ReadRow(HardwareRows.Virtualization));

    /// <summary>Moves on to the first sample at which a time has passed, or to the last one of the recording.</summary>
    /// <returns>False at the end of the recording; the machine stays then.</returns>
    public bool TryMoveBy(TimeSpan time)
    {
        // Samples are taken a little early or late: who waits for as long as they are apart means the next one.
        const double Part = 0.1;
        lock (_lock)
        {
            TimeSpan passed = TimeSpan.Zero;
            TimeSpan step = TimeSpan.Zero;
            bool hasMoved = false;
            while (passed < time - Shorter(time * Part, step / 2) && TryStep(out step))
            {
                hasMoved = true;
                passed += step;
            }

            return hasMoved;
        }
    }

    /// <summary>
    /// Moves on, while its clock goes with it, to the sample after which the first one comes that is later than a time. Rates since the
    /// sample on which it stood are then those of all that time.
    /// </summary>
    /// <returns>False if the next sample is later already, or there is none; the machine stays then.</returns>
    public bool TryMoveOnTo(DateTimeOffset time)
    {
        lock (_lock)
        {
            bool hasMoved = false;
            while (_cursor.NextTime <= time && TryStep(out _))
            {
                hasMoved = true;
            }

            return hasMoved;
        }
    }

    /// <summary>
    /// Adds up what disks and interfaces move, and the least, the average and the most of memory, from this sample on as far as the machine
    /// moves on.
    /// </summary>
    public RecordedSpanMeter CreateSpanMeter()
    {
        RecordedSpanMeter meter = new(this);
        lock (_lock)
        {
            _meters.Add(meter);
            meter.Jump(_cursor.Rows, _cursor.Time);
        }

        return meter;
    }

    internal void Remove(RecordedSpanMeter meter)
    {
        lock (_lock)
        {
            _meters.Remove(meter);
        }
    }

    /// <summary>Reads from the rows of the sample.</summary>
    internal T Read<T>(Func<SampleRows, T> read)
    {
        lock (_lock)
        {
            return read(_cursor.Rows);
        }
    }

    /// <summary>The row of a reading.</summary>
    /// <exception cref="PsutilException">It could not be read, or was not recorded.</exception>
    internal Row ReadRow(string place) => ReadingFields.Check(Read(rows => rows.Find(RecordTable.Readings, place)), place);

    /// <summary>The rows of a reading's table, of which those that are nothing are left out.</summary>
    /// <exception cref="PsutilException">It could not be read, or was not recorded.</exception>
    internal List<T> ReadList<T>(string place, RecordTable table, Func<KeyedRow, T?> select)
        where T : class
    {
        _ = ReadRow(place);
        return Read<List<T>>(rows => [.. rows[table].Select(select).OfType<T>()]);
    }

    /// <summary>The rows of a reading's table, by their keys.</summary>
    /// <exception cref="PsutilException">It could not be read, or was not recorded.</exception>
    internal OrderedDictionary<string, T> ReadDictionary<T>(string place, RecordTable table, Func<Row, T> select)
    {
        _ = ReadRow(place);
        return Read(rows =>
        {
            OrderedDictionary<string, T> values = new(StringComparer.Ordinal);
            foreach (KeyedRow row in rows[table])
            {
                values[row.Key] = select(row.Row);
            }

            return values;
        });
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    internal bool Has(string place) => Read(rows => rows.Find(RecordTable.Readings, place) is not null);

    private bool TryStep(out TimeSpan step)
    {
        DateTimeOffset time = _cursor.Time;
        Row? recorder = _cursor.Rows.Find(RecordTable.Readings, RecorderRows.Reading);
        step = TimeSpan.Zero;
        if (!_cursor.TryMoveNext())
        {
            return false;
        }

        Row? next = _cursor.Rows.Find(RecordTable.Readings, RecorderRows.Reading);

        // Between two runs of recorders there is only the time of day, which may have been set back.
        step = RecorderRows.TimeBetween(recorder, next) ?? _cursor.Time - time;
        step = step > TimeSpan.Zero ? step : TimeSpan.FromMilliseconds(1);
        Elapsed += step;
        foreach (RecordedSpanMeter meter in _meters)
        {
            meter.Take(_cursor.Rows, _cursor.Time, step);
        }

        return true;
    }

    private bool NoteJump(bool hasMoved)
    {
        if (hasMoved)
        {
            _meters.ForEach(meter => meter.Jump(_cursor.Rows, _cursor.Time));
        }

        return hasMoved;
    }
}
