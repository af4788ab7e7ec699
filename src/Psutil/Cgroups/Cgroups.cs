namespace Psutil;

/// <summary>The cgroups (control groups) of a Linux machine: what its services and containers use, and their limits.</summary>
public abstract class Cgroups
{
    private readonly Machine _machine;

    /// <summary>Creates the facet.</summary>
    /// <param name="machine">The machine that it belongs to, whose clock it goes by. It is not used before it is needed.</param>
    protected Cgroups(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        _machine = machine;
    }

    internal TimeProvider Clock => _machine.TimeProvider;

    /// <summary>Reads all groups that the caller can see. A group that is removed meanwhile is left out.</summary>
    /// <param name="fields">What is read of each group; all, the default, for every field.</param>
    /// <remarks>
    /// Linux: the file systems of types <c>cgroup2</c> and <c>cgroup</c> that <c>/proc/self/mountinfo</c> lists. In a container these are
    /// its own groups; the host's are visible if its <c>/sys/fs/cgroup</c> is mounted in the container, with
    /// <see cref="MachineOptions.SysPath"/> and <see cref="MachineOptions.ProcPath"/>.
    /// </remarks>
    /// <exception cref="PsutilNotSupportedException">No cgroup file system is mounted.</exception>
    /// <exception cref="PsutilException">The mounts could not be read, or there was no free descriptor.</exception>
    public CgroupTable Capture(CgroupFields fields = CgroupFields.All) => CaptureCore(fields & CgroupFields.All);

    /// <summary>
    /// Creates a monitor, which measures the rates of each group between its refreshes. Dispose it after use.
    /// </summary>
    /// <param name="fields">What is read of each group; all, the default, for every field.</param>
    public CgroupMonitor CreateMonitor(CgroupFields fields = CgroupFields.All) => new(this, fields & CgroupFields.All);

    /// <inheritdoc cref="Capture"/>
    protected abstract CgroupTable CaptureCore(CgroupFields fields);

    /// <summary>What a monitor reads again and again.</summary>
    internal virtual CgroupSource OpenSource(CgroupFields fields) => new CapturedCgroups(this, fields);
}
