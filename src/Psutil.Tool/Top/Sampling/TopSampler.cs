using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Pages;

namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// Takes samples, and keeps the base of the next one. Names, users and arguments are read when a process starts and then only now and then,
/// because they can change: so a table of a thousand processes costs two small reads for each. Not thread-safe.
/// </summary>
internal sealed class TopSampler(Machine machine, TimeProvider clock) : IDisposable
{
    /// <summary>The names of the values that may be missing, as in the header.</summary>
    public const string Cpu = "CPU";

    /// <inheritdoc cref="Cpu"/>
    public const string Memory = "Mem";

    /// <inheritdoc cref="Cpu"/>
    public const string Swap = "Swap";

    /// <inheritdoc cref="Cpu"/>
    public const string Network = "Net";

    /// <inheritdoc cref="Cpu"/>
    public const string Disks = "Disk";

    private const ProcessFields Counted = ProcessFields.Basic | ProcessFields.Nice;

    // The number of refreshes after which a process's user and arguments are read again.
    private const int CaptionRounds = 20;

    // How many processes that have ended are still shown, where many end at a time.
    private const int MostEnded = 10;

    // How long a process is marked as one that has just started or ended.
    private static readonly TimeSpan MarkTime = TimeSpan.FromSeconds(2);

    private readonly Dictionary<ProcessIdentity, ProcessCaption> _captions = [];
    private ProcessMonitor? _monitor;
    private ProcessMonitor? _extraMonitor;
    private ProcessFields _extraFields;
    private CpuTimes? _cpu;
    private IReadOnlyList<CpuCoreTimes>? _cores;
    private NetworkMeter? _network;
    private DiskMeter? _disks;
    private EnergyEstimate? _energy;
    private readonly HealthReader _health = new(machine);
    private IReadOnlyList<DeviceTraffic> _interfaces = [];
    private IReadOnlyList<DeviceTraffic> _diskDevices = [];
    private IReadOnlyDictionary<string, DiskIORates> _diskRates = new Dictionary<string, DiskIORates>();
    private IReadOnlyDictionary<string, NetworkIORates> _interfaceRates = new Dictionary<string, NetworkIORates>();
    private TopPage? _page;
    private PageReader? _pageReader;
    private readonly List<(long At, TopProcess Process)> _ended = [];
    private int _round;

    /// <summary>Where the last values of each process are kept; null if they are not.</summary>
    public ProcessCurves? Curves { get; init; }

    /// <summary>Takes a sample.</summary>
    /// <param name="extra">What else is read of each process.</param>
    /// <param name="arguments">How much of the arguments of each process is shown; they are not read where only names are.</param>
    /// <param name="page">The page that is shown in place of the processes; null for none.</param>
    /// <param name="estimatesPower">Whether the power of each process is estimated.</param>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public TopSample Take(ProcessFields extra, ArgumentForm arguments, TopPage? page = null, bool estimatesPower = false)
    {
        MeasureEnergy(estimatesPower);
        TopProcess[] processes = TakeProcesses(extra, arguments);
        TopSample sample = TakeMachine() with
        {
            Processes = processes,
            Curves = Curves,
            Ended = [.. _ended.Select(ended => ended.Process)],
            Tasks = TaskCounts.Of(processes),
            Interfaces = _interfaces,
            DiskDevices = _diskDevices,
            DiskRates = _diskRates,
            InterfaceRates = _interfaceRates,
            Health = _health.Read(),
        };
        return sample with { Page = TakePage(page, sample) };
    }

    /// <summary>Takes a sample of only the machine.</summary>
    public TopSample TakeMachine()
    {
        Gaps gaps = new();
        CpuTimes? cpu = gaps.ReadValue(Cpu, machine.Cpu.GetTimes);
        CpuTimesPercent? shares = cpu is { } cpuNow && _cpu is { } cpuBefore ? cpuNow.PercentSince(cpuBefore) : null;
        IReadOnlyList<CpuCoreTimes>? cores = gaps.Read("cores", machine.Cpu.GetTimesPerCpu);
        TopSample sample = new()
        {
            Time = clock.GetUtcNow(),
            CpuShares = shares,
            CpuPercent = shares?.Busy,
            Cores = CoresSince(cores ?? [], _cores),
            Memory = gaps.Read(Memory, machine.Memory.GetVirtual),
            Swap = gaps.ReadValue(Swap, machine.Memory.GetSwap),
            Load = gaps.ReadValue("load", machine.Cpu.GetLoadAverage),
            Uptime = gaps.ReadValue("uptime", machine.GetBootTime) is { } start ? clock.GetUtcNow() - start : null,
            Network = gaps.ReadValue(Network, ReadNetwork) is { } network
                ? new Traffic(network.BytesReceivedPerSecond, network.BytesSentPerSecond)
                : null,
            Disks = gaps.ReadValue(Disks, ReadDisks) is { } disks ? new Traffic(disks.ReadBytesPerSecond, disks.WriteBytesPerSecond) : null,
            Missing = gaps.All.ToDictionary(gap => gap.Place, gap => gap.Reason),
        };
        (_cpu, _cores) = (cpu, cores);
        return sample;
    }

    public void Dispose()
    {
        _monitor?.Dispose();
        _extraMonitor?.Dispose();
        _pageReader?.Dispose();
    }

    // A page keeps its reader while it is shown, so that its next rows can be compared with these.
    private (TopPage, PageTable)? TakePage(TopPage? page, TopSample sample)
    {
        if (page != _page)
        {
            _pageReader?.Dispose();
            (_page, _pageReader) = (page, page?.Open?.Invoke(machine));
        }

        return page is null || _pageReader is null ? null : (page, _pageReader.Read(sample));
    }

    private NetworkIORates? ReadNetwork()
    {
        if (_network is not null)
        {
            NetworkIOReading? reading = _network.Read();
            _interfaceRates = reading?.PerInterface ?? new Dictionary<string, NetworkIORates>();
            _interfaces = Busiest(
                _interfaceRates
                    .Where(pair => !IsLoopback(pair.Key))
                    .Select(pair => new DeviceTraffic(
                        pair.Key,
                        new Traffic(pair.Value.BytesReceivedPerSecond, pair.Value.BytesSentPerSecond)
                    ))
            );
            return reading?.Total;
        }

        _network = machine.Network.CreateMeter();
        return null;
    }

    private DiskIORates? ReadDisks()
    {
        if (_disks is not null)
        {
            DiskIOReading? reading = _disks.Read();
            _diskRates = reading?.PerDisk ?? new Dictionary<string, DiskIORates>();
            _diskDevices = Busiest(
                _diskRates.Select(pair => new DeviceTraffic(
                    pair.Key,
                    new Traffic(pair.Value.ReadBytesPerSecond, pair.Value.WriteBytesPerSecond),
                    pair.Value.BusyPercent
                ))
            );
            return reading?.Total;
        }

        _disks = machine.Disks.CreateMeter();
        return null;
    }

    private static bool IsLoopback(string name) => name is "lo" or "lo0" || name.StartsWith("Loopback", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<DeviceTraffic> Busiest(IEnumerable<DeviceTraffic> devices) =>
        [
            .. devices
                .OrderByDescending(device => (device.Traffic.In ?? 0) + (device.Traffic.Out ?? 0))
                .ThenBy(device => device.Name, StringComparer.Ordinal),
        ];

    private TopProcess[] TakeProcesses(ProcessFields extra, ArgumentForm arguments)
    {
        _monitor ??= machine.Processes.CreateMonitor(Counted);
        ProcessChanges changes = _monitor.Refresh();
        KeepEnded(changes.Exited);

        Dictionary<ProcessIdentity, MonitoredProcess>? extras = TakeExtra(extra);
        _round = (_round + 1) % CaptionRounds;
        IReadOnlyList<MonitoredProcess> monitored = _monitor.Processes;
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset justNow = now - MarkTime;
        Curves?.Begin(now);
        TopProcess[] processes = new TopProcess[monitored.Count];
        for (int index = 0; index < processes.Length; index++)
        {
            MonitoredProcess process = monitored[index];
            MonitoredProcess? traffic = extras?.GetValueOrDefault(process.Identity);
            ProcessLife life = process.Snapshot.CreateTime > justNow ? ProcessLife.Started : ProcessLife.Running;
            ProcessCaption caption = CaptionOf(process, arguments, out TopProcess? before);
            if (traffic is null && _energy is null && caption.Shown is { } shown && shown.Shows(process, life))
            {
                // Its snapshot is the one before: it did nothing.
                processes[index] = shown;
                continue;
            }

            processes[index] = caption.Shown = new TopProcess(
                process.Snapshot,
                caption,
                process.CpuPercent,
                process.CpuPercentOfMachine,
                traffic?.IORates is { } rates ? new Traffic(rates.ReadBytesPerSecond, rates.WriteBytesPerSecond) : null,
                traffic?.Snapshot.Unavailable.TryGetValue(ProcessFields.IOCounters, out Unavailability why) == true ? why.Reason : null,
                life,
                traffic?.Snapshot,
                GpuPercent: traffic?.GpuPercent,
                Network: traffic?.NetworkRates is { } network
                    ? new Traffic(network.BytesReceivedPerSecond, network.BytesSentPerSecond)
                    : null,
                Power: PowerOf(process)
            );
            Curves?.Add(before, processes[index]);
        }

        return processes;
    }

    private void MeasureEnergy(bool isWanted)
    {
        if (!isWanted)
        {
            _energy = null;
            return;
        }

        if (_energy is null)
        {
            _energy = new EnergyEstimate(machine);
            _energy.Begin();
        }
        else
        {
            _energy.Measure();
        }
    }

    private PowerEstimate? PowerOf(MonitoredProcess process) =>
        _energy is null ? null
        : _energy.IsPending ? default(PowerEstimate)
        : new PowerEstimate(_energy.WattsOf(process.CpuPercent), _energy.Missing);

    private void KeepEnded(IReadOnlyList<MonitoredProcess> exited)
    {
        long now = clock.GetTimestamp();
        _ended.RemoveAll(ended => clock.GetElapsedTime(ended.At, now) >= MarkTime);
        foreach (MonitoredProcess process in exited)
        {
            if (_captions.Remove(process.Identity, out ProcessCaption? caption) && _ended.Count < MostEnded)
            {
                _ended.Add((now, new TopProcess(process.Snapshot, caption, Life: ProcessLife.Ended)));
            }
        }
    }

    private Dictionary<ProcessIdentity, MonitoredProcess>? TakeExtra(ProcessFields fields)
    {
        if (fields != _extraFields)
        {
            _extraMonitor?.Dispose();
            (_extraMonitor, _extraFields) = (null, fields);
        }

        if (fields == ProcessFields.None)
        {
            return null;
        }

        _extraMonitor ??= machine.Processes.CreateMonitor(fields);
        _extraMonitor.Refresh();
        return _extraMonitor.Processes.ToDictionary(process => process.Identity);
    }

    private ProcessCaption CaptionOf(MonitoredProcess process, ArgumentForm arguments, out TopProcess? before)
    {
        _captions.TryGetValue(process.Identity, out ProcessCaption? known);
        before = known?.Shown;

        // A program that executes another one changes its name. A kernel thread has no arguments, and its user does not change.
        if (
            known is not null
            && known.Form == arguments
            && known.Name == process.Snapshot.Name
            && (process.Snapshot.IsKernelThread == true || process.Pid % CaptionRounds != _round)
        )
        {
            return known;
        }

        ProcessSnapshot snapshot = machine.Processes.FromIdentity(process.Identity).Capture(ProcessCaption.FieldsFor(arguments));
        bool isGone =
            snapshot.Unavailable.TryGetValue(ProcessFields.UserName, out Unavailability why) && why.Reason == UnavailableReason.Gone;
        return isGone && known is not null ? known : _captions[process.Identity] = new ProcessCaption(snapshot, arguments);
    }

    private static CoreUse[] CoresSince(IReadOnlyList<CpuCoreTimes> now, IReadOnlyList<CpuCoreTimes>? before)
    {
        Dictionary<int, CpuTimes> earlier = before?.ToDictionary(core => core.Number, core => core.Times) ?? [];
        return
        [
            .. now.Select(core =>
            {
                CpuTimesPercent? shares = earlier.TryGetValue(core.Number, out CpuTimes times) ? core.Times.PercentSince(times) : null;
                return new CoreUse(core.Number, shares?.Busy, shares);
            }),
        ];
    }
}
