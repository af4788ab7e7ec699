using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>One process of a Linux machine.</summary>
internal sealed partial class LinuxProcess(LinuxProcesses processes, LinuxProcessReader reader, LinuxRoots roots, ProcessIdentity identity)
    : OSProcess(processes, identity)
{
    private const int LowestNice = -20;
    private const int HighestNice = 19;
    private const int LastIOLevel = 7;
    private const int IOClassShift = 13;

    // 0 until a descriptor of the process was seen.
    private long _boundInode;

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
        if (!HasStartTime())
        {
            return false;
        }

        if (Interlocked.Read(ref _boundInode) == 0 || !roots.IsLocalProc)
        {
            return true;
        }

        int result = OpenDescriptor(out SafeFileHandle? descriptor);
        descriptor?.Dispose();
        return result != -Errno.ESRCH;
    }

    /// <summary>
    /// Ties this handle to the process that has its PID now, so that not even one of the same tick can be taken for it. False if there is
    /// none any more. A handle that was not tied is by its first signal or wait.
    /// </summary>
    public bool Bind()
    {
        if (!roots.IsLocalProc)
        {
            return true;
        }

        int result = OpenDescriptor(out SafeFileHandle? descriptor);
        descriptor?.Dispose();
        return result != -Errno.ESRCH;
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
        int result = OpenDescriptor(out SafeFileHandle? descriptor);
        if (result == -Errno.ESRCH)
        {
            throw new NoSuchProcessException(Pid);
        }

        ThrowIfFailed("pidfd_open", result);
        if (descriptor is not null)
        {
            using (descriptor)
            {
                ThrowIfFailed("pidfd_send_signal", Libc.SendSignal(descriptor, signalNumber));
                return;
            }
        }

        // To kill(2), a thread's number stands for its whole process.
        EnsureSame();
        if (!processes.Exists(Pid))
        {
            throw new NoSuchProcessException(Pid);
        }

        ThrowIfFailed("kill", Libc.SendSignal(Pid, signalNumber));
    }

    /// <summary>
    /// A descriptor that stands for this very process; null on kernels without (before 5.3) or where a sandbox forbids it. The identity is
    /// checked after it was opened: if the PID has our start time then, it had it all along, and the descriptor cannot be another's.
    /// </summary>
    /// <returns>0, or the negated errno: ESRCH if the process has ended.</returns>
    private int OpenDescriptor(out SafeFileHandle? descriptor)
    {
        descriptor = null;
        int result = Libc.OpenPidFd(Pid);
        if (result < 0)
        {
            return -result switch
            {
                Errno.ENOSYS or Errno.EPERM or Errno.EACCES => 0,
                Errno.EINVAL or Errno.ENOENT => -Errno.ESRCH, // A thread's number, not a process's.
                _ => result,
            };
        }

        SafeFileHandle opened = new(result, ownsHandle: true);
        try
        {
            if (HasStartTime() && IsBoundTo(opened))
            {
                descriptor = opened;
                return 0;
            }

            return -Errno.ESRCH;
        }
        finally
        {
            if (descriptor is null)
            {
                opened.Dispose();
            }
        }
    }

    /// <summary>
    /// Whether a descriptor that was opened by our PID is that of the process that this handle has always acted on. Start times are told in
    /// ticks of 10 ms: a PID that passes on within one looks the same by them, but not by the number that the kernel gives each process's
    /// descriptors (pidfs, Linux 6.9; before, all have the same).
    /// </summary>
    private bool IsBoundTo(SafeFileHandle descriptor)
    {
        if (Libc.GetInode(descriptor, out long number) < 0)
        {
            return true;
        }

        long bound = Interlocked.CompareExchange(ref _boundInode, number, 0);
        return bound == 0 || bound == number;
    }

    /// <summary>Whether a process with our PID and our start time is there.</summary>
    private bool HasStartTime()
    {
        ReadResult result = reader.ReadStartTime(Pid, out long? start);
        if (start is { } known)
        {
            return Identity.StartTime is not { } expected || known == expected;
        }

        return result.Failed
            && result.Error switch
            {
                Errno.ENOENT or Errno.ESRCH => false,
                Errno.EACCES or Errno.EPERM => true,
                _ => throw roots.Proc.ToException(result, KernelPath.OfProcess(Pid, "stat"u8, stackalloc byte[KernelPath.Room])),
            };
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
            throw new PsutilNotSupportedException(
                "A process of another root can be looked at, but not changed: its PID means another process here."
            );
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
