using System.Net;
using Psutil.ContractTests.Children;
using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>This machine, with real processes and sockets.</summary>
internal sealed class LocalSubject : Subject
{
    private LocalSubject(Machine machine) => Machine = machine;

    /// <summary>There is one, and nobody disposes of it.</summary>
    public static LocalSubject Instance { get; } = new(Machine.Local);

    /// <summary>The same machine, whose table a BPF program reads from the first capture on, where the kernel allows it.</summary>
    public static LocalSubject ByBpf { get; } = new(Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 }));

    public override Machine Machine { get; }

    public override int CpuCount => Environment.ProcessorCount;

    public override TimeSpan Patience => TestChild.Patience;

    public override TimeSpan Interval => TimeSpan.FromMilliseconds(200);

    public override string Folder => AppContext.BaseDirectory;

    public override SubjectChild Start(string part, string[] arguments, ChildSettings settings) =>
        new LocalChild(part, arguments, settings);

    public override SubjectConnection Connect(IPAddress address) => LocalSockets.Connect(address);

    public override SubjectConnection Bind(IPAddress address) => LocalSockets.Bind(address);

    public override void SendToItself() => LocalSockets.SendToItself();

    public override OSProcess MakeZombie() => Skip("The runtime collects its children at once: none stays a zombie.");

    public override OSProcess FindDenied() =>
        Processes
            .Capture(ProcessFields.Environment)
            .FirstOrDefault(snapshot =>
                snapshot.Unavailable.TryGetValue(ProcessFields.Environment, out Unavailability reason)
                && reason.Reason == UnavailableReason.Denied
            )
            is { } denied
            ? Processes.FromIdentity(denied.Identity)
            : Skip("Nobody here refuses this process anything.");

    public override void PassOn(SubjectChild child) => Skip("No real PID passes on when told to.");

    public override void EndWhileRead(SubjectChild child) => Skip("No real process ends between two calls when told to.");

    public override void NeedSocketOwners() => Capability.NeedSocketOwners();

    private static OSProcess Skip(string reason)
    {
        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }
}
