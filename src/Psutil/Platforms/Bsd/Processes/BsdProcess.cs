using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// One process of a BSD or macOS machine. These systems have nothing like a pidfd: the identity is checked immediately before the call,
/// with a gap of microseconds in which the PID could be reused.
/// </summary>
internal sealed class BsdProcess(BsdProcesses processes, BsdProcessReader reader, BsdProcessSource source, ProcessIdentity identity)
    : UnixProcess(processes, identity)
{
    protected internal override ProcessSnapshot CaptureCore(ProcessFields fields)
    {
        try
        {
            BsdCaptureScope scope = reader.CreateScope();
            try
            {
                return reader.Capture(Pid, Identity.StartTime, fields, ref scope) ?? ProcessSnapshot.Gone(Identity, fields);
            }
            finally
            {
                scope.Dispose();
            }
        }
        catch (PsutilException exception)
        {
            // The boot time, which is needed to identify the process, or the size of a page.
            return ProcessSnapshot.WithoutFields(Identity, fields, exception.ToUnavailability());
        }
    }

    public override bool IsRunning()
    {
        long? start = reader.ReadStartTime(Pid, out ReadResult result);
        return start is { } known
            ? Identity.StartTime is not { } expected || known == expected
            : result is { Failed: true, Error: Errno.EPERM or Errno.EACCES };
    }

    protected override int LastSignal => BsdSignals.Last;

    protected internal override void SetCpuAffinityCore(IReadOnlyCollection<int> cpus)
    {
        EnsureSupported(ProcessFields.CpuAffinity);

        // The kernel ignores a CPU that does not exist.
        IReadOnlyList<int> existing = GetCpus();
        if (cpus.Any(cpu => !existing.Contains(cpu)))
        {
            throw new ArgumentException($"Of the CPUs {string.Join(", ", cpus)} only {string.Join(", ", existing)} exist.", nameof(cpus));
        }

        EnsureSame();
        ThrowIfFailed("cpuset_setaffinity", source.SetAffinity(Pid, cpus));
    }

    protected internal override void ResetCpuAffinityCore()
    {
        EnsureSupported(ProcessFields.CpuAffinity);
        EnsureSame();
        ThrowIfFailed("cpuset_setaffinity", source.SetAffinity(Pid, GetCpus()));
    }

    protected internal override bool TryWaitCore(TimeSpan? timeout, out int? exitCode) =>
        source.Exits.Wait(Pid, IsRunning, timeout, out exitCode);

    protected internal override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) => FollowAsync(cancellationToken);

    internal override Task<int?> FollowAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int?>(cancellationToken)
            : source.Exits.WaitAsync(Pid, IsRunning, cancellationToken);

    protected override void SendSignal(int number)
    {
        // kill(2) takes zero for the caller's process group.
        if (Pid == 0)
        {
            throw new AccessDeniedException(Pid, "kernel");
        }

        EnsureSame();
        ThrowIfFailed("kill", Libc.SendSignal(Pid, number));
    }

    protected override int SetPriority(int nice) => Libc.SetPriority(Pid, nice);

    protected override void EnsureLimited(ResourceKind kind) => EnsureSupported(ProcessFields.ResourceLimits);

    protected override int SetLimit(ResourceKind kind, ResourceLimit limit, out string call)
    {
        call = "sysctl";
        return source.SetLimit(Pid, kind, limit);
    }

    protected override string DescribeError(int error) => Errno.Describe(error);

    private IReadOnlyList<int> GetCpus() => [.. processes.Machine.Cpu.GetTimesPerCpu().Select(core => core.Number)];

    private void EnsureSupported(ProcessFields field)
    {
        if ((source.SupportedFields & field) == 0)
        {
            throw PsutilNotSupportedException.Here(field.ToString());
        }
    }
}
