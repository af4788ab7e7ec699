using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>
/// What every BSD and macOS backend does with answers that are cut, noise, without end, or not in UTF-8: on every system, version and
/// architecture.
/// </summary>
public sealed class HostileAnswerTests
{
    private const int Worker = 700;

    private static readonly Func<Machine, object?>[] Questions =
    [
        machine => machine.Cpu.GetTimes(),
        machine => machine.Cpu.GetTimesPerCpu(),
        machine => machine.Cpu.GetLogicalCount(),
        machine => machine.Cpu.GetPhysicalCount(),
        machine => machine.Cpu.GetAvailableCount(),
        machine => machine.Cpu.GetStatistics(),
        machine => machine.Cpu.GetLoadAverage(),
        machine => machine.Cpu.GetTopology(),
        machine => machine.GetHardware(),
        machine => machine.GetVirtualization(),
        machine => machine.Memory.GetVirtual(),
        machine => machine.Memory.GetSwap(),
        machine => machine.Disks.GetPartitions(all: true),
        machine => machine.Disks.GetIOCountersPerDisk(),
        machine => machine.Network.GetIOCountersPerInterface(),
        machine => machine.Network.GetInterfaceStates(),
        machine => machine.Network.GetInterfaceAddresses(),
        machine => machine.Network.GetConnections(ConnectionKinds.All),
        machine => machine.GetBootTime(),
        machine => machine.GetUserSessions(),
        machine => machine.Processes.GetPids(),
        machine => machine.Processes.Exists(Worker),
        machine => machine.Processes.Capture(machine.Processes.SupportedFields),
    ];

    // PlatformAttributeTests holds which systems do not offer these.
    private static readonly Func<Machine, object?>[] QuestionsOfSome =
    [
        machine => machine.Cpu.GetFrequencyPerCpu(),
        machine => machine.Sensors.GetTemperatures(),
        machine => machine.Sensors.GetBattery(),
    ];

    public static TheoryData<string, string, string> Systems() => SystemTests.Systems();

    [Theory]
    [MemberData(nameof(Systems))]
    public void AnswersThatAreCutThrowNothingButTheirName(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        OSProcess worker = machine.Processes.Get(Worker);
        for (int kept = 0; kept < 700; kept += 11)
        {
            kernel.Sysctl.Distort = (_, value) => value[..Math.Min(kept, value.Length)];
            AskAll(machine);
            CheckCapture(machine, worker);
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void AnswersThatLackTheirEndThrowNothingButTheirName(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        OSProcess worker = machine.Processes.Get(Worker);
        for (int missing = 1; missing < 32; missing += 3)
        {
            kernel.Sysctl.Distort = (_, value) => value[..Math.Max(0, value.Length - missing)];
            AskAll(machine);
            CheckCapture(machine, worker);
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void NoiseThrowsNothingButItsName(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        OSProcess worker = machine.Processes.Get(Worker);
        Random random = new(20260101);
        for (int round = 0; round < 100; round++)
        {
            kernel.Sysctl.Distort = (_, value) =>
            {
                byte[] changed = [.. value];
                for (int change = 0; value.Length > sizeof(long) && change < 8; change++)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                return changed;
            };
            AskAll(machine);
            CheckCapture(machine, worker);
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ATableWithoutEndIsGivenUp(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        int readings = 0;

        // One that has grown beyond the room each time it is read.
        kernel.On("sysctl", call =>
        {
            readings++;
            ref nint length = ref call.Target<nint>(3);
            length = call.IsNull(2) ? 4096 : length;
            return call.IsNull(2) ? 0 : throw new SystemCallFailedException(kernel.Abi.Constant("ENOMEM"));
        });
        SystemCallException failure = Assert.Throws<SystemCallException>(() => machine.Network.GetIOCountersPerInterface());
        Assert.Equal(kernel.Abi.Constant("ENOMEM"), failure.ErrorCode);
        Assert.InRange(readings, 5, 50);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void NamesThatAreNotUtf8LoseNoByte(string folder, string version, string architecture)
    {
        SimulatedMachine simulated = new();
        byte[] program = [(byte)'/', 0xFF, (byte)'w'];
        string path = OSText.GetString(program);
        simulated.Replace(
            simulated.Find(Worker)! with
            {
                NameBytes = [0xFF, (byte)'w'],
                Arguments = [program, [0xC3], [0xE2, 0x82], []],
                Environment =
                [
                    [(byte)'A', (byte)'=', 0xFE],
                    [0xFD, (byte)'=', (byte)'1'],
                ],
                ExecutablePath = path,
                WorkingDirectory = path,
                Files = [(3, path)],
            }
        );
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine, simulated);
        OSProcess worker = machine.Processes.Get(Worker);
        Assert.Equal([0xFF, (byte)'w'], OSText.GetBytes(worker.GetName()));
        Assert.Equal([program, [0xC3], [0xE2, 0x82], []], worker.GetCommandLine().Select(OSText.GetBytes));
        Assert.Equal([(byte)0xFE], OSText.GetBytes(worker.GetEnvironment()["A"]));
        Assert.Equal("1", worker.GetEnvironment()["\uDCFD"]);
        Assert.Equal(program, OSText.GetBytes(worker.GetWorkingDirectory()!));
        ProcessSnapshot snapshot = worker.Capture(machine.Processes.SupportedFields);
        Assert.Equal(machine.Processes.SupportedFields.HasFlag(ProcessFields.ExecutablePath) ? path : null, snapshot.ExecutablePath);
        Assert.Equal(
            machine.Processes.SupportedFields.HasFlag(ProcessFields.OpenFiles)
                ? [new ProcessOpenFile { Path = path, FileDescriptor = 3 }]
                : null,
            snapshot.OpenFiles
        );
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void WithoutTheBootTimeASnapshotStillThrowsNothing(string folder, string version, string architecture)
    {
        using SimulatedKernel kernel = Boot(folder, version, architecture, out Machine machine);
        OSProcess worker = machine.Processes.Get(Worker);
        kernel.Sysctl.Distort = (_, value) => value.Length == 16 ? [] : value;
        ProcessSnapshot snapshot = worker.Capture(ProcessFields.Name | ProcessFields.Nice);
        Assert.Equal(worker.Identity, snapshot.Identity);

        // Two systems write the start down by the clock of then, and need no boot time.
        UnavailableReason? expected = folder is "FreeBsd" or "OpenBsd" ? UnavailableReason.Malformed : null;
        UnavailableReason? reason = snapshot.Unavailable.TryGetValue(ProcessFields.Nice, out Unavailability why) ? why.Reason : null;
        Assert.Equal(expected, reason);
        Assert.Throws<MalformedDataException>(() => machine.GetBootTime());
    }

    private static void AskAll(Machine machine)
    {
        foreach (Func<Machine, object?> question in Questions)
        {
            Exception? thrown = Record.Exception(() => question(machine));
            Assert.True(thrown is null or PsutilException, thrown?.ToString());
        }

        foreach (Func<Machine, object?> question in QuestionsOfSome)
        {
            Exception? thrown = Record.Exception(() => question(machine));
            Assert.True(thrown is null or PsutilException, thrown?.ToString());
        }
    }

    // A snapshot throws nothing at all, and tells of each field what it is or why it is not.
    private static void CheckCapture(Machine machine, OSProcess worker)
    {
        ProcessSnapshot snapshot = worker.Capture(machine.Processes.SupportedFields);
        Assert.Equal(Worker, snapshot.Pid);
        Assert.True(snapshot.Name is not null || snapshot.Unavailable.ContainsKey(ProcessFields.Name));
        Assert.True(snapshot.Memory is not null || snapshot.Unavailable.ContainsKey(ProcessFields.Memory));
        Assert.True(snapshot.CommandLine is not null || snapshot.Unavailable.ContainsKey(ProcessFields.CommandLine));
    }

    private static SimulatedKernel Boot(
        string folder,
        string version,
        string architecture,
        out Machine machine,
        SimulatedMachine? simulated = null
    )
    {
        SimulatedSystem system = SimulatedSystem.Named(folder);
        SimulatedKernel kernel = system.Boot(AbiTable.Load(system.Name, version, architecture), simulated ?? new SimulatedMachine());
        machine = system.Open(kernel.Abi);
        return kernel;
    }
}
