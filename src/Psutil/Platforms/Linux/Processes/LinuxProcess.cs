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

    protected internal override ProcessSnapshot CaptureCore(ProcessFields fields) =>
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
    /// Binds this handle to the process that has its PID now, so that not even a process started in the same tick can be mistaken for it.
    /// False if the process is gone. The first signal or wait binds a handle that is not yet bound.
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
            throw ToGone();
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

        // kill(2) takes a thread's number for its whole process.
        EnsureSame();
        if (!processes.Exists(Pid))
        {
            throw ToGone();
        }

        ThrowIfFailed("kill", Libc.SendSignal(Pid, number));
    }

    protected override void EnsureSame()
    {
        EnsureLocal();
        base.EnsureSame();
    }

    /// <summary>
    /// A descriptor (pidfd) of this process; null on kernels before 5.3 or where a sandbox forbids it. The identity is checked after
    /// opening: if the PID has our start time then, it had it before too, so the descriptor is of this process.
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
    /// Whether a descriptor opened by our PID is of the process that this handle has acted on so far. Start times are in ticks of 10 ms: a
    /// PID reused within one tick has the same start time, but not the same pidfd inode (pidfs, Linux 6.9; before, all pidfds have the same
    /// one).
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

    /// <summary>Whether there is a process with our PID and our start time.</summary>
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
