namespace Psutil.Testing;

/// <summary>A process of a <see cref="FakeMachine"/>.</summary>
internal sealed class FakeProcess(FakeProcesses processes, ProcessIdentity identity) : OSProcess(processes, identity)
{
    protected override ProcessSnapshot CaptureCore(ProcessFields fields) => processes.Capture(Identity, fields);

    public override bool IsRunning() => processes.Find(Identity) is not null;

    protected override void SendCore(int signalNumber) => processes.Send(Identity, signalNumber);

    protected override bool TryWaitCore(TimeSpan? timeout, out int? exitCode) =>
        processes.WaitForEnd(Identity, timeout ?? Timeout.InfiniteTimeSpan, out exitCode);

    protected override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) =>
        processes.WaitForEnd(Identity).WaitAsync(cancellationToken);
}
