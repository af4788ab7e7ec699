using System.Net;
using Psutil.ContractTests;
using Psutil.ContractTests.Suite;

namespace Psutil.Recording.Tests.Contract;

/// <summary>
/// This machine as it was recorded. Time passes from sample to sample; a socket is made on the machine itself, of which a sample is taken
/// then. What is asked of the present alone is skipped.
/// </summary>
internal sealed class RecordedSubject(ThisMachineRecorded recorded, RecordedMachine first) : Subject
{
    // As many as a recorder writes down.
    private const int MostConnections = 50_000;

    private RecordedMachine _machine = first;

    public override Machine Machine => _machine;

    public override OSProcess Self => Processes.Get(Environment.ProcessId);

    public override UnavailableReason ReasonOfUnsupported => UnavailableReason.NotRecorded;

    public override int CpuCount => Environment.ProcessorCount;

    public override TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>Less than the time between two samples: each step is one of them.</summary>
    public override TimeSpan Interval => TimeSpan.FromMilliseconds(1);

    // The space of a file system that is on no disk is not recorded, nor that of one that did not answer.
    public override string Folder =>
        Machine.Disks.GetPartitionUsages().FirstOrDefault(entry => entry.Usage is { Total: > 0 })?.Partition.MountPoint is { } mountPoint
            ? Path.Join(mountPoint, "no mount point of psutil")
            : Skip<string>("for file systems that are on no disk, or that did not answer");

    // At its end, the recording goes on.
    public override void Pass(TimeSpan time)
    {
        if (!_machine.TryMoveNext())
        {
            OpenNow();
        }
    }

    public override void SendToItself() => Assert.True(_machine.TryMoveNext(), "The recording is over.");

    public override SubjectConnection Connect(IPAddress address) => Record(LocalSockets.Connect(address));

    public override SubjectConnection Bind(IPAddress address) => Record(LocalSockets.Bind(address));

    public override void NeedPresent(string what) => Assert.Skip($"A recording of the past is not asked {what}.");

    public override void NeedSocketOwners() => Capability.NeedSocketOwners();

    public override SubjectChild Start(string part, string[] arguments, ChildSettings settings) => Skip<SubjectChild>("to start a process");

    public override OSProcess MakeZombie() => Skip<OSProcess>("to make a zombie");

    public override OSProcess FindDenied() => Skip<OSProcess>("for environments, which are not recorded");

    public override void PassOn(SubjectChild child) => NeedPresent("to give a PID to another process");

    public override void EndWhileRead(SubjectChild child) => NeedPresent("to end a process");

    public override void Dispose()
    {
        _machine.Dispose();
        base.Dispose();
    }

    private SubjectConnection Record(SubjectConnection connection)
    {
        OpenNow();
        if (Machine.Network.GetConnections().Count >= MostConnections)
        {
            connection.Dispose();
            NeedPresent("for more sockets than it holds");
        }

        return connection;
    }

    private void OpenNow()
    {
        _machine.Dispose();
        _machine = recorded.OpenNow();
    }

    private T Skip<T>(string what)
    {
        NeedPresent(what);
        throw new InvalidOperationException(what);
    }
}
