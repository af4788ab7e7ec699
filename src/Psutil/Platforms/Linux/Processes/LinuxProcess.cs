using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>One process of a Linux machine.</summary>
internal sealed partial class LinuxProcess(
    LinuxProcesses processes,
    LinuxProcessReader reader,
    LinuxProcessCaptures captures,
    LinuxRoots roots,
    ProcessIdentity identity
) : UnixProcess(processes, identity)
{
    private const int IOClassShift = 13;

    // 0 until a descriptor of the process was seen.
    private long _boundInode;

    public override ProcessSnapshot Capture(ProcessFields fields) =>
        captures.CaptureOne(Pid, Identity.StartTime, fields) ?? ProcessSnapshot.Gone(Identity, fields);

    public override bool IsRunning()
    {
        if (!HasStartTime())
        {
            return false;
        }

        if (Interlocked.Read(ref _boundInode) == 0 || !roots.HasOurPids)
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
        if (!roots.HasOurPids)
        {
            return true;
        }

        int result = OpenDescriptor(out SafeFileHandle? descriptor);
        descriptor?.Dispose();
        return result != -Errno.ESRCH;
    }

    protected override int LastSignal => LinuxSignals.Last;

    protected internal override void SetIOPriorityCore(IOPriority priority)
    {
        if (priority.Class is not { } priorityClass)
        {
            throw PsutilNotSupportedException.Here("An I/O priority of Windows");
        }

        EnsureSame();
        ThrowIfFailed("ioprio_set", Libc.SetIOPriority(Pid, ((int)priorityClass << IOClassShift) | priority.Level.GetValueOrDefault()));
    }

    protected internal override void SetCpuAffinityCore(IReadOnlyCollection<int> cpus)
    {
        EnsureSame();
        int result = Libc.SetAffinity(Pid, CpuMask.FromCpus(cpus));
        if (result == -Errno.EINVAL)
        {
            throw new ArgumentException($"Process {Pid} cannot run on any of the CPUs {string.Join(", ", cpus)}.", nameof(cpus));
        }

        ThrowIfFailed("sched_setaffinity", result);
    }

    protected internal override void ResetCpuAffinityCore() =>
        SetCpuAffinityCore([.. processes.Machine.Cpu.GetTimesPerCpu().Select(core => core.Number)]);

    protected override int SetPriority(int nice) => Libc.SetPriority(Pid, nice);

    protected override void EnsureLimited(ResourceKind kind) => _ = LinuxResourceNumbers.Of(kind);

    protected override int SetLimit(ResourceKind kind, ResourceLimit limit, out string call)
    {
        call = "prlimit64";
        return Libc.SetResourceLimit(Pid, LinuxResourceNumbers.Of(kind), Native(limit.Soft), Native(limit.Hard));
    }

    private static ulong Native(ulong? limit) => limit ?? LinuxResourceNumbers.Unlimited;

    protected override string DescribeError(int error) => Errno.Describe(error);

    protected override void SendSignal(int number)
    {
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
                ThrowIfFailed("pidfd_send_signal", Libc.SendSignal(descriptor, number));
                return;
            }
        }

        // To kill(2), a thread's number stands for its whole process.
        EnsureSame();
        if (!processes.Exists(Pid))
        {
            throw new NoSuchProcessException(Pid);
        }

        ThrowIfFailed("kill", Libc.SendSignal(Pid, number));
    }

    protected override void EnsureSame()
    {
        EnsureLocal();
        base.EnsureSame();
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
    /// Whether a descriptor that was opened by our PID is that of the process that this handle has always acted on. Start times are in
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

    private void EnsureLocal()
    {
        if (!roots.HasOurPids)
        {
            throw processes.OfAnotherSystem();
        }
    }
}
