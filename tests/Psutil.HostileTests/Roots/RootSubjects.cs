using System.Reflection;
using Psutil.HostileTests.Calls;

namespace Psutil.HostileTests.Roots;

/// <summary>The facets, a process, a monitor and a meter of a machine that is read from other roots; and what they are asked for.</summary>
internal sealed class RootSubjects : ICallSubjects
{
    private Machine? _machine;
    private OSProcess? _process;
    private ProcessMonitor? _monitor;
    private CpuMeter? _cpuMeter;

    /// <summary>The calls that only read, and do not wait.</summary>
    public static IEnumerable<MethodInfo> FindReadCalls() =>
        PublicCall
            .FindAll()
            .Where(method => !method.IsStatic)
            .Where(method => IsRead(method.Name) && !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Where(method => IsSubject(method.DeclaringType!) && method.GetParameters().All(CanMake));

    /// <summary>Looks at another machine from now on.</summary>
    public void Use(Machine machine, ProcessIdentity process)
    {
        Release();
        _machine = machine;
        _process = machine.Processes.FromIdentity(process);
        _monitor?.Dispose();
        _monitor = null;
        _cpuMeter = null;
    }

    public object Get(MethodInfo method) =>
        method.DeclaringType!.Name switch
        {
            nameof(Machine) => _machine!,
            nameof(Cpu) => _machine!.Cpu,
            nameof(Memory) => _machine!.Memory,
            nameof(Disks) => _machine!.Disks,
            nameof(Network) => _machine!.Network,
            nameof(Sensors) => _machine!.Sensors,
            nameof(Gpus) => _machine!.Gpus,
            nameof(Energy) => _machine!.Energy!,
            nameof(Processes) => _machine!.Processes,
            nameof(OSProcess) => _process!,
            nameof(ProcessMonitor) => _monitor ??= _machine!.Processes.CreateMonitor(ProcessFields.All),
            _ => _cpuMeter ??= _machine!.Cpu.CreateMeter(),
        };

    public object? MakeArgument(MethodInfo method, ParameterInfo parameter) =>
        parameter.IsOut ? null
        : parameter.ParameterType == typeof(ProcessFields) ? ProcessFields.All
        : parameter.ParameterType == typeof(ConnectionKinds) ? ConnectionKinds.All
        : parameter.ParameterType == typeof(ProcessMemoryKind) ? ProcessMemoryKind.Rss
        : parameter.ParameterType == typeof(ResourceKind) ? ResourceKind.OpenFiles
        : parameter.ParameterType == typeof(bool) ? true
        : parameter.ParameterType == typeof(string) ? "/"
        : parameter.ParameterType == typeof(TimeSpan) ? TimeSpan.FromTicks(1)
        : parameter.ParameterType == typeof(int) ? (parameter.Name == "pid" ? _process!.Pid : 2)
        : null;

    public void Release() { }

    /// <summary>Closes what the monitor keeps open.</summary>
    public void Close()
    {
        _monitor?.Dispose();
        _monitor = null;
    }

    private static bool IsRead(string name) =>
        name is nameof(OSProcess.IsRunning) or nameof(ProcessMonitor.Refresh) or nameof(Processes.Exists)
        || new[] { "Get", "TryGet", "get_", "Read", "Capture", "Enumerate", "Find" }.Any(start =>
            name.StartsWith(start, StringComparison.Ordinal)
        );

    private static bool IsSubject(Type type) =>
        type == typeof(Machine)
        || type == typeof(Cpu)
        || type == typeof(CpuMeter)
        || type == typeof(Memory)
        || type == typeof(Disks)
        || type == typeof(Network)
        || type == typeof(Sensors)
        || type == typeof(Gpus)
        || type == typeof(Energy)
        || type == typeof(Processes)
        || type == typeof(OSProcess)
        || type == typeof(ProcessMonitor);

    private static bool CanMake(ParameterInfo parameter) =>
        parameter.IsOut
        || parameter.ParameterType.IsEnum
        || parameter.ParameterType.IsPrimitive
        || parameter.ParameterType == typeof(string)
        || parameter.ParameterType == typeof(TimeSpan)
        || parameter.ParameterType == typeof(TimeSpan?);
}
