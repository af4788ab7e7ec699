using System.Net;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.Systems;

/// <summary>The state of a simulated machine: what each system's kernel tells in its own layout.</summary>
public sealed class SimulatedMachine
{
    public const long BootSeconds = 1_700_000_000;
    public const int BootMicroseconds = 123_456;

    public int PageSize { get; init; } = 4096;

    public int CpuCount { get; init; } = 2;

    /// <summary>Ticks by CPU: user, nice, system, interrupts, idle.</summary>
    public long[][] CpuTicks
    {
        get => CpuClock?.Invoke() ?? field;
        init;
    } =
    [
        [1000, 200, 300, 40, 5000],
        [1100, 210, 310, 41, 5100],
    ];

    /// <summary>The same of a machine whose CPUs go on working.</summary>
    public Func<long[][]>? CpuClock { get; init; }

    public int TicksPerSecond { get; init; } = 127;

    public SimulatedProcessCollection Processes { get; } =
    [
        new(0, "kernel")
        {
            ParentPid = 0,
            IsKernel = true,
            Arguments = [],
            Environment = [],
            ExecutablePath = null,
            StartSeconds = BootSeconds,
            StartMicroseconds = BootMicroseconds,
            Files = [],
        },
        new(1, "init")
        {
            ParentPid = 0,
            UserIds = new()
            {
                Real = 0,
                Effective = 0,
                Saved = 0,
            },
            GroupIds = new()
            {
                Real = 0,
                Effective = 0,
                Saved = 0,
            },
            StartSeconds = BootSeconds + 1,
        },
        new(Environment.ProcessId, "tests")
        {
            ParentPid = 1,
            UserIds = new()
            {
                Real = 0,
                Effective = 0,
                Saved = 0,
            },
        },
        new(700, "worker") { ParentPid = Environment.ProcessId, StartSeconds = BootSeconds + 200 },
    ];

    public List<SimulatedSocket> Sockets { get; } =
    [
        new(ConnectionKinds.Tcp4, new IPEndPoint(IPAddress.Loopback, 8080), null, 1, 0xFFFF_8000_0000_1000, 700, 5),
        new(
            ConnectionKinds.Tcp6,
            new IPEndPoint(IPAddress.Parse("2001:db8::1"), 443),
            new IPEndPoint(IPAddress.Parse("2001:db8::2"), 51000),
            4,
            0xFFFF_8000_0000_2000,
            700,
            6
        ),
        new(ConnectionKinds.Udp4, new IPEndPoint(IPAddress.Any, 53), null, 0, 0xFFFF_8000_0000_3000, 1, 7),
        new(ConnectionKinds.Unix, null, null, 0, 0xFFFF_8000_0000_4000, 1, 8) { Path = "/var/run/log" },
    ];

    /// <summary>Packets of 1000 bytes that went through the loopback interface.</summary>
    public long LoopbackPackets { get; set; }

    /// <summary>Which signals were sent to whom.</summary>
    public List<(int Pid, int Signal)> Signals { get; } = [];

    /// <summary>What a signal does to the process that it is sent to; without, it is only noted.</summary>
    public Action<SimulatedProcess, int>? Signalled { get; set; }

    /// <summary>Called when something of one process is asked for besides its record in the table.</summary>
    public Action<int>? SourceRead { get; set; }

    /// <summary>Called when the whole table is asked for.</summary>
    public Action? TableRead { get; set; }

    /// <summary>The table, for a kernel that hands it out.</summary>
    public IReadOnlyCollection<SimulatedProcess> ReadTable()
    {
        TableRead?.Invoke();
        return Processes;
    }

    public void Replace(SimulatedProcess process) => Processes.Change(process.Pid, _ => process);

    public SimulatedProcess? Find(int pid) => Processes.Find(pid);
}
