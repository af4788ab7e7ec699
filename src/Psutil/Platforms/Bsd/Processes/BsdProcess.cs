using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// One process of a BSD or macOS machine. These systems have nothing like a pidfd: the identity is checked, and the call made at once, with
/// a gap of microseconds in between in which the PID could pass to another process.
/// </summary>
internal sealed class BsdProcess(BsdProcesses processes, BsdProcessReader reader, BsdProcessSource source, ProcessIdentity identity)
    : OSProcess(processes, identity)
{
    private const int LowestNice = -20;
    private const int HighestNice = 19;

    public override ProcessSnapshot Capture(ProcessFields fields)
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
            // The boot time, by which the process is told from others, or the size of a page.
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

    public override void SetNice(int nice)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nice, LowestNice);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nice, HighestNice);
        EnsureSame();
        ThrowIfFailed("setpriority", Libc.SetPriority(Pid, nice));
    }

    public override void SetResourceLimit(ResourceKind kind, ResourceLimit limit)
    {
        EnsureSupported(ProcessFields.ResourceLimits);
        if (limit.Soft > limit.Hard)
        {
            throw new ArgumentException("The soft limit cannot be above the hard limit.", nameof(limit));
        }

        EnsureSame();
        ThrowIfFailed("sysctl", source.SetLimit(Pid, kind, limit));
    }

    public override void SetCpuAffinity(IReadOnlyCollection<int> cpus)
    {
        ArgumentNullException.ThrowIfNull(cpus);
        EnsureSupported(ProcessFields.CpuAffinity);

        // The kernel takes a CPU that does not exist without a word.
        HashSet<int> existing = [.. processes.Cpu!.GetTimesPerCpu().Select(core => core.Number)];
        if (cpus.Any(cpu => !existing.Contains(cpu)))
        {
            throw new ArgumentException($"Of the CPUs {string.Join(", ", cpus)} only {string.Join(", ", existing)} exist.", nameof(cpus));
        }

        EnsureSame();
        ThrowIfFailed("cpuset_setaffinity", source.SetAffinity(Pid, cpus.Count == 0 ? existing : cpus));
    }

    public override void Send(int signalNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signalNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signalNumber, BsdSignals.Last);

        // To kill(2), zero is the caller's own group of processes.
        if (Pid == 0)
        {
            throw new AccessDeniedException(Pid, "kernel");
        }

        EnsureSame();
        ThrowIfFailed("kill", Libc.SendSignal(Pid, signalNumber));
    }

    public override int? Wait(TimeSpan? timeout = null)
    {
        if (timeout is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeout));
        }

        return source.Exits.Wait(Pid, IsRunning, timeout, out int? code)
            ? code
            : throw new PsutilTimeoutException(Pid, timeout.GetValueOrDefault());
    }

    public override Task<int?> WaitAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int?>(cancellationToken)
            : source.Exits.WaitAsync(Pid, IsRunning, cancellationToken);

    private void EnsureSupported(ProcessFields field)
    {
        if ((source.SupportedFields & field) == 0)
        {
            throw PsutilNotSupportedException.Here(field.ToString());
        }
    }

    private void EnsureSame()
    {
        if (!IsRunning())
        {
            throw new NoSuchProcessException(Pid);
        }
    }

    private void ThrowIfFailed(string call, int result)
    {
        if (result >= 0)
        {
            return;
        }

        SystemCallError error = new(string.Create(CultureInfo.InvariantCulture, $"{call}({Pid})"), -result, Errno.Describe(-result));
        throw -result switch
        {
            Errno.ESRCH => new NoSuchProcessException(Pid, error: error),
            Errno.EPERM or Errno.EACCES => new AccessDeniedException(Pid, error: error),
            _ => new SystemCallException(error),
        };
    }
}
