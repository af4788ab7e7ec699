using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>One process of a Linux machine.</summary>
internal sealed class LinuxProcess(LinuxProcesses processes, LinuxProcessReader reader, LinuxRoots roots, ProcessIdentity identity) : OSProcess(processes, identity)
{
    private const int LowestNice = -20;
    private const int HighestNice = 19;
    private const int LastIOLevel = 7;
    private const int IOClassShift = 13;

    public override ProcessSnapshot Capture(ProcessFields fields)
    {
        CaptureScope scope = reader.CreateScope();
        try
        {
            return reader.Capture(Pid, Identity.StartTime, fields, ref scope) ?? ProcessSnapshot.Gone(Identity, fields);
        }
        finally
        {
            scope.Dispose();
        }
    }

    public override bool IsRunning()
    {
        ReadResult result = reader.ReadStartTime(Pid, out long? start);
        return start is { } known ? Identity.StartTime is not { } expected || known == expected : result.Failed && result.Error is Errno.EACCES or Errno.EPERM;
    }

    public override void SetNice(int nice)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nice, LowestNice);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nice, HighestNice);
        EnsureSame();
        ThrowIfFailed("setpriority", Libc.SetPriority(Pid, nice));
    }

    public override void SetIOPriority(IOPriority priority)
    {
        if (!Enum.IsDefined(priority.Class))
        {
            throw new ArgumentOutOfRangeException(nameof(priority), priority.Class, "There is no such class.");
        }

        if (priority.Level is < 0 or > LastIOLevel)
        {
            throw new ArgumentOutOfRangeException(nameof(priority), priority.Level, "Levels go from 0 to 7.");
        }

        if (priority is { Level: not 0, Class: IOPriorityClass.None or IOPriorityClass.Idle })
        {
            throw new ArgumentException($"The class {priority.Class} has no levels.", nameof(priority));
        }

        EnsureSame();
        ThrowIfFailed("ioprio_set", Libc.SetIOPriority(Pid, ((int)priority.Class << IOClassShift) | priority.Level));
    }

    public override void SetResourceLimit(ResourceKind kind, ResourceLimit limit)
    {
        int resource = LinuxResourceNumbers.Of(kind);
        if (limit.Soft > limit.Hard)
        {
            throw new ArgumentException("The soft limit cannot be above the hard limit.", nameof(limit));
        }

        EnsureSame();
        ThrowIfFailed("prlimit64", Libc.SetResourceLimit(Pid, resource, limit.Soft, limit.Hard));
    }

    public override void SetCpuAffinity(IReadOnlyCollection<int> cpus)
    {
        ArgumentNullException.ThrowIfNull(cpus);
        if (cpus.Any(cpu => cpu < 0))
        {
            throw new ArgumentException("CPU numbers are not negative.", nameof(cpus));
        }

        EnsureSame();
        IReadOnlyCollection<int> wanted = cpus;
        if (cpus.Count == 0)
        {
            wanted = [.. processes.Cpu!.GetTimesPerCpu().Select(core => core.Number)];
        }

        int result = Libc.SetAffinity(Pid, CpuMask.FromCpus(wanted));
        if (result == -Errno.EINVAL)
        {
            throw new ArgumentException($"Process {Pid} can run on none of the CPUs {string.Join(", ", cpus)}.", nameof(cpus));
        }

        ThrowIfFailed("sched_setaffinity", result);
    }

    public override void Send(int signalNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signalNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signalNumber, LinuxSignals.Last);
        EnsureLocal();
        using SafeFileHandle? descriptor = OpenDescriptor();
        if (descriptor is not null)
        {
            ThrowIfFailed("pidfd_send_signal", Libc.SendSignal(descriptor, signalNumber));
            return;
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

        if (!TryOpenForWaiting(out SafeFileHandle? descriptor))
        {
            return base.Wait(timeout);
        }

        if (descriptor is null)
        {
            return null;
        }

        using (descriptor)
        {
            long start = TimeProvider.System.GetTimestamp();
            int result;
            while ((result = Libc.Poll(descriptor, untilCollected: false, MillisecondsLeft(timeout, start))) <= 0)
            {
                if (result == 0 && timeout is { } allowed && TimeProvider.System.GetElapsedTime(start) >= allowed)
                {
                    throw new ProcessTimeoutException(Pid, allowed);
                }

                if (result < 0 && result != -Errno.EINTR)
                {
                    ThrowIfFailed("poll", result);
                }
            }

            int? code = LinuxExit.Read(descriptor, out bool mayCome);
            if (code is null && mayCome)
            {
                _ = Libc.Poll(descriptor, untilCollected: true, LinuxExit.CollectionGraceMilliseconds);
                code = LinuxExit.Read(descriptor, out _);
            }

            return code;
        }
    }

    public override Task<int?> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<int?>(cancellationToken);
        }

        if (!TryOpenForWaiting(out SafeFileHandle? descriptor))
        {
            return base.WaitAsync(cancellationToken);
        }

        return descriptor is null ? Task.FromResult<int?>(null) : LinuxExitPoller.Shared.WaitAsync(descriptor, cancellationToken);
    }

    private static int MillisecondsLeft(TimeSpan? timeout, long start) => timeout is not { } limit
        ? Timeout.Infinite
        : (int)Math.Clamp(Math.Ceiling((limit - TimeProvider.System.GetElapsedTime(start)).TotalMilliseconds), 0, int.MaxValue);

    /// <summary>A descriptor to wait with; none if the process has ended already. False where only asking again and again is left.</summary>
    private bool TryOpenForWaiting(out SafeFileHandle? descriptor)
    {
        descriptor = null;
        if (!roots.IsLocalProc)
        {
            return false;
        }

        try
        {
            descriptor = OpenDescriptor();
            return descriptor is not null;
        }
        catch (NoSuchProcessException)
        {
            return true;
        }
    }

    /// <summary>
    /// A descriptor that stands for this very process; null on kernels without (before 5.3) or where a sandbox forbids it. The identity is checked after it was
    /// opened: if the PID has our start time then, it had it all along, and the descriptor cannot be another's.
    /// </summary>
    private SafeFileHandle? OpenDescriptor()
    {
        int result = Libc.OpenPidFd(Pid);
        if (result is -Errno.ENOSYS or -Errno.EPERM or -Errno.EACCES)
        {
            return null;
        }

        ThrowIfFailed("pidfd_open", result);
        SafeFileHandle descriptor = new(result, ownsHandle: true);
        if (IsRunning())
        {
            return descriptor;
        }

        descriptor.Dispose();
        throw new NoSuchProcessException(Pid);
    }

    /// <summary>That the PID is still this process's, before something is done to it.</summary>
    private void EnsureSame()
    {
        EnsureLocal();
        if (!IsRunning())
        {
            throw new NoSuchProcessException(Pid);
        }
    }

    private void EnsureLocal()
    {
        if (!roots.IsLocalProc)
        {
            throw new PlatformNotSupportedException("A process of another root can be looked at, but not changed: its PID means another process here.");
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
