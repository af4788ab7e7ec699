using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

namespace Psutil;

/// <content>What can be changed about a process.</content>
public abstract partial class OSProcess
{
    private const int LastIOLevel = 7;

    /// <summary>Sets its nice value, from −20 (first) to 19 (last). Unix. Lowering it needs rights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside −20 to 19.</exception>
    [UnsupportedOSPlatform("windows")]
    public virtual void SetNice(int nice) => throw NotSupported();

    /// <summary>
    /// Sets the class of its priority. Windows. <see cref="ProcessPriorityClass.RealTime"/> needs rights: without, Windows sets
    /// <see cref="ProcessPriorityClass.High"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    [SupportedOSPlatform("windows")]
    public virtual void SetPriorityClass(ProcessPriorityClass priorityClass) => throw NotSupported();

    /// <summary>Sets the priority of its I/O. Linux: <c>ioprio_set</c>.</summary>
    /// <param name="priorityClass">The class; <see cref="IOPriorityClass.RealTime"/> needs rights.</param>
    /// <param name="level">From 0 (first) to 7 (last); 0 for a class without levels.</param>
    /// <exception cref="ArgumentException">The level is outside 0 to 7, the class has no levels, or there is no such class.</exception>
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

    /// <summary>Sets the priority of its I/O. Windows: <c>ProcessIoPriority</c>.</summary>
    /// <remarks><see cref="WindowsIOPriority.High"/> needs rights.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such priority.</exception>
    [SupportedOSPlatform("windows")]
    public void SetIOPriority(WindowsIOPriority priority)
    {
        if (priority == WindowsIOPriority.Unknown || !Enum.IsDefined(priority))
        {
            throw new ArgumentOutOfRangeException(nameof(priority), priority, "The I/O priority is not defined.");
        }

        SetIOPriorityCore(new IOPriority { Windows = priority });
    }

    /// <summary>Sets one of its limits. Linux, FreeBSD. Raising a hard limit needs rights.</summary>
    /// <exception cref="ArgumentException">The soft limit is above the hard limit.</exception>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public virtual void SetResourceLimit(ResourceKind kind, ResourceLimit limit) => throw NotSupported();

    /// <summary>Sets the CPUs it may run on. Linux, Windows, FreeBSD.</summary>
    /// <exception cref="ArgumentException">No CPU is named, or one does not exist or cannot be used by this process.</exception>
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
    /// Lets it run on all CPUs again (Windows: on all of its processor group). Linux, Windows, FreeBSD.
    /// </summary>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public void ResetCpuAffinity() => ResetCpuAffinityCore();

    /// <summary>Sets the priority of its I/O, of whichever operating system: another one's is refused. It was checked.</summary>
    protected internal virtual void SetIOPriorityCore(IOPriority priority) => throw NotSupported(nameof(SetIOPriority));

    /// <summary>Sets the CPUs it may run on: at least one, none negative.</summary>
    protected internal virtual void SetCpuAffinityCore(IReadOnlyCollection<int> cpus) => throw NotSupported(nameof(SetCpuAffinity));

    /// <summary>Lets it run on all CPUs again.</summary>
    protected internal virtual void ResetCpuAffinityCore() => throw NotSupported(nameof(ResetCpuAffinity));

    private static PsutilNotSupportedException NotSupported([CallerMemberName] string member = "") =>
        PsutilNotSupportedException.Here(member);
}
