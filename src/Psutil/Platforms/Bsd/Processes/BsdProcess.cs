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
                return reader.Capture(Identity, fields, ref scope) ?? ProcessSnapshot.Gone(Identity, fields);
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

    public override bool IsRunning() => IsThis(reader.Look(Pid));

    protected override int HighestNice => Libc.PRIO_MAX;

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

    // A caller to whom the kernel does not report the end looks again and again, as the base does.
    protected internal override bool TryWaitCore(TimeSpan? timeout, out int? exitCode) =>
        source.Exits.Wait(Pid, IsRunning, timeout, out exitCode) switch
        {
            ExitWait.Ended => true,
            ExitWait.TimedOut => false,
            _ => base.TryWaitCore(timeout, out exitCode),
        };

    protected internal override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) =>
        WatchAsync(cancellationToken) ?? base.WaitCoreAsync(cancellationToken);

    // The kernel watches whoever has the PID: another process with it must not be followed in place of this one.
    internal override Task<int?>? FollowAsync(CancellationToken cancellationToken) =>
        IsRunning() ? WatchAsync(cancellationToken) : Task.FromResult<int?>(null);

    private Task<int?>? WatchAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int?>(cancellationToken)
            : source.Exits.WaitAsync(Pid, IsRunning, cancellationToken);

    private protected override bool LookForEnd(out int? exitCode)
    {
        exitCode = null;
        ProcessPresence now = reader.Look(Pid);
        return !IsThis(now) || now.IsZombie;
    }

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
        call = string.Create(CultureInfo.InvariantCulture, $"sysctl(kern.proc.rlimit.{Pid})");
        return source.SetLimit(Pid, kind, limit);
    }

    // Without a start time nothing shows that the PID is still this process's, so that nothing is done to it.
    protected override void EnsureSame()
    {
        ProcessPresence now = reader.Look(Pid);
        if (!IsThis(now) || (now.IsZombie && now.StartTime is null))
        {
            throw ToGone();
        }

        if (now.IsThere && now.StartTime is null)
        {
            ThrowIfFailed(string.Create(CultureInfo.InvariantCulture, $"sysctl(kern.proc.{Pid})"), -Errno.EBUSY);
        }
    }

    protected override string DescribeError(int error) => Errno.Describe(error);

    private bool IsThis(ProcessPresence now) => now.IsHidden || (now.IsThere && Identity.IsSameAs(new ProcessIdentity(Pid, now.StartTime)));

    private IReadOnlyList<int> GetCpus() => [.. processes.Machine.Cpu.GetTimesPerCpu().Select(core => core.Number)];

    private void EnsureSupported(ProcessFields field)
    {
        if ((source.SupportedFields & field) == 0)
        {
            throw PsutilNotSupportedException.Here(field.ToString());
        }
    }
}
