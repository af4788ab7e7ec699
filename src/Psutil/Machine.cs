using System.Runtime.InteropServices;
using Psutil.Platforms.FreeBsd;
using Psutil.Platforms.Linux;
using Psutil.Platforms.MacOS;
using Psutil.Platforms.NetBsd;
using Psutil.Platforms.OpenBsd;
using Psutil.Platforms.Windows;

namespace Psutil;

/// <summary>
/// A machine: its CPUs, memory, disks, network, sensors, GPUs and processes. <see cref="Local"/> is the machine that this process runs on;
/// <see cref="Open"/> reads another root, such as a host's <c>/proc</c> mounted in a container.
/// </summary>
/// <remarks>
/// Instances are thread-safe. To fake a machine in tests, derive from this class and from the facets that the test needs.
/// </remarks>
public abstract class Machine : IDisposable
{
    private static readonly Lazy<Machine> LocalMachine = new(() => Create(MachineOptions.Default));

    private UnsupportedGpus? _gpus;

    /// <summary>Creates a machine.</summary>
    protected Machine() { }

    /// <summary>The machine that this process runs on.</summary>
    /// <exception cref="PsutilNotSupportedException">This operating system is not supported.</exception>
    public static Machine Local => LocalMachine.Value;

    /// <summary>
    /// The clock by which its meters and monitors measure and its waits end: <see cref="System.TimeProvider.System"/>, unless
    /// <see cref="MachineOptions.TimeProvider"/> or a derived class says otherwise. What the operating system itself waits for, such as an
    /// answer of a file system, goes by the real time.
    /// </summary>
    public virtual TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>CPU times, percentages, counts, frequencies and load.</summary>
    public abstract Cpu Cpu { get; }

    /// <summary>Physical memory and swap.</summary>
    public abstract Memory Memory { get; }

    /// <summary>Partitions, their use and disk I/O.</summary>
    public abstract Disks Disks { get; }

    /// <summary>Network interfaces, their counters and addresses, and sockets.</summary>
    public abstract Network Network { get; }

    /// <summary>Temperatures, fans and the battery.</summary>
    public abstract Sensors Sensors { get; }

    /// <summary>
    /// The GPUs and the processes that use them. Its members throw <see cref="PsutilNotSupportedException"/> on FreeBSD, OpenBSD
    /// and NetBSD.
    /// </summary>
    public virtual Gpus Gpus => _gpus ??= new UnsupportedGpus(this);

    /// <summary>The machine's processes.</summary>
    public abstract Processes Processes { get; }

    /// <summary>The services of the Windows service control manager; null on all other operating systems.</summary>
    public virtual ServiceManager? Services => null;

    /// <summary>The energy that processors and memory use, on Linux; null on all other operating systems.</summary>
    public virtual Energy? Energy => null;

    /// <summary>The cgroups of Linux; null on all other operating systems.</summary>
    public virtual Cgroups? Cgroups => null;

    /// <summary>Opens a machine that is read from the given roots. The caller disposes it.</summary>
    /// <exception cref="PsutilNotSupportedException">This operating system is not supported.</exception>
    public static Machine Open(MachineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(options);
    }

    /// <summary>When the machine started, by its current clock: setting the clock changes the result.</summary>
    /// <remarks>
    /// Linux: <c>btime</c> of <c>/proc/stat</c>, in whole seconds. Windows: <c>SystemTimeOfDayInformation</c>. macOS, BSD:
    /// <c>kern.boottime</c>.
    /// </remarks>
    /// <exception cref="SystemCallException">The source could not be read.</exception>
    public abstract DateTimeOffset GetBootTime();

    /// <summary>The sessions of the users who are logged in.</summary>
    /// <remarks>
    /// Linux: <c>utmp</c>, or the sessions of systemd in <c>/run/systemd/sessions</c> where there is no <c>utmp</c>; empty if neither
    /// exists. Windows: <c>WTSEnumerateSessionsW</c>. macOS, FreeBSD, NetBSD: <c>getutxent</c>. OpenBSD: <c>/var/run/utmp</c>.
    /// </remarks>
    public abstract IReadOnlyList<UserSession> GetUserSessions();

    /// <summary>
    /// The limits of CPU, memory, swap and processes that a container or job sets for this process; a value is null if there is no limit.
    /// </summary>
    /// <remarks>
    /// Linux: the cgroup (v1 or v2) of the calling process and its visible ancestors; the lowest limit counts. Windows: the job object.
    /// Empty on all other operating systems.
    /// </remarks>
    public virtual MachineLimits GetLimits() => default;

    /// <summary>
    /// The names of the machine, its board and its firmware, as the firmware reports them; each is null if it is not reported.
    /// </summary>
    /// <remarks><see cref="MachineHardware"/> has the sources on each system.</remarks>
    public virtual MachineHardware GetHardware() => new() { Chassis = ChassisKind.Unknown };

    /// <summary>
    /// Whether the operating system runs in a virtual machine, and this process (on Linux: what runs on the machine's roots) in a
    /// container.
    /// </summary>
    /// <remarks>
    /// It is found as <c>systemd-detect-virt</c> finds it. Linux: CPUID, <c>/sys/class/dmi/id</c>, <c>/sys/hypervisor</c>, <c>/proc/xen</c>
    /// and the device tree; <c>/run/systemd/container</c>, the environment of PID 1, <c>/.dockerenv</c>, <c>/run/.containerenv</c>, the
    /// cgroup of PID 1 and the kernel's name. Windows: CPUID and the registry. macOS: <c>kern.hv_vmm_present</c>. FreeBSD:
    /// <c>kern.vm_guest</c> and <c>security.jail.jailed</c>. OpenBSD, NetBSD: CPUID and the names of the hardware. A machine can hide it.
    /// </remarks>
    public virtual MachineVirtualization GetVirtualization() => default;

    /// <summary>
    /// Closes the machine's open descriptors. Calls in progress on other threads complete; later calls throw
    /// <see cref="ObjectDisposedException"/>. Disposing <see cref="Local"/> has no effect, because the whole process shares it.
    /// </summary>
    /// <remarks>Linux: the descriptors of the machine's roots. A machine has no open descriptors on other operating systems.</remarks>
    public void Dispose()
    {
        if (!LocalMachine.IsValueCreated || !ReferenceEquals(this, LocalMachine.Value))
        {
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>
    /// The name of the operating system that this process runs on: <c>linux</c>, <c>windows</c>, <c>macos</c>, <c>freebsd</c>,
    /// <c>openbsd</c> or <c>netbsd</c>; null on another one, where <see cref="Open"/> throws.
    /// </summary>
    public static string? SystemName
    {
        get
        {
            string? name =
                OperatingSystem.IsLinux() ? "linux"
                : OperatingSystem.IsWindows() ? "windows"
                : OperatingSystem.IsFreeBSD() ? "freebsd"
                : OperatingSystem.IsMacOS() ? "macos"
                : null;
#pragma warning disable RS0030 // As in Create: there is no question of their own for these.
            name ??=
                OperatingSystem.IsOSPlatform("OPENBSD") ? "openbsd"
                : OperatingSystem.IsOSPlatform("NETBSD") ? "netbsd"
                : null;
#pragma warning restore RS0030
            return name;
        }
    }

    /// <summary>Closes the machine's open descriptors.</summary>
    protected virtual void Dispose(bool disposing) { }

    // The only place that checks the operating system. The checks are called directly, so that the trimmer can drop the other systems.
    private static Machine Create(MachineOptions options)
    {
        if (OperatingSystem.IsLinux())
        {
            return new LinuxMachine(options);
        }

        if (OperatingSystem.IsWindows())
        {
            return new WindowsMachine(options);
        }

        if (OperatingSystem.IsFreeBSD())
        {
            return new FreeBsdMachine(options);
        }

        if (OperatingSystem.IsMacOS())
        {
            return new MacOSMachine(options, RuntimeInformation.ProcessArchitecture);
        }

        // No runtime has been released for these. Last, because older trimmers do not know the answer in advance.
#pragma warning disable RS0030
        if (OperatingSystem.IsOSPlatform("OPENBSD"))
        {
            return new OpenBsdMachine(options);
        }

        if (OperatingSystem.IsOSPlatform("NETBSD"))
        {
            return new NetBsdMachine(options);
        }
#pragma warning restore RS0030

        throw new PsutilNotSupportedException("Psutil does not support this operating system.");
    }
}
