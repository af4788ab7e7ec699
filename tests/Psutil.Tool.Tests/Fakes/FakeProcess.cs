namespace Psutil.Tool.Tests.Fakes;

internal sealed class FakeProcess(FakeProcesses processes, ProcessIdentity identity) : OSProcess(processes, identity)
{
    protected internal override ProcessSnapshot CaptureCore(ProcessFields fields)
    {
        processes.OnCaptureOne?.Invoke();
        processes.AskedOfOne.Enqueue(fields);
        return processes.List.Find(data => data.Identity == Identity)?.Capture(fields) ?? ProcessSnapshot.Gone(Identity, fields);
    }

    public override bool IsRunning() => processes.List.Exists(data => data.Identity == Identity);

    protected internal override void SendCore(int signalNumber)
    {
        if (!IsRunning())
        {
            throw new NoSuchProcessException(Pid);
        }

        if (processes.Denied.Contains(Pid))
        {
            throw new AccessDeniedException(
                Pid,
                error: new SystemCallError
                {
                    SystemCall = "pidfd_send_signal",
                    ErrorCode = 1,
                    Description = "EPERM, operation not permitted",
                }
            );
        }

        processes.Sent.Add((Pid, signalNumber));
    }

    protected internal override async Task<int?> WaitCoreAsync(CancellationToken cancellationToken)
    {
        if (IsRunning())
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return processes.ExitCodes.GetValueOrDefault(Pid);
    }
}
