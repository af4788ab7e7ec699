using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

namespace Psutil;

/// <content>The settings of a process.</content>
public abstract partial class OSProcess
{
    private const int LastIOLevel = 7;

    /// <summary>
    /// Sets the nice value of the process, from −20 (highest priority) to 19 (lowest; 20 on macOS and BSD). Lowering it requires
    /// privileges. Unix: <c>setpriority</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside −20 to 19 (20).</exception>
    [UnsupportedOSPlatform("windows")]
    public virtual void SetNice(int nice) => throw NotSupported();

    /// <summary>
    /// Sets the priority class of the process. <see cref="ProcessPriorityClass.RealTime"/> requires privileges; without them, Windows sets
    /// <see cref="ProcessPriorityClass.High"/>. Windows: <c>SetPriorityClass</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The priority class is not defined.</exception>
    [SupportedOSPlatform("windows")]
    public virtual void SetPriorityClass(ProcessPriorityClass priorityClass) => throw NotSupported();

    /// <summary>Sets the I/O priority of the process. Linux: <c>ioprio_set</c>.</summary>
    /// <param name="priorityClass">The class; <see cref="IOPriorityClass.RealTime"/> requires privileges.</param>
    /// <param name="level">The level, from 0 (highest) to 7 (lowest); 0, the default, for a class without levels.</param>
    /// <exception cref="ArgumentException">The level is outside 0 to 7 or the class has no levels, or the class is not defined.</exception>
    [SupportedOSPlatform("linux")]
    public void SetIOPriority(IOPriorityClass priorityClass, int level = 0)
    {
        if (!Enum.IsDefined(priorityClass))
        {
            throw new ArgumentOutOfRangeException(nameof(priorityClass), priorityClass, "The priority class is not defined.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, LastIOLevel);
        if (level != 0 && priorityClass is IOPriorityClass.None or IOPriorityClass.Idle)
        {
            throw new ArgumentException($"The class {priorityClass} has no levels: the level must be 0.", nameof(level));
        }

        SetIOPriorityCore(new IOPriority { Class = priorityClass, Level = level });
    }

    /// <summary>Sets the I/O priority of the process. Windows: <c>ProcessIoPriority</c>.</summary>
    /// <remarks><see cref="WindowsIOPriority.High"/> requires privileges.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The priority is not defined.</exception>
    [SupportedOSPlatform("windows")]
    public void SetIOPriority(WindowsIOPriority priority)
    {
        if (priority == WindowsIOPriority.Unknown || !Enum.IsDefined(priority))
        {
            throw new ArgumentOutOfRangeException(nameof(priority), priority, "The I/O priority is not defined.");
        }

        SetIOPriorityCore(new IOPriority { Windows = priority });
    }

    /// <summary>Sets a resource limit of the process. Raising a hard limit requires privileges. Linux (<c>prlimit</c>), FreeBSD.</summary>
    /// <exception cref="ArgumentException">The soft limit is above the hard limit.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public virtual void SetResourceLimit(ResourceKind kind, ResourceLimit limit) => throw NotSupported();

    /// <summary>
    /// Sets the CPUs that the process may run on. Linux (<c>sched_setaffinity</c>), Windows, FreeBSD (<c>cpuset_setaffinity</c>). Windows
    /// numbers the CPUs in groups of up to 64, and a process that was restricted to CPUs of one group cannot be given those of the others
    /// again.
    /// </summary>
    /// <exception cref="ArgumentException">No CPU is given, or a CPU does not exist or cannot be used by this process.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public void SetCpuAffinity(IReadOnlyCollection<int> cpus)
    {
        ArgumentNullException.ThrowIfNull(cpus);
        if (cpus.Count == 0)
        {
            throw new ArgumentException("At least one CPU must be given. To allow all CPUs, call ResetCpuAffinity.", nameof(cpus));
        }

        if (cpus.Any(cpu => cpu < 0))
        {
            throw new ArgumentException("A CPU number cannot be negative.", nameof(cpus));
        }

        SetCpuAffinityCore(cpus);
    }

    /// <summary>
    /// Allows the process to run on all CPUs. Linux, Windows, FreeBSD. On Windows with more than 64 CPUs, a process that was restricted to
    /// CPUs of one group gets all CPUs of that group alone, because no documented call gives it those of the others;
    /// <see cref="GetCpuAffinity"/> says which it has then. A process that was not restricted is left as it is.
    /// </summary>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public void ResetCpuAffinity() => ResetCpuAffinityCore();

    /// <summary>Sets the I/O priority. Its values were checked; a priority of another operating system is refused.</summary>
    protected internal virtual void SetIOPriorityCore(IOPriority priority) => throw NotSupported(nameof(SetIOPriority));

    /// <summary>Sets the CPUs that the process may run on: at least one, and none is negative.</summary>
    protected internal virtual void SetCpuAffinityCore(IReadOnlyCollection<int> cpus) => throw NotSupported(nameof(SetCpuAffinity));

    /// <summary>Allows the process to run on all CPUs.</summary>
    protected internal virtual void ResetCpuAffinityCore() => throw NotSupported(nameof(ResetCpuAffinity));

    private static PsutilNotSupportedException NotSupported([CallerMemberName] string member = "") =>
        PsutilNotSupportedException.Here(member);
}
