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
            return reader.Capture(Pid, Identity.StartTime, fields, ref scope) ?? Gone(fields);
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
            wanted = [.. processes.Cpu.GetTimesPerCpu().Select(core => core.Number)];
        }

        int result = Libc.SetAffinity(Pid, CpuMask.FromCpus(wanted));
        if (result == -Errno.EINVAL)
        {
            throw new ArgumentException($"Process {Pid} can run on none of the CPUs {string.Join(", ", cpus)}.", nameof(cpus));
        }

        ThrowIfFailed("sched_setaffinity", result);
    }

    /// <summary>That the PID is still this process's, before something is done to it; and that it is a process our own kernel calls can speak of.</summary>
    private void EnsureSame()
    {
        if (!roots.IsLocalProc)
        {
            throw new PlatformNotSupportedException("A process of another root can be looked at, but not changed: its PID means another process here.");
        }

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

    private ProcessSnapshot Gone(ProcessFields fields)
    {
        Dictionary<ProcessFields, Unavailability> reasons = [];
        for (long rest = (long)(fields & ProcessFields.All); rest != 0; rest &= rest - 1)
        {
            reasons[(ProcessFields)(rest & -rest)] = new Unavailability(UnavailableReason.Gone);
        }

        return new ProcessSnapshot(Identity) { Unavailable = reasons };
    }
}
