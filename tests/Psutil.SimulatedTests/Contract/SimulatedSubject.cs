using System.Net;
using Psutil.ContractTests.Suite;
using Psutil.SimulatedTests.Abi;
using Psutil.SimulatedTests.Kernel;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.Contract;

/// <summary>
/// A machine with a simulated kernel, on which something happens: CPUs work, signals are obeyed, children do what their part is.
/// </summary>
internal sealed class SimulatedSubject : Subject
{
    private const int FirstPid = 10_000_000;

    private readonly SimulatedMachine _simulated;
    private readonly BsdKernel _kernel;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private int _lastPid = FirstPid;
    private ushort _lastPort = 50_000;

    public SimulatedSubject(SimulatedSystem system, AbiTable abi)
    {
        _simulated = new SimulatedMachine { CpuClock = TellTicks };
        _kernel = (BsdKernel)system.Boot(abi, _simulated);
        _simulated.Signalled = Obey;
        _simulated.Processes.Change(Environment.ProcessId, current =>
            current with
            {
                Environment = [Variable("PATH", Environment.GetEnvironmentVariable("PATH") ?? "")],
            }
        );
        Machine = system.Open(abi);
    }

    public override Machine Machine { get; }

    public override int CpuCount => _simulated.CpuCount;

    public override TimeSpan Patience => TimeSpan.FromSeconds(60);

    public override TimeSpan Interval => TimeSpan.FromMilliseconds(20);

    public override string Folder => "/";

    public override SubjectChild Start(string part, string[] arguments, ChildSettings settings) =>
        new SimulatedChild(this, part, arguments, settings);

    /// <summary>A child of this process, born now.</summary>
    public SimulatedProcess Bear(int parent, IEnumerable<string> commandLine, ChildSettings settings)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        SimulatedProcess child = new(++_lastPid, "child")
        {
            ParentPid = parent,
            UserIds = _simulated.Find(Environment.ProcessId)!.UserIds,
            StartSeconds = now.ToUnixTimeSeconds(),
            StartMicroseconds = (int)(now.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
            ExecutablePath = SimulatedChild.Program,
            WorkingDirectory = settings.WorkingDirectory ?? "/var/empty",
            Arguments = [.. commandLine.Select(OSText.GetBytes)],
            Environment =
            [
                .. settings.Environment.Select(variable => Variable(variable.Key, variable.Value)),
                .. _simulated.Find(Environment.ProcessId)!.Environment,
            ],
        };
        _simulated.Processes.Add(child);
        return child;
    }

    public void Change(int pid, Func<SimulatedProcess, SimulatedProcess> change) => _simulated.Processes.Change(pid, change);

    /// <summary>A port on which a process listens.</summary>
    public IPEndPoint Listen(int pid) => AddSocket(ConnectionKinds.Tcp4, new IPEndPoint(IPAddress.Loopback, ++_lastPort), null, 1, pid);

    /// <summary>Ends a process once somebody waits for it or, if nobody does, in a moment.</summary>
    public void EndInAMoment(int pid, int waitStatus) =>
        _ = Task.Run(() =>
        {
            SpinWait.SpinUntil(() => _kernel.IsWatched(pid), TimeSpan.FromMilliseconds(200));
            _kernel.End(pid, waitStatus);
        });

    public void End(int pid, int waitStatus) => _kernel.End(pid, waitStatus);

    public override SubjectConnection Connect(IPAddress address)
    {
        bool isIPv6 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        ConnectionKinds kind = isIPv6 ? ConnectionKinds.Tcp6 : ConnectionKinds.Tcp4;
        IPEndPoint server = AddSocket(kind, new IPEndPoint(address, ++_lastPort), null, 1, Environment.ProcessId);
        IPEndPoint client = AddSocket(kind, new IPEndPoint(address, ++_lastPort), server, 4, Environment.ProcessId);
        AddSocket(kind, server, client, 4, Environment.ProcessId);
        return new SubjectConnection(server, client, () =>
            _simulated.Sockets.RemoveAll(socket => server.Equals(socket.Local) || server.Equals(socket.Remote))
        );
    }

    public override SubjectConnection Bind(IPAddress address)
    {
        ConnectionKinds kind =
            address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? ConnectionKinds.Udp6 : ConnectionKinds.Udp4;
        IPEndPoint local = AddSocket(kind, new IPEndPoint(address, ++_lastPort), null, 0, Environment.ProcessId);
        return new SubjectConnection(local, null, () => _simulated.Sockets.RemoveAll(socket => local.Equals(socket.Local)));
    }

    public override void SendToItself() => _simulated.LoopbackPackets += 100;

    public override OSProcess MakeZombie()
    {
        _simulated.Processes.Add(
            new(++_lastPid, "zombie")
            {
                Status = ProcessStatus.Zombie,
                Arguments = [],
                Environment = [],
            }
        );
        return Processes.Get(_lastPid);
    }

    public override OSProcess FindDenied()
    {
        _simulated.Processes.Add(new(++_lastPid, "denied") { IsDenied = true });
        return Processes.Get(_lastPid);
    }

    public override void PassOn(SubjectChild child)
    {
        int pid = child.Process.Pid;
        SimulatedProcess old = _simulated.Find(pid)!;
        _kernel.End(pid, 0);
        _simulated.Processes.Add(new(pid, "another") { ParentPid = 1, StartSeconds = old.StartSeconds + 1 });
    }

    public override void EndWhileRead(SubjectChild child) =>
        _simulated.SourceRead = pid =>
        {
            if (pid == child.Process.Pid)
            {
                _kernel.End(pid, 0);
            }
        };

    public override void NeedSocketOwners()
    {
        // All of these systems tell them.
    }

    public override void Dispose()
    {
        _kernel.Dispose();
        base.Dispose();
    }

    private static byte[] Variable(string name, string value) => OSText.GetBytes($"{name}={value}");

    private IPEndPoint AddSocket(ConnectionKinds kind, IPEndPoint local, IPEndPoint? remote, int state, int pid)
    {
        int descriptor = 10 + _simulated.Sockets.Count;
        _simulated.Sockets.Add(
            new SimulatedSocket(kind, local, remote, state, 0xFFFF_9000_0000_0000 + (ulong)(descriptor * 256), pid, descriptor)
        );
        return local;
    }

    private void Obey(SimulatedProcess process, int signal)
    {
        string name = Processes.GetSignalNumbers().Single(known => known.Value == signal).Key;
        switch (name)
        {
            case "SIGKILL" or "SIGTERM":
                EndInAMoment(process.Pid, signal);
                break;
            case "SIGSTOP":
                Change(process.Pid, stopped => stopped with { Status = ProcessStatus.Stopped });
                break;
            case "SIGCONT":
                Change(process.Pid, going => going with { Status = ProcessStatus.Sleeping });
                break;
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Signal {signal}."));
        }
    }

    // A tenth of each CPU's time is the users', a twentieth the system's.
    private long[][] TellTicks()
    {
        long ticks = (long)(TimeProvider.System.GetElapsedTime(_started).TotalSeconds * 127 * 20);
        long[] PerCpu(long lead) =>
            [1000 + lead + (ticks / 10), 200, 300 + lead + (ticks / 20), 40, 5000 + lead + ticks - (ticks / 10) - (ticks / 20)];
        return [PerCpu(0), PerCpu(10)];
    }
}
