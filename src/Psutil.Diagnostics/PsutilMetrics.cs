using Microsoft.Extensions.DependencyInjection;

namespace Psutil.Diagnostics;

/// <summary>
/// The meter named <see cref="MeterName"/>: the machine and its processes under the names of OpenTelemetry's semantic conventions. It
/// measures when somebody collects, and reads nothing otherwise.
/// </summary>
/// <remarks>
/// A program with dependency injection calls <see cref="PsutilServiceCollectionExtensions.AddPsutilMetrics"/> instead of creating it.
/// One collection reads each source once, for all that collect at the time, on threads of its own. An exporter
/// waits for them no longer than <see cref="PsutilMetricsOptions.CollectionTimeout"/>. docs/metrics.md has the instruments with their
/// sources.
/// </remarks>
public sealed class PsutilMetrics : IDisposable
{
    /// <summary>The name of the meter: <c>Psutil</c>.</summary>
    public const string MeterName = "Psutil";

    /// <summary>The schema of the names.</summary>
    internal const string SchemaUrl = "https://opentelemetry.io/schemas/1.44.0";

    private readonly Meter _meter;
    private readonly Sampler _sampler;
    private readonly ProcessTable? _table;

    /// <summary>Creates the meter and its instruments.</summary>
    /// <param name="machine">The machine to measure. It is not disposed.</param>
    /// <param name="options">What to measure; null for the defaults. Later changes of the options have no effect.</param>
    /// <param name="meterFactory">What creates the meter, and disposes it; null for a meter that <see cref="Dispose"/> disposes.</param>
    /// <exception cref="ProcessGroupsException"><see cref="PsutilMetricsOptions.GroupsFile"/> is not valid.</exception>
    /// <exception cref="IOException"><see cref="PsutilMetricsOptions.GroupsFile"/> could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException"><see cref="PsutilMetricsOptions.GroupsFile"/> may not be read.</exception>
    public PsutilMetrics(Machine machine, PsutilMetricsOptions? options = null, IMeterFactory? meterFactory = null)
        : this(new SharedMachine(machine ?? throw new ArgumentNullException(nameof(machine))), options, meterFactory) { }

    /// <summary>Creates the meter of a machine that others look at too.</summary>
    internal PsutilMetrics(SharedMachine machine, PsutilMetricsOptions? options, IMeterFactory? meterFactory)
    {
        options ??= new PsutilMetricsOptions();
        ProcessGroups? groups = options.Groups ?? (options.GroupsFile is { } path ? ProcessGroups.Load(path) : null);
        MeterOptions meter = new(MeterName)
        {
            Version = typeof(PsutilMetrics).Assembly.GetName().Version?.ToString(3),
            TelemetrySchemaUrl = SchemaUrl,
        };
        _meter = meterFactory?.Create(meter) ?? new Meter(meter);
        _sampler = new Sampler(machine, options.MinimumInterval, options.MaximumAge, options.CollectionTimeout);
        InstrumentFactory factory = new(_meter, _sampler, options.MaximumSeries);
        AddMachine(factory, machine, options);
        if (options.Subjects.HasFlag(PsutilMetricSubjects.ProcessTable))
        {
            _table = new ProcessTable(machine, options, groups);
            ProcessTableInstruments.Add(factory, machine, _table, hasGroups: groups is not null, options);
        }

        SourceInstruments.Add(_meter, factory);
        _sampler.Prime();
    }

    /// <summary>Ends the measuring: the meter, unless a factory created it, and the files of the process table.</summary>
    public void Dispose()
    {
        // A meter of a factory ignores this: the factory disposes it.
        _meter.Dispose();
        _sampler.End();
        _table?.Dispose();
    }

    private static void AddMachine(InstrumentFactory factory, Machine machine, PsutilMetricsOptions options)
    {
        (PsutilMetricSubjects Subject, Action Add)[] subjects =
        [
            (PsutilMetricSubjects.Cpu, () => CpuInstruments.Add(factory, machine, options)),
            (PsutilMetricSubjects.Memory, () => MemoryInstruments.AddMemory(factory, machine, options)),
            (PsutilMetricSubjects.Paging, () => MemoryInstruments.AddPaging(factory, machine)),
            (PsutilMetricSubjects.Pressure, () => PressureInstruments.Add(factory, machine)),
            (PsutilMetricSubjects.Disks, () => DiskInstruments.Add(factory, machine, options)),
            (PsutilMetricSubjects.FileSystems, () => FileSystemInstruments.Add(factory, machine, options)),
            (PsutilMetricSubjects.Network, () => NetworkInstruments.Add(factory, machine)),
            (PsutilMetricSubjects.Connections, () => NetworkInstruments.AddConnections(factory, machine)),
            (PsutilMetricSubjects.OwnProcess, () => OwnProcessInstruments.Add(factory, machine)),
            (PsutilMetricSubjects.Hardware, () => HardwareInstruments.Add(factory, machine)),
            (PsutilMetricSubjects.Containers, () => ContainerInstruments.Add(factory, machine)),
        ];
        foreach ((PsutilMetricSubjects subject, Action add) in subjects)
        {
            if (options.Subjects.HasFlag(subject))
            {
                add();
            }
        }
    }
}
