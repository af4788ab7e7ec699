using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>
/// What a system does not offer says so by an attribute, so that the compiler (CA1416) tells who calls it: each public member of the
/// machine, its facets and its processes is called on each simulated system. The members are found by themselves.
/// </summary>
public sealed class PlatformAttributeTests
{
    // What has nothing to do with the system, or needs the caller's own code.
    private static readonly HashSet<string> NotCalled =
    [
        "OSProcess.Equals",
        "OSProcess.GetHashCode",
        "OSProcess.ToString",
        "OSProcess.KillTree",
        "Processes.Start",
        "Processes.WaitAll",
        "Processes.WaitAllAsync",
        "Processes.WaitForProcess",
        "Processes.WaitForProcessAsync",
        "Processes.TrackTree",
        "Processes.CreateMonitor",
        "Processes.TrackTree",
        "Processes.WaitForProcess",
        "Processes.WaitForProcessAsync",
        "OSProcess.KillTreeAsync",
        "OSProcess.OpenProcess",
        "Processes.FindFileHoldersAsync",
        "Processes.FindHoldersBelowAsync",
        "Processes.Watch",
        "Cpu.CreateMeter",
    ];

    private static readonly Dictionary<Type, object?> Arguments = new()
    {
        [typeof(bool)] = false,
        [typeof(int)] = 1,
        [typeof(string)] = "/",
        [typeof(TimeSpan)] = TimeSpan.FromMilliseconds(1),
        [typeof(TimeSpan?)] = TimeSpan.Zero,
        [typeof(CancellationToken)] = new CancellationToken(canceled: true),
        [typeof(ConnectionKinds)] = ConnectionKinds.Inet,
        [typeof(IOPriorityClass)] = IOPriorityClass.BestEffort,
        [typeof(WindowsIOPriority)] = WindowsIOPriority.Low,
        [typeof(Process)] = Process.GetCurrentProcess(),
        [typeof(IReadOnlyCollection<int>)] = (int[])[0],
        [typeof(ProcessFields)] = ProcessFields.Name,
        [typeof(ProcessIdentity)] = new ProcessIdentity(700, null),
        [typeof(ProcessSnapshot)] = new ProcessSnapshot(new ProcessIdentity(700, null)),
        [typeof(ProcessNetworkMeterOptions)] = new ProcessNetworkMeterOptions(),
        [typeof(ProcessMemoryKind)] = ProcessMemoryKind.Rss,
        [typeof(ProcessSnapshot)] = new ProcessSnapshot(new ProcessIdentity(700, null)),
        [typeof(ProcessPriorityClass)] = ProcessPriorityClass.Idle,
        [typeof(ResourceKind)] = ResourceKind.OpenFiles,
        [typeof(ResourceLimit)] = new ResourceLimit(64, 64),
        [typeof(IEnumerable<DiskPartition>)] = (DiskPartition[])[],
        [typeof(IReadOnlyDictionary<string, DiskIOCounters>)] = new Dictionary<string, DiskIOCounters>(),
        [typeof(Signal)] = Signal.Stop,
    };

    public static TheoryData<string, string> Systems() =>
        [
            .. from system in SimulatedSystem.All
            from table in AbiTable.All(system.Name)
            where table.Version == AbiTable.BaseVersion
            select (system.Folder, table.Architecture),
        ];

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task WhatIsAttributedAsMissingIsMissingAndNothingElseIs(string folder, string architecture)
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        using SimulatedKernel kernel = system.Boot(AbiTable.Load(system.Name, AbiTable.BaseVersion, architecture), new SimulatedMachine());
        Machine machine = system.Open(kernel.Abi);
        (Type Type, object Subject)[] subjects =
        [
            (typeof(Machine), machine),
            (typeof(Cpu), machine.Cpu),
            (typeof(Memory), machine.Memory),
            (typeof(Disks), machine.Disks),
            (typeof(Network), machine.Network),
            (typeof(Sensors), machine.Sensors),
            (typeof(Gpus), machine.Gpus),
            (typeof(Processes), machine.Processes),
            (typeof(OSProcess), machine.Processes.Get(700)),
        ];
        List<string> wrong = [];
        int missing = 0;
        foreach ((Type type, object subject) in subjects)
        {
            foreach (MethodInfo method in MethodsOf(type))
            {
                bool isOffered = !await SaysNotSupported(method, subject);
                missing += isOffered ? 0 : 1;
                if (isOffered != IsAttributedFor(method, system.Name))
                {
                    wrong.Add($"{type.Name}.{method.Name} is {(isOffered ? "" : "not ")}offered by {folder}");
                }
            }
        }

        Assert.Empty(wrong);

        // NetBSD lacks most: 31, of which three are of the GPUs. Far more would mean that a call fails for another reason.
        Assert.InRange(missing, 5, 40);
    }

    [Fact]
    public void WhatIsNotCalledIsThere() =>
        Assert.All(NotCalled, name =>
            Assert.Contains(
                typeof(Machine).Assembly.GetExportedTypes().Single(type => type.FullName == $"Psutil.{name.Split('.')[0]}").GetMethods(),
                method => method.Name == name.Split('.')[1]
            )
        );

    private static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && !NotCalled.Contains($"{type.Name}.{method.Name}")
        select method;

    private static bool IsAttributedFor(MethodInfo method, string system)
    {
        string[] only = [.. method.GetCustomAttributes<SupportedOSPlatformAttribute>().Select(attribute => attribute.PlatformName)];
        return (only.Length == 0 || only.Contains(system))
            && method.GetCustomAttributes<UnsupportedOSPlatformAttribute>().All(attribute => attribute.PlatformName != system);
    }

    private static async Task<bool> SaysNotSupported(MethodInfo method, object subject)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.IsOut ? null : Arguments[parameter.ParameterType])];
        try
        {
            if (method.Invoke(subject, BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task task)
            {
                await task;
            }

            return false;
        }
        catch (PsutilNotSupportedException)
        {
            return true;
        }
        catch (Exception exception) when (exception is PsutilException or OperationCanceledException or ArgumentException)
        {
            return false;
        }
    }
}
