namespace Psutil.Testing;

/// <summary>A process of a <see cref="FakeMachine"/>.</summary>
internal sealed class FakeProcess(FakeProcesses processes, ProcessIdentity identity) : OSProcess(processes, identity)
{
    protected override ProcessSnapshot CaptureCore(ProcessFields fields) =>
        processes.Find(Identity)?.Select(fields) ?? ProcessSnapshot.Gone(Identity, fields);

    public override bool IsRunning() => processes.Find(Identity) is not null;

    protected override void SendCore(int signalNumber) => processes.Send(Identity, signalNumber);

    protected override int? WaitCore(TimeSpan? timeout)
    {
        Task<int?> end = processes.WaitForEnd(Identity);
        try
        {
            return end.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, processes.Clock).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            throw new PsutilTimeoutException(Pid, timeout.GetValueOrDefault());
        }
    }

    protected override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) =>
        processes.WaitForEnd(Identity).WaitAsync(cancellationToken);
}
