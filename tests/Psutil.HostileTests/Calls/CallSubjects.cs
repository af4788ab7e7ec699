using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Psutil.Recording;

namespace Psutil.HostileTests.Calls;

/// <summary>
/// What the public calls are made on and with. All are this program's own: a child that sleeps, a listening socket, a temporary file. A call
/// of a new type, or with a parameter of a new type, needs a line here; until then the test fails.
/// </summary>
internal sealed class CallSubjects : ICallSubjects, IDisposable
{
    /// <summary>In the names of calls that end the process they are made on: each gets a child of its own.</summary>
    private static readonly string[] EndTheirProcess = ["Kill", "Terminate"];

    /// <summary>Calls that reflection cannot make, because they take a span.</summary>
    private static readonly Dictionary<string, Func<object?>> ByHand = new()
    {
        ["OSText.GetString(ReadOnlySpan`1)"] = () => OSText.GetString("caf\xE9\xFF and more"u8),
    };

    /// <summary>What the system of these tests does not have.</summary>
    private static readonly Type[] NotHere = [typeof(ServiceManager)];

    /// <summary>What only a fake returns to its user; a <see cref="ChildProcess"/> makes these calls when its own are made.</summary>
    private static readonly Type[] BehindOthers = [typeof(StartedProgram)];

    private static readonly MachineOptions OtherRoots = new() { ProcPath = "/proc/.", SysPath = "/sys/." };

    private readonly ChildProcess _child = StartChild();
    private readonly OSProcess _process;
    private readonly Process _runtimeProcess;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _file = Path.GetTempFileName();
    private readonly MonitoredProcess _monitored = FindMonitored();
    private readonly CpuTimes _earlier = Machine.Local.Cpu.GetTimes();
    private readonly NetworkIOCounters _networkCounters = Machine.Local.Network.GetIOCounters()!.Value;
    private readonly DiskIOCounters _diskCounters = Machine.Local.Disks.GetIOCounters()!.Value;
    private readonly RecordingSubjects _recordings = new();
    private readonly List<IDisposable> _releasedAfterCall = [];
    private readonly Dictionary<Type, Func<object>> _subjects;
    private readonly Dictionary<Type, Func<object>> _newSubjects;
    private readonly Dictionary<Type, Func<object?>> _arguments;
    private readonly Dictionary<Type, Func<object>> _found = [];

    public CallSubjects()
    {
        _listener.Start();
        _process = Machine.Local.Processes.FromIdentity(_child.Identity);
        _runtimeProcess = Process.GetProcessById(_child.Pid);
        Machine machine = Machine.Local;
        _subjects = new()
        {
            [typeof(Machine)] = () => machine,
            [typeof(Cpu)] = () => machine.Cpu,
            [typeof(CpuTimes)] = () => machine.Cpu.GetTimes(),
            [typeof(Memory)] = () => machine.Memory,
            [typeof(Disks)] = () => machine.Disks,
            [typeof(Network)] = () => machine.Network,
            [typeof(Sensors)] = () => machine.Sensors,
            [typeof(Gpus)] = () => machine.Gpus,
            [typeof(Processes)] = () => machine.Processes,
            [typeof(Cgroups)] = () => machine.Cgroups!,
            [typeof(CgroupSnapshot)] = () => machine.Cgroups!.Capture(CgroupFields.Cpu).Groups[0],
            [typeof(OSProcess)] = () => _process,
            [typeof(MonitoredProcess)] = () => _monitored,
            [typeof(MonitoredCgroup)] = FindMonitoredCgroup,
            [typeof(Energy)] = () => machine.Energy!,
            [typeof(ChildProcess)] = () => _child,
            [typeof(Recording.Recording)] = () => _recordings.Recording,
            [typeof(RecordedMachine)] = () => _recordings.Machine,
            [typeof(RecordingTimeline)] = () => new RecordingTimeline(RecordingSubjects.Directory, TimeSpan.FromMinutes(1)),
            [typeof(RecordedSpan)] = () => Keep(_recordings.Machine.CreateSpanMeter()).Read(),
        };

        // Made for one call that uses it up. What a monitor holds depends on how many processes others start.
        _newSubjects = new()
        {
            [typeof(Machine)] = () => Keep(Machine.Open(OtherRoots)),
            [typeof(ProcessMonitor)] = () => Keep(machine.Processes.CreateMonitor()),
            [typeof(CgroupMonitor)] = () => Keep(machine.Cgroups!.CreateMonitor()),
            [typeof(ProcessNetworkMeter)] = () => Keep(machine.Processes.CreateNetworkMeter()),
            // Nobody reads it: what other processes do would pile up in its queue, and look like a leak of whatever is called meanwhile.
            [typeof(ProcessWatch)] = () => Keep(machine.Processes.Watch(new ProcessWatchOptions { QueueCapacity = 16 })),
            [typeof(MachineRecorder)] = () => Keep(_recordings.OpenRecorder()),
            [typeof(RecordedSpanMeter)] = () => Keep(_recordings.Machine.CreateSpanMeter()),
            [typeof(ChildProcess)] = () => Keep(StartChild()),
            [typeof(OSProcess)] = () => machine.Processes.FromIdentity(Keep(StartChild()).Identity),
            [typeof(TrackedTree)] = () => Keep(machine.Processes.TrackTree(Keep(StartChild()))),
        };
        _arguments = new()
        {
            [typeof(ProcessIdentity)] = () => _process.Identity,
            [typeof(CgroupFields)] = () => CgroupFields.All,
            [typeof(ConnectionKinds)] = () => ConnectionKinds.All,
            [typeof(VirtualMemory)] = () => machine.Memory.GetVirtual(),
            [typeof(ProcessSnapshot)] = () => _process.Capture(ProcessFields.None),
            [typeof(ProcessMemoryKind)] = () => ProcessMemoryKind.Rss,
            [typeof(ResourceKind)] = () => ResourceKind.OpenFiles,
            [typeof(ResourceLimit)] = () => _process.GetResourceLimit(ResourceKind.OpenFiles),
            [typeof(IOPriorityClass)] = () => IOPriorityClass.BestEffort,
            [typeof(WindowsIOPriority)] = () => WindowsIOPriority.Low,
            [typeof(ProcessPriorityClass)] = () => ProcessPriorityClass.BelowNormal,
            [typeof(Signal)] = () => Signal.Continue,
            [typeof(CpuTimes)] = () => _earlier,
            [typeof(DiskIOCounters)] = () => _diskCounters,
            [typeof(NetworkIOCounters)] = () => _networkCounters,
            [typeof(GpuEngine)] = () => new GpuEngine { BusyTime = TimeSpan.FromSeconds(1) },
            [typeof(EnergyReading)] = () =>
                new EnergyReading
                {
                    Elapsed = TimeSpan.FromSeconds(1),
                    Zones = [],
                    Watts = 10,
                },
            [typeof(IReadOnlyList<ProcessGpuCounters>)] = () => _process.GetGpu(),
            [typeof(IReadOnlyList<CpuCoreFrequency>)] = machine.Cpu.GetFrequencyPerCpu,
            [typeof(IReadOnlyDictionary<string, DiskIOCounters>)] = machine.Disks.GetIOCountersPerDisk,
            [typeof(IEnumerable<DiskPartition>)] = () => machine.Disks.GetPartitions(),
            [typeof(IEnumerable<ProcessMemoryMap>)] = () => _process.GetMemoryMaps(),
            [typeof(Process)] = () => _runtimeProcess,
            [typeof(ProcessStartInfo)] = () => new ProcessStartInfo("/bin/true"),
            [typeof(MachineOptions)] = () => OtherRoots,
            [typeof(ProcessWatchOptions)] = () => null,
            [typeof(ProcessNetworkMeterOptions)] = () => null,
            [typeof(KillTreeOptions)] = () => null,
            [typeof(TrackTreeOptions)] = () => null,
            [typeof(StartOptions)] = () =>
                new StartOptions
                {
                    NewSession = true,
                    DieWithParent = true,
                    OnDispose = ChildDisposal.Kill,
                },
            [typeof(OSProcess)] = () => _process,
            [typeof(Func<ProcessSnapshot, bool>)] = () => (Func<ProcessSnapshot, bool>)(_ => false),
            [typeof(Action<KillTreeExit>)] = () => (Action<KillTreeExit>)(_ => { }),
            [typeof(IReadOnlyCollection<int>)] = () => _process.GetCpuAffinity(),
            [typeof(IReadOnlyCollection<OSProcess>)] = () => new[] { _process },
            [typeof(Action<ProcessExit>)] = () => (Action<ProcessExit>)(_ => { }),
            [typeof(CancellationToken)] = () => CancelSoon(),
            [typeof(Action<MachineRecorder>)] = () => (Action<MachineRecorder>)(_ => { }),
            [typeof(DateTimeOffset)] = () => DateTimeOffset.MaxValue,
            [typeof(bool)] = () => true,
            [typeof(string)] = () => _file,
        };
    }

    /// <summary>Whether a type only holds values: its getters read nothing.</summary>
    public static bool IsData(Type type) =>
        type.IsValueType
        || (
            type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).All(method => method.IsSpecialName)
            && !type.IsAbstract
        )
        || type.GetMethod("<Clone>$") is not null;

    /// <summary>Whether a call can be made here, and why not.</summary>
    public string? FindObstacle(MethodInfo method)
    {
        Type type = method.DeclaringType!;
        return ByHand.ContainsKey(PublicCall.NameOf(method)) ? null
            : !method.IsStatic && FindMaker(type) is null ? $"no instance of {type.Name} is made"
            : method.GetParameters().FirstOrDefault(parameter => !CanMake(parameter)) is { } parameter
                ? $"no argument is made for {parameter.ParameterType.Name} {parameter.Name}"
            : null;
    }

    /// <summary>What this system lacks, as the library says itself, and what cannot be had by itself.</summary>
    public static bool IsNotHere(MethodInfo method) =>
        BehindOthers.Contains(method.DeclaringType) || (NotHere.Contains(method.DeclaringType) && Machine.Local.Services is null);

    public static Func<object?>? FindByHand(string name) => ByHand.GetValueOrDefault(name);

    public object Get(MethodInfo method) =>
        UsesUpItsSubject(method) && _newSubjects.TryGetValue(method.DeclaringType!, out Func<object>? make)
            ? make()
            : FindMaker(method.DeclaringType!)!();

    /// <inheritdoc/>
    public void Release()
    {
        foreach (IDisposable disposable in _releasedAfterCall)
        {
            disposable.Dispose();
        }

        _releasedAfterCall.Clear();
    }

    public object? MakeArgument(MethodInfo method, ParameterInfo parameter) =>
        parameter.IsOut ? null
        : parameter.ParameterType == typeof(int) ? MakeNumber(parameter.Name!)
        : parameter.ParameterType == typeof(ProcessFields) ? MakeFields(method)
        : method.DeclaringType == typeof(Recording.Recording) && parameter.ParameterType == typeof(string) ? RecordingSubjects.Directory
        : method.Name is nameof(Recording.Recording.Summarize) or nameof(Recording.Recording.ReadLoad) && parameter.Name == "from"
            ? DateTimeOffset.MinValue
        : (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) == typeof(TimeSpan) ? MakeTime(method)
        : _arguments.TryGetValue(parameter.ParameterType, out Func<object?>? make) ? make()
        : parameter.DefaultValue;

    public void Dispose()
    {
        _runtimeProcess.Dispose();
        _child.Dispose();
        _listener.Dispose();
        _recordings.Dispose();
        File.Delete(_file);
    }

    private static MonitoredProcess FindMonitored()
    {
        using ProcessMonitor monitor = Machine.Local.Processes.CreateMonitor(ProcessFields.All);
        monitor.Refresh();
        return monitor.Processes.First(process => process.Pid == Environment.ProcessId);
    }

    private static MonitoredCgroup FindMonitoredCgroup()
    {
        using CgroupMonitor monitor = Machine.Local.Cgroups!.CreateMonitor(CgroupFields.None);
        monitor.Refresh();
        return monitor.Groups[0];
    }

    private static ChildProcess StartChild() =>
        Machine.Local.Processes.Start(new ProcessStartInfo("/bin/sleep", "1000"), killOnDispose: true);

    /// <summary>
    /// An instance of a type: one that is named here, or what a facet, a process or a monitor returns when it is asked without arguments, as
    /// meters are.
    /// </summary>
    private Func<object>? FindMaker(Type type)
    {
        if (
            _subjects.TryGetValue(type, out Func<object>? maker)
            || _newSubjects.TryGetValue(type, out maker)
            || _found.TryGetValue(type, out maker)
        )
        {
            return maker;
        }

        if (_arguments.TryGetValue(type, out Func<object?>? argument))
        {
            return () => argument()!;
        }

        MethodInfo? creator = _subjects
            .Keys.SelectMany(subject => subject.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .FirstOrDefault(method => method.ReturnType == type && method.GetParameters().Length == 0);
        if (creator is null)
        {
            return null;
        }

        object found = creator.Invoke(_subjects[creator.DeclaringType!](), null)!;
        return _found[type] = () => found;
    }

    private static bool UsesUpItsSubject(MethodInfo method) =>
        method.Name == nameof(IDisposable.Dispose) || EndTheirProcess.Any(part => method.Name.Contains(part, StringComparison.Ordinal));

    private T Keep<T>(T disposable)
        where T : IDisposable
    {
        _releasedAfterCall.Add(disposable);
        return disposable;
    }

    private bool CanMake(ParameterInfo parameter) =>
        parameter.IsOut
        || parameter.HasDefaultValue
        || parameter.ParameterType == typeof(int)
        || parameter.ParameterType == typeof(ProcessFields)
        || parameter.ParameterType == typeof(TimeSpan)
        || parameter.ParameterType == typeof(TimeSpan?)
        || _arguments.ContainsKey(parameter.ParameterType);

    private object MakeNumber(string name) =>
        name switch
        {
            "pid" => _process.Pid,
            "port" => ((IPEndPoint)_listener.LocalEndpoint).Port,
            "nice" => 1,
            "level" => 1,
            "number" => 18,
            "maxDegreeOfParallelism" => 2,
            _ => throw new InvalidOperationException($"No number is made for {name}."),
        };

    // Of all processes without what the kernel walks all their pages for: that is read of one.
    private static ProcessFields MakeFields(MethodInfo method) =>
        method.DeclaringType == typeof(Processes)
            ? ProcessFields.All & ~(ProcessFields.MemoryMaps | ProcessFields.MemoryFootprint)
            : ProcessFields.All;

    // A process that does not end is waited for in vain; a question is answered well within its time.
    private static TimeSpan MakeTime(MethodInfo method) =>
        method.Name.Contains("Wait", StringComparison.Ordinal) || method.Name.Contains("Percent", StringComparison.Ordinal)
            ? TimeSpan.FromMilliseconds(1)
            : TimeSpan.FromMinutes(1);

    private CancellationToken CancelSoon() => Keep(new CancellationTokenSource(TimeSpan.FromMilliseconds(20))).Token;
}
